import type { CallFact } from '../../parse/facts.js';

/** Where a setting stands, as catalog entries write it: see `src/model/catalog-protection.ts`. */
export interface SettingPlace {
  readonly from: 'call' | 'instance' | 'chain' | 'method' | 'setup' | 'assigned' | 'global';
  /** Member or function names: `interceptors.request.use` of a method; the type that an instance was made as. */
  readonly names: readonly string[];
  /** Position of the argument; absent where the place is no argument. */
  readonly index?: number | 'last';
  readonly path: readonly string[];
  /** Parameter of the URL that stands there. */
  readonly query?: string;
}

/** A call that sets up a client, and as which of its forms the place of it is written. */
export interface Setup {
  readonly file: string;
  readonly call: CallFact;
  readonly form: SettingPlace;
}

const known = new Map<string, SettingPlace>();

export function parsePlace(text: string): SettingPlace {
  let place = known.get(text);
  if (place === undefined) {
    place = read(text);
    known.set(text, place);
  }
  return place;
}

function read(text: string): SettingPlace {
  const [address = '', query] = text.split('?');
  const [from = '', ...rest] = partsOf(address);
  const parameter = query === undefined ? {} : { query };
  if (from === 'call') {
    const [index = '0', ...path] = rest;
    return { from, names: [], index: position(index), path, ...parameter };
  }
  if (from === 'instance' || from === 'chain' || from === 'method' || from === 'setup') {
    const at = rest.findIndex((part) => /^(\d+|last)$/.test(part));
    const index = position(rest[at] ?? '0');
    return { from, names: rest.slice(0, at), index, path: rest.slice(at + 1), ...parameter };
  }
  // The schema of the catalogue lets no other beginning pass.
  return { from: from === 'global' ? from : 'assigned', names: [], path: rest, ...parameter };
}

/** `['message.timeout.ms']` is one part, whatever dots are in it. */
const partsOf = (address: string): readonly string[] =>
  (address.match(/\['[^']*'\]|[^.[\]]+/g) ?? []).map((part) => part.replace(/^\['|'\]$/g, ''));

const position = (text: string): number | 'last' => (text === 'last' ? text : Number(text));

export const itemAt = <T>(items: readonly T[], index: number | 'last'): T | undefined =>
  index === 'last' ? items.at(-1) : items[index];

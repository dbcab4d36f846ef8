import type { ClientAction, ClientEntry, ClientType } from '../../model/catalog.js';

/** What the catalogue says of functions that libraries run on values of theirs, by whom it is asked. */
export class MethodCatalog {
  readonly #names = new Set<string>();
  readonly #types = new Map<ClientEntry, ReadonlySet<string>>();

  constructor(clients: readonly ClientEntry[]) {
    for (const client of clients) this.#add(client);
  }

  #add(client: ClientEntry): void {
    const types = Object.entries(client.types);
    const given = types.flatMap(([name, type]) => givenTypes(client, name, type));
    if (given.length > 0) this.#types.set(client, new Set(given));
    const takers = new Set(types.flatMap(([name, type]) => (isTaker(type) ? [name] : [])));
    for (const [names, type] of Object.entries(client.exports))
      if (takers.has(type)) this.#note(names);
    for (const [, { members = {} }] of types)
      for (const [names, member] of Object.entries(members))
        if (takes(member) || takers.has(member.type ?? '')) this.#note(names);
  }

  #note(names: string): void {
    for (const name of names.split('|')) this.#names.add(name);
  }

  /** Whether a call of this name may be given functions that run on a value of a library. */
  isTaker(name: string | null): boolean {
    return name !== null && this.#names.has(name);
  }

  /** Whether values of a type may have methods that the repository gave them. */
  mayHaveMethods(client: ClientEntry, type: string): boolean {
    const given = this.#types.get(client);
    return given !== undefined && [...given].some((one) => isOfType(client, type, one));
  }
}

const takes = (action: ClientAction | undefined): boolean =>
  action?.methodsAt !== undefined || action?.callback?.this !== undefined;

/** Its values are called, or constructed, with functions that run on what a library made. */
const isTaker = ({ call, constructs }: ClientType): boolean => takes(call) || takes(constructs);

/** Types that get methods by a type of their entry, and what these types construct. */
function givenTypes(client: ClientEntry, name: string, type: ClientType): readonly string[] {
  const { call, constructs, members = {}, methodsOf } = type;
  const named = [call, constructs, ...Object.values(members)].flatMap((action) =>
    Object.values(action?.methodsAt ?? {}),
  );
  const own = [...named, ...(methodsOf === undefined ? [] : [methodsOf])];
  return own
    .map((one) => (one === 'Self' ? name : one))
    .flatMap((one) => [one, client.types[one]?.construct ?? one]);
}

/** Whether a type is another one of its entry, or extends it. */
export function isOfType(client: ClientEntry, type: string, wanted: string): boolean {
  const seen = new Set<string>();
  const pending = [type];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one === wanted) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    pending.push(...(client.types[one]?.extends ?? []));
  }
  return false;
}

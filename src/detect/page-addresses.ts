import type { Resolver } from '../resolve/resolver.js';
import type { Creation, Value } from '../resolve/values.js';
import { placeOf } from './operations.js';
import type { FileFacts } from '../parse/facts.js';
import type { Site } from './sites.js';

/**
 * `axios.create({ baseURL: '/api' })`: a path has a host in a page alone, so that whatever is asked
 * through such a client is asked by a browser.
 */
export function isOfPage(resolver: Resolver, facts: FileFacts, { call, performed }: Site): boolean {
  const { on } = performed;
  if (on.client.kind !== 'http') return false;
  const bases = on.client.address.filter((path) => path.startsWith('instance.'));
  const texts = bases.flatMap((path) => on.creations.flatMap((made) => at(resolver, made, path)));
  if (texts.length === 0 || !texts.every(isPath)) return false;
  const own: Creation = {
    arguments: call.arguments,
    place: placeOf(facts, call),
    start: call.start,
  };
  const asked = on.client.address.filter((path) => path.startsWith('call.'));
  return !asked.flatMap((path) => at(resolver, own, path)).some(isWhole);
}

/** What stands at "instance.0.baseURL". */
function at(resolver: Resolver, made: Creation, path: string): readonly Value[] {
  const [, position, ...properties] = path.split('.');
  const expression = made.arguments[Number(position)];
  if (expression === undefined) return [];
  const values = properties.reduce<readonly Value[]>(
    (current, property) => current.flatMap((value) => resolver.member(value, property)),
    resolver.evaluate(expression, made.place),
  );
  return values.filter(({ kind }) => kind !== 'object');
}

const isPath = (value: Value): boolean =>
  value.kind === 'constant' && /^\/(?!\/)/.test(String(value.value));

const isWhole = (value: Value): boolean =>
  value.kind === 'constant' && /^(https?:)?\/\//.test(String(value.value));

import type { Resolver } from '../resolve/resolver.js';
import type { Creation, Value } from '../resolve/values.js';
import { placeOf } from './operations.js';
import type { CallFact, FileFacts } from '../parse/facts.js';
import type { Site } from './sites.js';

/**
 * `axios.create({ baseURL: '/api' })`: a path has a host in a page alone, so that whatever is asked
 * through such a client is asked by a browser. So is a path that is sent with the page's cookies.
 */
export function isOfPage(resolver: Resolver, facts: FileFacts, { call, performed }: Site): boolean {
  const { client, creations } = performed.on;
  if (client.kind !== 'http' || isSetLater(facts)) return false;
  const own: Creation = {
    arguments: call.arguments,
    place: placeOf(facts, call),
    start: call.start,
  };
  const asked = addressesOf(client.address, 'call').flatMap((path) => at(resolver, own, path));
  const bases = addressesOf(client.address, 'instance').flatMap((path) =>
    creations.flatMap((made) => at(resolver, made, path)),
  );
  if (bases.length === 0) return asked.some(isPath) && !asked.some(isWhole) && sendsCookies(call);
  return (
    bases.every(isPath) &&
    !asked.some(isWhole) &&
    !creations.some((made) => at(resolver, made, 'instance.0.socketPath').length > 0)
  );
}

const addressesOf = (address: readonly string[], from: 'call' | 'instance'): readonly string[] =>
  address.filter((path) => path.startsWith(`${from}.`));

/** `api.defaults.baseURL = host`: a host that the options do not tell. */
const isSetLater = ({ writes }: FileFacts): boolean =>
  writes.some(({ target }) => target.property === 'baseURL');

/** `{ withCredentials: true }`: outside of a page there are none to send. */
const sendsCookies = (call: CallFact): boolean =>
  call.arguments.some(
    (options) =>
      options.kind === 'object' &&
      options.properties.some(
        ({ key, value }) =>
          key === 'withCredentials' && value.kind === 'literal' && value.value === true,
      ),
  );

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

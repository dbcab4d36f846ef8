import type { Value } from '../../resolve/values.js';
import { holdersIn } from './function-holders.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace, Point } from './points.js';
import { namesOf } from './targets.js';

/** Keys under which more is called are names of all sorts of things. */
const MOST_CALLS = 200;

/** `provider.stop()` where the provider is `{ stop: terminateRunner }`. */
export function callsByKey(judging: Judging, target: FunctionPlace): readonly Point[] {
  return keysOf(judging, target)
    .filter((key) => judging.names.calls(key).length <= MOST_CALLS)
    .flatMap((key) => judging.targets.callsOf(key, target));
}

/** Keys of object literals under which the function stands. */
export const keysOf = (
  judging: Judging,
  { file, function: id }: FunctionPlace,
): readonly string[] => [
  ...new Set(namesOf(judging.facts(file), id).flatMap((name) => judging.names.keys(name))),
];

/** `new EventSource(url, { fetch: () => … })`: a package calls it, whatever else goes by its name. */
export function isHandedOut(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const calls = (facts && holdersIn(facts).handedIn.get(id)) ?? [];
  return calls.some((call) => {
    const callees = judging.callees({ file, call });
    return callees.length > 0 && callees.every(isOutside);
  });
}

/** A package, or a client that is no guard: what it is handed it calls by itself. */
const isOutside = (value: Value): boolean =>
  value.kind === 'package' ||
  (value.kind === 'external' && value.client.guard !== true) ||
  (value.kind === 'operation' && value.on.client.guard !== true);

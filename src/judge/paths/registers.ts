import type { CallId } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';

/**
 * Whether a function of a package keeps its argument for later, since nobody waits for it; of a chain
 * (`found.andThen(load).map(show)`) that is asked at its end.
 */
export function registers(map: CodeMap, id: CallId): boolean {
  let last = id;
  for (let next = map.continuation(last); next !== undefined; next = map.continuation(last))
    last = next;
  const call = map.facts.calls[last];
  const isWaitedFor = call?.use === 'await' || call?.use === 'return' || call?.use === 'argument';
  return call === undefined || call.function === 0 || !isWaitedFor;
}

import type { CallFact, CallId } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { globalMember } from '../judging.js';

const COLLECTS = /^Promise\.(all|allSettled|any|race)$/;

const collects = (call: CallFact | undefined): boolean =>
  call !== undefined && COLLECTS.test(globalMember(call) ?? '');

/** The call of `Promise.all` or its kin that a call's promise, or a list of them, ends in. */
export function collectorOf(map: CodeMap, id: CallId): CallId | null {
  for (let at: CallId | undefined = id; at !== undefined;) {
    const place = map.argumentOfCall(at);
    const next: CallId | undefined = place?.call ?? map.continuation(at);
    const call = next === undefined ? undefined : map.facts.calls[next];
    if (call === undefined) return null;
    if (place !== undefined) return collects(call) ? place.call : null;
    at = next;
  }
  return null;
}

/** Whether what a call yields is waited for by one of them, also as a variable: `Promise.all(tasks)`. */
export function isCollected(map: CodeMap, id: CallId): boolean {
  if (collectorOf(map, id) !== null) return true;
  const list = map.facts.calls[id]?.variable;
  return (
    list !== undefined &&
    map.argumentsOfBinding(list).some(({ call }) => collects(map.facts.calls[call]))
  );
}

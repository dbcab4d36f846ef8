import type { CallId } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { globalMember } from '../judging.js';

const COLLECTS = /^Promise\.(all|allSettled|any|race)$/;

/** The call of `Promise.all` or its kin that a call's promise, or a list of them, ends in. */
export function collectorOf(map: CodeMap, id: CallId): CallId | null {
  for (let at: CallId | undefined = id; at !== undefined;) {
    const place = map.argumentOfCall(at);
    const next: CallId | undefined = place?.call ?? map.continuation(at);
    const call = next === undefined ? undefined : map.facts.calls[next];
    if (call === undefined) return null;
    if (place !== undefined) return COLLECTS.test(globalMember(call) ?? '') ? place.call : null;
    at = next;
  }
  return null;
}

import type { CallFact, CallId } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { globalMember } from '../judging.js';
import type { CodeMap } from './code-map.js';

const NAME = /^waitUntil$/;

/**
 * Whether the promise that a call makes is left to the platform, which answers the request without
 * it: `context.waitUntil(send())`, by itself, in a combinator, or by a variable that nobody awaits.
 */
export const isLeftToPlatform = (map: CodeMap, id: CallId): boolean =>
  map.callsNamed(NAME).length > 0 && isLeft(map, id, new Set());

/** `waitUntil(promise)` of workers, edge functions and service workers; who polls with it awaits it. */
export const leavesToPlatform = ({ callee, use }: CallFact): boolean =>
  use !== 'await' && use !== 'return' && NAME.test(lastName(callee) ?? '');

function isLeft(map: CodeMap, id: CallId, seen: Set<CallId>): boolean {
  const call = map.facts.calls[id];
  if (call === undefined || seen.has(id) || call.use === 'await') return false;
  seen.add(id);
  const next = map.continuation(id);
  if (next !== undefined) return isLeft(map, next, seen);
  const argument = map.argumentOfCall(id);
  if (argument !== undefined) return isTaken(map, argument.call, seen);
  const { use, variable } = call;
  return use === 'variable' && variable !== undefined && isKeptForPlatform(map, variable, seen);
}

/** By the platform, or by a combinator whose own promise is. */
function isTaken(map: CodeMap, by: CallId, seen: Set<CallId>): boolean {
  const taking = map.facts.calls[by];
  if (taking === undefined) return false;
  if (leavesToPlatform(taking)) return true;
  return /^Promise\./.test(globalMember(taking) ?? '') && isLeft(map, by, seen);
}

const isKeptForPlatform = (map: CodeMap, variable: number, seen: Set<CallId>): boolean =>
  map.awaitsOf(variable).length === 0 &&
  (map.argumentsOfBinding(variable).some(({ call }) => {
    const taking = map.facts.calls[call];
    return taking !== undefined && leavesToPlatform(taking);
  }) ||
    map.callsOnBinding(variable).some((one) => isLeft(map, one, seen)));

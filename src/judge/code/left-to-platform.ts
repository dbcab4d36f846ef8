import type { CallFact, CallId } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { globalMember } from '../judging.js';
import type { CodeMap } from './code-map.js';

/** Chains and combinators around a promise are followed as far as this. */
const DEEPEST = 8;

/**
 * Whether the promise that a call makes is left to the platform, which answers the request without
 * it: `context.waitUntil(send())`, by itself, in a combinator, or by a variable that nobody awaits.
 */
export function isLeftToPlatform(map: CodeMap, id: CallId, depth = 0): boolean {
  const call = map.facts.calls[id];
  if (call === undefined || depth > DEEPEST || call.use === 'await') return false;
  const next = map.continuation(id);
  if (next !== undefined) return isLeftToPlatform(map, next, depth + 1);
  const argument = map.argumentOfCall(id);
  if (argument !== undefined) return isTaken(map, argument.call, depth);
  const { use, variable } = call;
  return use === 'variable' && variable !== undefined && isKeptForPlatform(map, variable, depth);
}

/** By the platform, or by a combinator whose own promise is. */
function isTaken(map: CodeMap, by: CallId, depth: number): boolean {
  const taking = map.facts.calls[by];
  if (taking === undefined) return false;
  if (leavesToPlatform(taking)) return true;
  return /^Promise\./.test(globalMember(taking) ?? '') && isLeftToPlatform(map, by, depth + 1);
}

/** `waitUntil(promise)` of workers, edge functions and service workers; who polls with it awaits it. */
export const leavesToPlatform = ({ callee, use }: CallFact): boolean =>
  use !== 'await' && use !== 'return' && lastName(callee) === 'waitUntil';

const isKeptForPlatform = (map: CodeMap, variable: number, depth: number): boolean =>
  map.awaitsOf(variable).length === 0 &&
  (map.argumentsOfBinding(variable).some(({ call }) => {
    const taking = map.facts.calls[call];
    return taking !== undefined && leavesToPlatform(taking);
  }) ||
    map.callsOnBinding(variable).some((one) => isLeftToPlatform(map, one, depth + 1)));

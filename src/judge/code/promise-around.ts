import type { CallFact, CallId, FunctionId } from '../../parse/facts.js';
import { isNewPromise } from '../judging.js';
import type { CodeMap } from './code-map.js';

/** `new Promise((resolve, reject) => …)` around a call in callback style. */
export function promiseAround(map: CodeMap, call: CallFact): CallId | null {
  for (
    let id: FunctionId | null = call.function;
    id !== null && id !== 0;
    id = map.facts.functions[id]?.parent ?? null
  ) {
    const around = map.argumentOfFunction(id);
    if (around !== undefined && isNewPromise(map.facts.calls[around.call])) return around.call;
  }
  return null;
}

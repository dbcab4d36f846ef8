import type { CallId, Expression, FileFacts } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';

/** Keys of objects that calls stand at: "time" of `{ tools: { time: tool(…) } }`. */
export function keysOfCalls({ calls, bindings }: FileFacts): ReadonlyMap<CallId, string> {
  const keys = new Map<CallId, string>();
  const pending: Expression[] = [
    ...calls.flatMap((call) => call.arguments),
    ...bindings.flatMap(({ value }) => (value === undefined ? [] : [value])),
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'object') {
      for (const { key, value } of next.properties) {
        if (key !== null && value.kind === 'call') keys.set(value.call, key);
      }
    }
    pending.push(...children(next));
  }
  return keys;
}

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
    for (const [id, key] of keyedCalls(next)) keys.set(id, key);
    pending.push(...children(next));
  }
  return keys;
}

const keyedCalls = (expression: Expression): readonly (readonly [CallId, string])[] =>
  expression.kind !== 'object'
    ? []
    : expression.properties.flatMap(({ key, value }) =>
        key !== null && value.kind === 'call' ? [[value.call, key] as const] : [],
      );

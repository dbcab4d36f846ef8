import type { BindingId, Expression, FileFacts } from '../../parse/facts.js';
import { oncePer } from '../../text/once.js';

type Pushed = ReadonlyMap<BindingId, readonly Expression[]>;

/** What is put at the end of a list under a name: `actions.push(authenticate, load)`. */
export const pushedInto = (facts: FileFacts, binding: BindingId): readonly Expression[] =>
  pushedIn(facts).get(binding) ?? [];

const pushedIn = oncePer(({ calls }: FileFacts): Pushed => {
  const pushed = new Map<BindingId, Expression[]>();
  for (const { callee, arguments: given } of calls) {
    if (callee.kind !== 'member' || callee.property !== 'push') continue;
    const binding = callee.object.kind === 'name' ? callee.object.binding : null;
    if (binding === null) continue;
    const before = pushed.get(binding);
    if (before === undefined) pushed.set(binding, [...given]);
    else before.push(...given);
  }
  return pushed;
});

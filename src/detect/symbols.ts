import type { CallFact, FileFacts, FunctionId } from '../parse/facts.js';

/** "UserService.load", "load", or "<module>": the named functions and class around a call. */
export function enclosingSymbol(
  facts: FileFacts,
  call: Pick<CallFact, 'function' | 'class'>,
): string {
  const names: string[] = [];
  let current: FunctionId | null = call.function;
  let classId = call.class;
  while (current !== null && current !== 0) {
    const fact: FileFacts['functions'][number] | undefined = facts.functions[current];
    if (fact === undefined) break;
    const name = fact.kind === 'constructor' ? 'constructor' : fact.name;
    if (name !== null) names.unshift(name);
    classId ??= fact.class;
    if (fact.class !== null) break;
    current = fact.parent;
  }
  const className = classId === null ? null : facts.classes[classId]?.name;
  if (className != null) names.unshift(className);
  return names.length === 0 ? '<module>' : names.join('.');
}

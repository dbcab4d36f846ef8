import type { Call } from '../../model/assessment.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { callAt } from '../source/find-call.js';
import type { Sources } from '../sources.js';
import { importedName } from './policy-names.js';
import type { PolicyModule } from './policy-use.js';

/** Whether the call stands in a function that the policy runs. */
export function runsUnder(source: EditableSource, call: Call, policy: string): boolean {
  const found = callAt(source, { ...call, name: call.operation });
  const around = found === null ? [] : [...ancestorsOf(source, found)];
  return around.some((node) => {
    const callee = node.type === 'CallExpression' ? node.callee : undefined;
    if (callee?.type !== 'MemberExpression') return false;
    return callee.object.type === 'Identifier' && callee.object.name === policy;
  });
}

/** Whether the policy is named where the client of the call is made: it runs all of its calls. */
export function isMadeWith(
  { origin }: Call,
  { exported, module }: { readonly exported: string; readonly module: PolicyModule },
  sources: Sources,
): boolean {
  return origin.some(({ file, line, column, what }) => {
    const source = sources.get(file);
    if (typeof source === 'string') return false;
    const policy = importedName(source, exported, module);
    const made = callAt(source, { line, column, name: what });
    if (policy === null || made === null) return false;
    return source.text.slice(made.start, made.end).includes(`${policy}.`);
  });
}

import type { CallFact } from './facts.js';

/** `require(…)`, where no code of the file declares a `require` of its own. */
export const isRequire = ({ callee }: Pick<CallFact, 'callee'>): boolean =>
  callee.kind === 'name' && callee.name === 'require' && callee.binding === null;

/** `require(…)` and `import(…)`. */
export const asksForModule = (call: Pick<CallFact, 'callee' | 'form'>): boolean =>
  call.form === 'import' || isRequire(call);

/** The specifier that such a call is written with; null for any other call. */
export function requestedModule(
  call: Pick<CallFact, 'arguments' | 'callee' | 'form'>,
): string | null {
  const [first] = call.arguments;
  return asksForModule(call) && first?.kind === 'literal' && typeof first.value === 'string'
    ? first.value
    : null;
}

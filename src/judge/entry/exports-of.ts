import type { Expression, FileFacts, TypeFact } from '../../parse/facts.js';
import { exportName } from '../../resolve/indexes/file-index.js';

export interface Exported {
  readonly name: string;
  readonly expression: Expression;
  readonly start: number;
  readonly type?: TypeFact;
}

/** What a file itself exports, ESM and CommonJS. */
export function exportsOf(facts: FileFacts): readonly Exported[] {
  const declared = facts.exports.flatMap((one): readonly Exported[] => {
    const { name, binding: id, expression, from, typeOnly } = one;
    if (from !== undefined || typeOnly || name === '*' || name === '=') return [];
    const binding = id === undefined ? undefined : facts.bindings[id];
    if (id !== undefined && binding !== undefined) {
      const { start, type, name: own } = binding;
      const value: Expression = { kind: 'name', name: own, binding: id };
      return [{ name, expression: value, start, ...(type !== undefined && { type }) }];
    }
    return expression === undefined
      ? []
      : [{ name, expression, start: startOf(facts, expression) }];
  });
  const written = facts.writes.flatMap(({ target, value, start, function: id }) => {
    const name = id === 0 ? exportName(target) : null;
    // `module.exports` itself is what is exported by default.
    return name === null ? [] : [{ name: name || 'default', expression: value, start }];
  });
  return [...declared, ...written];
}

function startOf(facts: FileFacts, expression: Expression): number {
  if (expression.kind === 'function') return facts.functions[expression.function]?.start ?? 0;
  if (expression.kind === 'call') return facts.calls[expression.call]?.start ?? 0;
  if (expression.kind === 'object') return expression.start;
  return expression.kind === 'class' ? (facts.classes[expression.class]?.start ?? 0) : 0;
}

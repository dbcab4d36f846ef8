import type { Node } from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';

/** What a statement gives its name to. */
export interface Held {
  /** "client", "this.client". */
  readonly name: string;
  readonly statement: Node;
}

/**
 * The statement that does nothing but give a value its name; null where something else is done with
 * it, or where it is not sure that the next statement runs right after it.
 */
export function heldBy(source: EditableSource, value: Node): Held | null {
  const around = [...ancestorsOf(source, value)].filter(({ type }) => !TRANSPARENT.has(type));
  const [giving, statement, list] = around;
  if (giving === undefined || statement === undefined || list === undefined) return null;
  const name = nameGiven(source, { giving, statement, value });
  if (name === null) return null;
  if (statement.type !== 'VariableDeclaration' || list.type !== 'ExportNamedDeclaration')
    return LISTS.has(list.type) ? { name, statement } : null;
  const outer = around[3];
  return outer !== undefined && LISTS.has(outer.type) ? { name, statement: list } : null;
}

/** What has the value of the one in it. */
const TRANSPARENT: ReadonlySet<Node['type']> = new Set([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]);

/** What has statements that run one after the other. */
const LISTS: ReadonlySet<Node['type']> = new Set(['Program', 'BlockStatement', 'StaticBlock']);

interface Giving {
  readonly giving: Node;
  readonly statement: Node;
  readonly value: Node;
}

function nameGiven(source: EditableSource, { giving, statement, value }: Giving): string | null {
  if (giving.type === 'VariableDeclarator' && statement.type === 'VariableDeclaration') {
    const isOnly = statement.declarations.length === 1 && giving.id.type === 'Identifier';
    return isOnly && giving.id.type === 'Identifier' ? giving.id.name : null;
  }
  if (giving.type !== 'AssignmentExpression' || statement.type !== 'ExpressionStatement')
    return null;
  const { left, operator } = giving;
  const isValue = operator === '=' && value.start > left.end;
  const isName = left.type === 'Identifier' || isOfThis(left);
  return isValue && isName ? source.text.slice(left.start, left.end) : null;
}

/** `this.client`, `this.#client`. */
const isOfThis = (node: Node): boolean =>
  node.type === 'MemberExpression' && !node.computed && node.object.type === 'ThisExpression';

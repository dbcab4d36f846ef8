import { keyName, type Node } from '../../parse/ast.js';
import { takes } from '../policy/is-parameter.js';
import { assignmentsTo } from '../source/assignments.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';
import { declaredIn } from './exported.js';

/** What a name means in a file: something that stands there, or what is imported. */
export type Declared =
  | { readonly kind: 'node'; readonly node: Node }
  /** A property of what stands there: `const { db } = config`. */
  | { readonly kind: 'property'; readonly of: Node; readonly name: string }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string };

/** What a name means where a node stands; null for parameters, and for what is set more than once. */
export function declaredFor(source: EditableSource, node: Node, name: string): Declared | null {
  for (const around of ancestorsOf(source, node)) {
    for (const statement of childrenOf(around, source.childKeys)) {
      const found = inStatement(source, statement, name);
      if (found !== undefined) return found;
    }
    if (takes(around, name)) return null;
  }
  return null;
}

/** Undefined where a statement declares no such name. */
function inStatement(
  source: EditableSource,
  outer: Node,
  name: string,
): Declared | null | undefined {
  const statement =
    outer.type === 'ExportNamedDeclaration' || outer.type === 'ExportDefaultDeclaration'
      ? outer.declaration
      : outer;
  if (statement == null) return undefined;
  const imported = importedIn(statement, name);
  if (imported !== null) return imported;
  const value = declaredIn(statement, name);
  if (value !== null && !isNothing(value))
    return isConstant(source, statement, name) ? asDeclared(value) : null;
  return statement.type === 'VariableDeclaration'
    ? inDeclarators(source, statement, name)
    : undefined;
}

const asDeclared = (value: Node): Declared => {
  const specifier = requiredBy(value);
  return specifier === null
    ? { kind: 'node', node: value }
    : { kind: 'import', specifier, name: 'default' };
};

function inDeclarators(
  source: EditableSource,
  statement: Extract<Node, { type: 'VariableDeclaration' }>,
  name: string,
): Declared | null | undefined {
  for (const { id, init } of statement.declarations) {
    // `let pool;` and `let pool = null;` are set elsewhere, once.
    if (id.type === 'Identifier' && id.name === name) return onlyAssigned(source, name);
    if (id.type !== 'ObjectPattern' || init == null) continue;
    const property = id.properties.find(
      (one) =>
        one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === name,
    );
    if (property?.type !== 'Property') continue;
    const key = keyName(property.key, property.computed);
    const specifier = requiredBy(init);
    if (key === null) return null;
    return specifier === null
      ? { kind: 'property', of: init, name: key }
      : { kind: 'import', specifier, name: key };
  }
  return undefined;
}

function isConstant(source: EditableSource, statement: Node, name: string): boolean {
  if (statement.type !== 'VariableDeclaration' || statement.kind === 'const') return true;
  return assignedTo(source, name).length === 0;
}

function onlyAssigned(source: EditableSource, name: string): Declared | null {
  const [only, ...others] = assignedTo(source, name);
  return only === undefined || others.length > 0 ? null : { kind: 'node', node: only };
}

/** All that is assigned to a name, but for what says that there is nothing. */
const assignedTo = (source: EditableSource, name: string): readonly Node[] =>
  assignmentsTo(source, name).flatMap((one) =>
    one.type === 'AssignmentExpression' && !isNothing(one.right) ? [one.right] : [],
  );

const isNothing = (node: Node): boolean =>
  (node.type === 'Literal' && node.value === null) ||
  (node.type === 'Identifier' && node.name === 'undefined');

function importedIn(statement: Node, name: string): Declared | null {
  if (statement.type !== 'ImportDeclaration') return null;
  const specifier = statement.specifiers.find(({ local }) => local.name === name);
  if (specifier === undefined) return null;
  const from = statement.source.value;
  if (specifier.type !== 'ImportSpecifier')
    return {
      kind: 'import',
      specifier: from,
      name: specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*',
    };
  return { kind: 'import', specifier: from, name: keyName(specifier.imported, false) ?? name };
}

/** The module that `require('…')` gives, whole. */
function requiredBy(value: Node): string | null {
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return null;
  const [given] = value.arguments;
  return value.callee.name === 'require' &&
    given?.type === 'Literal' &&
    typeof given.value === 'string'
    ? given.value
    : null;
}

import type { Node, NodeOf } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';

/** The last of the names that a file imports by one statement from somewhere. */
export function lastNameFrom({ program }: EditableSource, specifier: string): Node | null {
  const body = program.type === 'Program' ? program.body : [];
  const lists = body.flatMap((statement) => namesIn(statement, specifier));
  return lists[0] ?? null;
}

/** Behind the name on its line; where that has a line of its own, on lines before, so that it keeps its comment. */
export function besideName(
  { file, text, style }: EditableSource,
  { start, end }: Node,
  names: readonly string[],
): Edit {
  const [indent] = /(?<=\n)[ \t]*$/.exec(text.slice(0, start)) ?? [];
  if (indent === undefined)
    return { file, start: end, end, text: names.map((name) => `, ${name}`).join('') };
  const lines = names.map((name) => `${name},${style.lineEnd}${indent}`);
  return { file, start, end: start, text: lines.join('') };
}

function namesIn(statement: Node, specifier: string): readonly Node[] {
  if (statement.type === 'VariableDeclaration')
    return statement.declarations.flatMap((one) => namesRequired(one, specifier));
  if (statement.type !== 'ImportDeclaration' || !isSame(statement.source.value, specifier))
    return [];
  const last = statement.specifiers.at(-1);
  return last?.type === 'ImportSpecifier' && statement.importKind !== 'type' ? [last] : [];
}

/** The same for `const { a, b } = require('…')`. */
function namesRequired(
  { id, init }: NodeOf<'VariableDeclarator'>,
  specifier: string,
): readonly Node[] {
  if (id.type !== 'ObjectPattern' || init?.type !== 'CallExpression') return [];
  const [from] = init.arguments;
  const last = id.properties.at(-1);
  return from?.type === 'Literal' && isSame(from.value, specifier) && last?.type === 'Property'
    ? [last]
    : [];
}

/** Whether both name one module, of which one may leave out the ending. */
const isSame = (written: unknown, specifier: string): boolean =>
  typeof written === 'string' && withoutEnding(written) === withoutEnding(specifier);

const withoutEnding = (specifier: string): string => specifier.replace(/\.[cm]?[jt]s$/, '');

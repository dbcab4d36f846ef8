import type { Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import { textOf, type ProgramChange } from './program-changes.js';

/** The texts of a file before and after. */
interface Texts {
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** Whether a change is the import of names, or these in one that was there. */
export function isImportOf(
  names: ReadonlySet<string>,
  texts: Texts,
  { before, after }: ProgramChange,
): boolean {
  if (names.size === 0 || after === null) return false;
  if (before === null) return isImport(after);
  return isMoreNames(texts, [before, after], names);
}

const isImport = ({ type }: Node): boolean =>
  type === 'ImportDeclaration' || type === 'VariableDeclaration';

/** `import { other, policy } from …` or `const { other, policy } = …`, where the names are what is new. */
function isMoreNames(
  { before, after }: Texts,
  [one, two]: readonly [Node, Node],
  names: ReadonlySet<string>,
): boolean {
  const added = namesOf(two).filter((part) => names.has(nameOf(part) ?? ''));
  if (added.length === 0 || namesOf(one).length === 0) return false;
  let [rest, from] = ['', two.start];
  for (const { start, end } of added) {
    rest += after.text.slice(from, start);
    from = end;
  }
  return bare(rest + after.text.slice(from, two.end)) === bare(textOf(before, one));
}

function namesOf(node: Node): readonly Node[] {
  if (node.type === 'ImportDeclaration') return node.specifiers;
  return node.type === 'ObjectPattern' ? node.properties : [];
}

/** The name that a part of an import or pattern has in the file. */
function nameOf(part: Node): string | null {
  const named = part.type === 'ImportSpecifier' ? part.local : null;
  const node = part.type === 'Property' ? part.value : named;
  return node?.type === 'Identifier' ? node.name : null;
}

const bare = (list: string): string => list.replaceAll(/[\s,]+/g, '');

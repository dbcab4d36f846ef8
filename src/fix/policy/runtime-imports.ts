import type { Node, NodeOf } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import { importEdit, renamed } from './import-edits.js';
import { firstFree, localName } from './policy-names.js';

/** What else of the runtime library a module needs. */
const HELPERS = ['compose', 'fallback'] as const;

/** The names that a module has them by, and the edits that bring those which it lacks. */
export interface Helpers {
  readonly names: Readonly<Record<(typeof HELPERS)[number], string>>;
  readonly edits: readonly Edit[];
}

/** Brings what composes policies into a module that is there already. */
export function helpersIn(source: EditableSource, runtime: string, isEsm: boolean): Helpers {
  const words = new Set(source.text.match(/[\w$]+/g));
  const wanted = HELPERS.map((name) => {
    const known = localName(source, name, runtime);
    return { name, known, local: known ?? firstFree(name, words) };
  });
  const missing = wanted
    .filter(({ known }) => known === null)
    .map(({ name, local }) => renamed(name, local, isEsm));
  const [compose = '', fallback = ''] = wanted.map(({ local }) => local);
  return {
    names: { compose, fallback },
    edits: missing.length === 0 ? [] : [importOf(source, { names: missing, runtime, isEsm })],
  };
}

interface Wanted {
  readonly names: readonly string[];
  readonly runtime: string;
  readonly isEsm: boolean;
}

/** Beside what the module imports of the library, else on a line of its own. */
function importOf(source: EditableSource, { names, runtime, isEsm }: Wanted): Edit {
  const { program, file } = source;
  const body = program.type === 'Program' ? program.body : [];
  const [list] = body.flatMap((node) => namesFrom(node, runtime));
  return list === undefined
    ? importEdit(source, { names, specifier: runtime, isEsm })
    : { file, start: list.end, end: list.end, text: `, ${names.join(', ')}` };
}

/** The last of the names that a statement imports of a package. */
function namesFrom(statement: Node, runtime: string): readonly Node[] {
  if (statement.type === 'VariableDeclaration')
    return statement.declarations.flatMap((one) => namesRequired(one, runtime));
  if (statement.type !== 'ImportDeclaration' || statement.source.value !== runtime) return [];
  const last = statement.specifiers.at(-1);
  return last?.type === 'ImportSpecifier' && statement.importKind !== 'type' ? [last] : [];
}

/** The same for `const { a, b } = require('…')`. */
function namesRequired(
  { id, init }: NodeOf<'VariableDeclarator'>,
  runtime: string,
): readonly Node[] {
  if (id.type !== 'ObjectPattern' || init?.type !== 'CallExpression') return [];
  const [from] = init.arguments;
  const last = id.properties.at(-1);
  return from?.type === 'Literal' && from.value === runtime && last?.type === 'Property'
    ? [last]
    : [];
}

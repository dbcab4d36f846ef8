import { keyName, type Node } from '../../parse/ast.js';
import { declaredFor } from '../follow/declared.js';
import type { EditableSource } from './editable-source.js';
import { wordsOf } from './words.js';

/** A name of a package that a file has to import. */
export interface PackageImport {
  readonly file: string;
  readonly specifier: string;
  readonly name: string;
  readonly isType: boolean;
}

/** What a package exports, asked for where a node stands. */
export interface Wanted {
  readonly node: Node;
  readonly specifier: string;
  readonly name: string;
  readonly isType: boolean;
}

/** How a file says it, and what it has to import for that. */
export interface PackageName {
  readonly text: string;
  readonly imported: PackageImport | null;
}

/** How a file names what a package exports; null where it means something else by that name. */
export function packageName(source: EditableSource, wanted: Wanted): PackageName | null {
  const { specifier, name, isType } = wanted;
  const locals = source.program.type === 'Program' ? localsIn(source.program.body, wanted) : [];
  const known = locals.find(({ local }) => isMeant(source, wanted, local));
  if (known !== undefined) return { text: known.text, imported: null };
  if (wordsOf(source).has(name)) return null;
  return { text: name, imported: { file: source.file, specifier, name, isType } };
}

/** A name that the file has for the package or what is wanted of it, and what is written by it. */
interface Local {
  readonly local: string;
  readonly text: string;
}

const localsIn = (body: readonly Node[], wanted: Wanted): readonly Local[] =>
  body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration')
      return statement.source.value === wanted.specifier ? importedIn(statement, wanted) : [];
    if (statement.type !== 'VariableDeclaration' || wanted.isType) return [];
    return statement.declarations.flatMap(({ id, init }) =>
      init != null && requires(init, wanted.specifier) ? requiredAs(id, wanted) : [],
    );
  });

type ImportNode = Extract<Node, { type: 'ImportDeclaration' }>;

function importedIn({ specifiers, importKind }: ImportNode, wanted: Wanted): readonly Local[] {
  const { name, isType } = wanted;
  if (importKind === 'type' && !isType) return [];
  return specifiers.flatMap((one): readonly Local[] => {
    const local = one.local.name;
    if (one.type !== 'ImportSpecifier') {
      // A default that is made up has no types below it.
      const hasIt = one.type === 'ImportNamespaceSpecifier' || !isType;
      return hasIt ? [{ local, text: `${local}.${name}` }] : [];
    }
    const isIt = keyName(one.imported, false) === name && (isType || one.importKind !== 'type');
    return isIt ? [{ local, text: local }] : [];
  });
}

/** `const grpc = require(…)` and `const { Name } = require(…)`. */
function requiredAs(id: Node, { name }: Wanted): readonly Local[] {
  if (id.type === 'Identifier') return [{ local: id.name, text: `${id.name}.${name}` }];
  const properties = id.type === 'ObjectPattern' ? id.properties : [];
  return properties.flatMap((one) =>
    one.type === 'Property' &&
    keyName(one.key, one.computed) === name &&
    one.value.type === 'Identifier'
      ? [{ local: one.value.name, text: one.value.name }]
      : [],
  );
}

function requires(value: Node, specifier: string): boolean {
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return false;
  const [from] = value.arguments;
  return value.callee.name === 'require' && from?.type === 'Literal' && from.value === specifier;
}

/** Whether the name means that where it is to be written: something nearer may have it too. */
function isMeant(source: EditableSource, { node, specifier }: Wanted, local: string): boolean {
  const declared = declaredFor(source, node, local);
  return declared?.kind === 'import' && declared.specifier === specifier;
}

import type { Node } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import type { PackageImport } from '../source/package-names.js';
import type { Sources } from '../sources.js';
import { besideName, lastNameFrom } from './imported-names.js';
import { groupBy } from '../../text/group-by.js';
import { importedName } from './policy-names.js';
import { specifierOf } from './import-style.js';
import { isModule } from './policy-module.js';
import type { PolicyUse } from './policy-use.js';

/** The import of policies that a file does not have yet. */
export function importEdits(
  source: EditableSource,
  uses: readonly PolicyUse[],
  sources: Sources,
): readonly Edit[] {
  const [first] = uses;
  const missing = uses.filter(
    ({ exported, module }) => importedName(source, exported, module) === null,
  );
  if (first === undefined || missing.length === 0) return [];
  const { module } = first;
  const isEsm = writesImports(source);
  const names = [
    ...new Set(missing.map(({ exported, local }) => renamed(exported, local, isEsm))),
  ].toSorted();
  const specifier = specifierOf(source.file, module, sources);
  return [namesEdit(source, { names, specifier, isEsm })];
}

/** What a file needs of packages and has not imported. */
export const packageImportEdits = (
  source: EditableSource,
  imports: readonly PackageImport[],
): readonly Edit[] =>
  [...groupBy(imports, ({ specifier }) => specifier)].map(([specifier, own]) => {
    const names = [...new Set(own.map(({ name, isType }) => (isType ? `type ${name}` : name)))];
    return namesEdit(source, { names, specifier, isEsm: writesImports(source) });
  });

const writesImports = (source: EditableSource): boolean =>
  isModule(source) || /\.[cm]?tsx?$/.test(source.file);

/** `name`, or `name as local`. */
export const renamed = (exported: string, local: string, isEsm: boolean): string =>
  exported === local ? exported : `${exported}${isEsm ? ' as ' : ': '}${local}`;

/** Names, and from where. */
export interface Import {
  readonly names: readonly string[];
  readonly specifier: string;
  readonly isEsm: boolean;
}

/** Beside what the file imports from there already, else on a line of its own, after the others. */
export function namesEdit(source: EditableSource, wanted: Import): Edit {
  const last = lastNameFrom(source, wanted.specifier);
  return last === null
    ? importStatementEdit(source, statement(wanted, source))
    : besideName(source, last, wanted.names);
}

function statement({ names, specifier, isEsm }: Import, { style }: EditableSource): string {
  const { quote, semicolons, spacedBraces } = style;
  const list = spacedBraces ? `{ ${names.join(', ')} }` : `{${names.join(', ')}}`;
  const from = `${quote}${specifier}${quote}`;
  const text = isEsm ? `import ${list} from ${from}` : `const ${list} = require(${from})`;
  return semicolons ? `${text};` : text;
}

/** After the imports that the file begins with, else after what must come first. */
export function importStatementEdit(source: EditableSource, line: string): Edit {
  const { file, text, style, program } = source;
  const last = lastOfHead(program.type === 'Program' ? program.body : []);
  if (last !== undefined) {
    const at = endOfLine(text, last.end);
    return { file, start: at, end: at, text: `${style.lineEnd}${line}` };
  }
  const at = startOfCode(text);
  return { file, start: at, end: at, text: `${line}${style.lineEnd}${style.lineEnd}` };
}

/** The last of the directives and imports in front of everything else. */
function lastOfHead(body: readonly Node[]): Node | undefined {
  const end = body.findIndex((node) => !isImport(node) && !isLeading(node) && !isAlias(node));
  return body.slice(0, end === -1 ? body.length : end).findLast((node) => !isAlias(node));
}

function isImport(node: Node): boolean {
  if (node.type === 'ImportDeclaration' || node.type === 'TSImportEqualsDeclaration') return true;
  // `require('dotenv').config()`, whose settings others read when they are loaded.
  if (node.type === 'ExpressionStatement') return isRequire(node.expression);
  if (node.type !== 'VariableDeclaration') return false;
  return node.declarations.every(({ init }) => init !== null && isRequire(init));
}

/** `const { readFile } = fs`: a name for a part of what was imported before it. */
const isAlias = (node: Node): boolean =>
  node.type === 'VariableDeclaration' &&
  node.declarations.every(({ init }) => init !== null && isPath(init)) &&
  !isImport(node);

const isPath = (node: Node): boolean =>
  node.type === 'Identifier' ||
  (node.type === 'MemberExpression' && !node.computed && isPath(node.object));

/** `require('a')`, `require('a').b` and `require('a')()`. */
function isRequire(node: Node): boolean {
  if (node.type === 'MemberExpression') return isRequire(node.object);
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  return callee.type === 'Identifier' ? callee.name === 'require' : isRequire(callee);
}

/** `'use strict'` and its kin. */
const isLeading = (node: Node): boolean =>
  node.type === 'ExpressionStatement' && 'directive' in node && node.directive !== null;

/** The end of the line that an offset is on, with the comment that may stand there. */
function endOfLine(text: string, from: number): number {
  const rest = /^[ \t]*(;|\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?[ \t]*(?=\r?\n|$)/.exec(text.slice(from));
  return from + (rest?.[0].length ?? 0);
}

/** Behind the mark of the encoding, the interpreter's line, and a comment that stands alone, as licences do. */
function startOfCode(text: string): number {
  const head = /^\uFEFF?(#![^\r\n]*\r?\n)?(\s*\/\*[^]*?\*\/[ \t]*\r?\n(\r?\n)+)?/.exec(text);
  return head?.[0].length ?? 0;
}

import { posix } from 'node:path';
import type { Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import { wordsOf } from '../source/words.js';
import type { Sources } from '../sources.js';
import { stemOf } from './modules.js';

/** Whether what has a name is used by more than one place. */
export class Uses {
  readonly #sources: Sources;
  readonly #files: () => readonly string[];
  readonly #asked = new Map<string, boolean>();

  constructor(sources: Sources, files: () => readonly string[]) {
    this.#sources = sources;
    this.#files = files;
  }

  /** Whether a name stands more than once in a file, besides where it is declared and exported. */
  areMany(source: EditableSource, name: string): boolean {
    return usesIn(source, name) > 1;
  }

  /** Whether something else than one file and the exporting one uses what that one exports. */
  areImported(source: EditableSource, { name, by }: { name: string; by: string }): boolean {
    const stem = posix.basename(stemOf(source.file));
    const module = stem === 'index' ? posix.basename(posix.dirname(source.file)) : stem;
    const others = this.#files().filter((file) => {
      if (file === source.file || file === by) return false;
      const text = this.#sources.read(file);
      if (text?.includes(module) !== true) return false;
      return new RegExp(`['"/]${escaped(module)}(?:\\.[cm]?[jt]s)?['"]`).test(text)
        ? name === 'default' || new RegExp(`\\b${escaped(name)}\\b`).test(text)
        : false;
    });
    const isUsedAtHome = name !== 'default' && usesIn(source, name) > 0;
    return others.length > 0 || isUsedAtHome;
  }

  /** Whether a property of that name is asked for at more than one place. */
  areAsked(name: string): boolean {
    const known = this.#asked.get(name);
    if (known !== undefined) return known;
    const pattern = new RegExp(`\\.${escaped(name)}\\b`, 'g');
    let count = 0;
    for (const file of this.#files())
      count += this.#sources.read(file)?.match(pattern)?.length ?? 0;
    this.#asked.set(name, count > 1);
    return count > 1;
  }
}

const escaped = (text: string): string => text.replaceAll(/[$.*+?^{}()|[\]\\]/g, '\\$&');

/** How often a name is used in a file. */
function usesIn(source: EditableSource, name: string): number {
  if (!wordsOf(source).has(name)) return 0;
  let count = 0;
  for (const [node, parent] of source.parentOf)
    if (node.type === 'Identifier' && node.name === name && isUse(node, parent)) count++;
  return count;
}

const DECLARES: ReadonlySet<Node['type']> = new Set([
  'ImportSpecifier',
  'ImportDefaultSpecifier',
  'ImportNamespaceSpecifier',
  'ExportSpecifier',
  'FunctionDeclaration',
  'ClassDeclaration',
]);

function isUse(node: Node, parent: Node): boolean {
  if (DECLARES.has(parent.type)) return false;
  if (parent.type === 'ExportDefaultDeclaration') return false;
  if (parent.type === 'VariableDeclarator') return parent.id !== node;
  if (parent.type === 'AssignmentExpression') return parent.left !== node;
  if (parent.type === 'MemberExpression') return parent.property !== node || parent.computed;
  if (parent.type === 'Property') return parent.value === node;
  return true;
}

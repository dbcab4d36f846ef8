import { posix } from 'node:path';
import type { Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import { eachNode } from '../source/node-places.js';
import type { Sources } from '../sources.js';
import { stemOf } from './modules.js';

/** Whether what has a name is used by more than one place. */
export class Uses {
  readonly #sources: Sources;
  readonly #files: () => readonly string[];
  readonly #asked = new Map<string, boolean>();
  readonly #importers = new Map<string, readonly string[]>();

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
    const word = new RegExp(`\\b${escaped(name)}\\b`);
    const others = this.#importersOf(module).filter(
      (file) =>
        file !== source.file &&
        file !== by &&
        (name === 'default' || word.test(this.#sources.read(file) ?? '')),
    );
    const isUsedAtHome = name !== 'default' && usesIn(source, name) > 0;
    return others.length > 0 || isUsedAtHome;
  }

  /** Files that name a module, as far as its last name tells. */
  #importersOf(module: string): readonly string[] {
    const pattern = new RegExp(`['"/]${escaped(module)}(?:\\.[cm]?[jt]s)?['"]`);
    const known =
      this.#importers.get(module) ??
      this.#files().filter((file) => {
        const text = this.#sources.read(file);
        return text?.includes(module) === true && pattern.test(text);
      });
    this.#importers.set(module, known);
    return known;
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

const counted = new WeakMap<EditableSource, ReadonlyMap<string, number>>();

/** How often a name is used in a file. */
function usesIn(source: EditableSource, name: string): number {
  const counts = counted.get(source) ?? countsIn(source);
  counted.set(source, counts);
  return counts.get(name) ?? 0;
}

function countsIn({ program, childKeys }: EditableSource): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  eachNode(program, childKeys, (node, around) => {
    if (node.type === 'Identifier' && around !== null && isUse(node, around))
      counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  });
  return counts;
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

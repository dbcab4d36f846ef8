import { posix } from 'node:path';
import type { FileTree } from '../../io/file-tree.js';
import { installedPack } from '../../io/installed-pack.js';
import type { UserFile } from '../../io/user-files.js';
import type { EntryProblem } from '../entry-problem.js';
import { findSettings, namedSettings } from './find-settings.js';
import { parseSettings, type ParsedSettings } from './settings-file.js';

/** Settings and the packs they extend, the most general first. */
export interface SettingsChain {
  readonly settings: readonly ParsedSettings[];
  /** Installed packs; they may bring clients, guards and rules as well. */
  readonly packs: readonly FileTree[];
  readonly problems: readonly EntryProblem[];
}

export interface Reading {
  readonly tree: FileTree;
  /** Whether what is installed beside the repository may be read. */
  readonly installed: boolean;
}

const MOST_FILES = 20;

/** Follows `extends` from one file of settings on. Nothing is executed: packs are data as well. */
export function readChain(reading: Reading, file: UserFile): SettingsChain {
  const chain = new Chain(reading);
  chain.add({ tree: reading.tree, prefix: '', file }, []);
  return chain;
}

/** A file of settings, and the tree whose files it may extend. */
interface Found {
  readonly tree: FileTree;
  /** What its name is written with, so that files of packs are told apart. */
  readonly prefix: string;
  readonly file: UserFile;
}

class Chain implements SettingsChain {
  readonly settings: ParsedSettings[] = [];
  readonly packs: FileTree[] = [];
  readonly problems: EntryProblem[] = [];
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** `way` are the files that led here, so that a circle ends. */
  add(found: Found, way: readonly string[]): void {
    const parsed = parseSettings({ ...found.file, file: nameOf(found) });
    this.problems.push(...parsed.problems);
    for (const [index, target] of parsed.extended.entries()) {
      const base = this.#find(found, target);
      const problem = typeof base === 'string' ? base : this.#follow(base, [...way, nameOf(found)]);
      if (problem !== null) this.problems.push(parsed.problemAt(['extends', index], problem));
    }
    this.settings.push(parsed);
  }

  #follow(base: Found, way: readonly string[]): string | null {
    if (way.includes(nameOf(base))) return 'extends itself in the end';
    if (way.length + this.settings.length >= MOST_FILES)
      return `leads to more than ${MOST_FILES} files`;
    this.add(base, way);
    return null;
  }

  #find({ tree, prefix, file: from }: Found, target: string): Found | string {
    if (!/^\.{1,2}\//.test(target)) return this.#installed(target);
    const path = posix.join(posix.dirname(from.file), target);
    if (path.startsWith('../')) return 'leads out of the folder';
    if (!/\.(jsonc?|ya?ml)$/.test(path)) return 'must be a JSON, JSONC or YAML file';
    const file = namedSettings(tree, path);
    return file === null ? `there is no file "${prefix}${path}"` : { tree, prefix, file };
  }

  #installed(name: string): Found | string {
    if (!/^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i.test(name))
      return 'is neither a file ("./base.yaml") nor the name of a package';
    if (!this.#reading.installed)
      return `"${name}" is installed by whoever makes the change; keep the pack as a file of the repository`;
    const tree = installedPack(this.#reading.tree.root, name);
    if (tree === null) return `the package "${name}" is not installed`;
    const file = findSettings(tree);
    if (file === null) return `the package "${name}" holds no resilint.config file`;
    this.packs.push(tree);
    return { tree, prefix: `node_modules/${name}/`, file };
  }
}

const nameOf = ({ prefix, file }: Found): string => `${prefix}${file.file}`;

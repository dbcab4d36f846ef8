import { posix, relative, resolve, sep } from 'node:path';
import type { FileTree } from '../io/file-tree.js';
import { isFile } from '../io/path-kind.js';
import { readFailure, readText } from '../io/read-text.js';
import { repositoryTop } from '../io/repository-top.js';
import type { FailedFile } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { isRecord, recordOf } from '../text/record.js';
import type { JsonFiles } from './json-files.js';
import {
  reachable,
  remembering,
  type LockEntry,
  type LockGraph,
  type Reachable,
} from './lock-graph.js';
import { readBunLock } from './lock-bun.js';
import { readNpmLock } from './lock-npm.js';
import { readPnpmLock } from './lock-pnpm.js';
import { readYarnLock } from './lock-yarn.js';
import type { Manifest } from './manifests.js';

type Versions = Readonly<Record<string, string>>;

export interface ResolvedVersions {
  /** By folder of the package. */
  readonly byPackage: ReadonlyMap<string, Versions>;
  readonly packageDependencies: Readonly<Record<string, readonly string[]>>;
  /** Lockfiles that were read, in order. */
  readonly lockfiles: readonly string[];
  readonly failed: readonly FailedFile[];
}

const jsonLocks: Readonly<Record<string, (content: unknown) => LockGraph>> = {
  'npm-shrinkwrap.json': readNpmLock,
  'package-lock.json': readNpmLock,
  'bun.lock': readBunLock,
};

const textLocks: Readonly<Record<string, (text: string) => LockGraph>> = {
  'yarn.lock': readYarnLock,
  'pnpm-lock.yaml': readPnpmLock,
};

interface FoundLock {
  /** Folder of the lockfile, relative to the root; starts with ".." above it. */
  readonly dir: string;
  readonly graph: LockGraph;
}

/** Exact versions: from the nearest lockfile, else an exact range, else the installed copy. */
export function resolveVersions(
  tree: FileTree,
  manifests: readonly Manifest[],
  json: JsonFiles,
): ResolvedVersions {
  const locks = new Lockfiles(tree, json);
  const byPackage = new Map<string, Versions>();
  const entries = new Set<LockEntry>();
  for (const { described } of manifests) {
    const { dir, ranges } = described;
    const locked = lockedAt(locks.nearest(dir), dir, ranges);
    byPackage.set(dir, withUnlocked(tree.root, described, locked.versions));
    for (const entry of locked.entries) entries.add(entry);
  }
  const packageDependencies = dependenciesOf(entries);
  const lockfiles = locks.found.toSorted(compareText);
  return { byPackage, packageDependencies, lockfiles, failed: locks.failed };
}

function dependenciesOf(entries: ReadonlySet<LockEntry>): ResolvedVersions['packageDependencies'] {
  const byName = new Map<string, Set<string>>();
  for (const { name, dependencies } of entries) {
    const names = byName.get(name) ?? new Set();
    for (const [dependency] of dependencies) names.add(dependency);
    byName.set(name, names);
  }
  return recordOf(
    [...byName]
      .map(([name, names]) => [name, [...names].sort(compareText)] as const)
      .sort(([left], [right]) => compareText(left, right)),
  );
}

function lockedAt(lock: FoundLock | null, dir: string, ranges: Versions): Reachable {
  return lock === null
    ? { versions: new Map(), entries: new Set() }
    : reachable(lock.graph, posix.relative(lock.dir, dir) || '.', ranges);
}

function withUnlocked(
  root: string,
  { dir, ranges }: Manifest['described'],
  locked: ReadonlyMap<string, string>,
): Versions {
  const found = new Map(locked);
  for (const [name, range] of Object.entries(ranges)) {
    const version = found.get(name) ?? exactVersion(range) ?? installedVersion(root, dir, name);
    if (version !== null) found.set(name, version);
  }
  return recordOf(found);
}

class Lockfiles {
  readonly failed: FailedFile[] = [];
  readonly found: string[] = [];
  readonly #tree: FileTree;
  readonly #json: JsonFiles;
  readonly #top: string;
  readonly #byFolder = new Map<string, FoundLock | null>();

  constructor(tree: FileTree, json: JsonFiles) {
    const { root } = tree;
    this.#tree = tree;
    this.#json = json;
    // A workspace below the root of its repository is locked by the file up there.
    this.#top =
      relative(root, repositoryTop(root) ?? root)
        .split(sep)
        .join('/') || '.';
  }

  nearest(packageDir: string): FoundLock | null {
    for (let dir = packageDir; ; dir = dir === '.' ? '..' : posix.join(dir, '..')) {
      const lock = this.#in(dir);
      if (lock !== null || dir === this.#top) return lock;
    }
  }

  #in(dir: string): FoundLock | null {
    const known = this.#byFolder.get(dir);
    if (known !== undefined) return known;
    const graph = this.#read(dir);
    const lock = graph === null ? null : { dir, graph: remembering(graph) };
    this.#byFolder.set(dir, lock);
    return lock;
  }

  #read(dir: string): LockGraph | null {
    for (const [name, read] of Object.entries(jsonLocks)) {
      if (this.#has(dir, name)) return this.#readJson(posix.join(dir, name), read);
    }
    for (const [name, read] of Object.entries(textLocks)) {
      if (this.#has(dir, name)) return this.#readText(posix.join(dir, name), read);
    }
    return null;
  }

  /** A link may lead to any file of the machine. */
  #has(dir: string, name: string): boolean {
    const file = posix.join(dir, name);
    const isThere = this.#tree.entryAt(file)?.kind === 'file';
    if (isThere) this.found.push(file);
    return isThere;
  }

  #readJson(file: string, read: (content: unknown) => LockGraph): LockGraph | null {
    const content = this.#json.read(file);
    if (content.failed === undefined) return read(content.value);
    this.#fail(content.failed);
    return null;
  }

  #readText(file: string, read: (text: string) => LockGraph): LockGraph | null {
    let text: string;
    try {
      text = this.#tree.readText(file);
    } catch (error) {
      this.#fail({ file, message: readFailure(error) });
      return null;
    }
    return read(text);
  }

  /** An assessment names no path outside the scanned root. */
  #fail({ file, ...failure }: FailedFile): void {
    const isOutside = file.startsWith('../');
    const name = posix.basename(file);
    this.failed.push(
      isOutside
        ? { file: '.', message: `the ${name} above it: ${failure.message}` }
        : { file, ...failure },
    );
  }
}

const exactVersion = (range: string): string | null =>
  /^=?v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/.exec(range.trim())?.[1] ?? null;

const packageName = /^(@[\w.~-]+\/)?[\w~-][\w.~-]*$/;

/** The version of a copy below `node_modules` of the package or of a folder above it. */
function installedVersion(root: string, packageDir: string, name: string): string | null {
  if (!packageName.test(name)) return null;
  for (let dir = packageDir; ; dir = posix.dirname(dir)) {
    const file = resolve(root, dir, 'node_modules', name, 'package.json');
    const version = isFile(file) ? versionIn(file) : null;
    if (version !== null || dir === '.') return version;
  }
}

function versionIn(file: string): string | null {
  try {
    const content: unknown = JSON.parse(readText(file));
    return isRecord(content) && typeof content['version'] === 'string' ? content['version'] : null;
  } catch {
    return null;
  }
}

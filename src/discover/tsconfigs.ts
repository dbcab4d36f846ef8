import { posix } from 'node:path';
import type { FailedFile, TsconfigPaths } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { isRecord, recordOf } from '../text/record.js';
import type { JsonFiles } from './json-files.js';

/** The compiler options that matter here, with the folders they are relative to. */
interface Options {
  readonly baseDir?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /** Where `paths` was written. */
  readonly pathsOrigin?: string;
  readonly outDir?: string;
}

export interface Tsconfigs {
  readonly all: readonly TsconfigPaths[];
  /** Folders the compiler writes to. */
  readonly outDirs: ReadonlySet<string>;
  readonly failed: readonly FailedFile[];
}

interface Reading {
  readonly json: JsonFiles;
  readonly known: ReadonlySet<string>;
  readonly failed: Map<string, FailedFile>;
  /** Each file is read once, however many others extend it. */
  readonly options: Map<string, Options>;
}

/** Files that extend one another in a row; real chains have three or four. */
const LONGEST_EXTENDS = 50;

/** Names that a configuration maps; more say nothing that a person wrote down. */
const MOST_PATHS = 2_000;

/** `files` are the configurations to read; they may extend any of the `known` files. */
export function readTsconfigs(
  files: readonly string[],
  known: ReadonlySet<string>,
  json: JsonFiles,
): Tsconfigs {
  const reading: Reading = { json, known, failed: new Map(), options: new Map() };
  const all: TsconfigPaths[] = [];
  const outDirs = new Set<string>();
  for (const file of files) {
    const options = readOptions(reading, file, []);
    const outDir = options.outDir && inConfigDir(options.outDir, posix.dirname(file));
    if (outDir !== undefined && outDir !== '.') outDirs.add(outDir);
    all.push(describe(file, options));
  }
  return {
    all: all.sort(deepestFirst),
    outDirs,
    failed: [...reading.failed.values()].sort((left, right) => compareText(left.file, right.file)),
  };
}

function describe(file: string, options: Options): TsconfigPaths {
  const dir = posix.dirname(file);
  const baseDir = options.baseDir && inConfigDir(options.baseDir, dir);
  const pathsDir = baseDir ?? options.pathsOrigin;
  return {
    dir,
    file,
    ...(baseDir === undefined ? {} : { baseDir }),
    ...(pathsDir === undefined || options.paths === undefined ? {} : { pathsDir }),
    paths: options.paths ?? {},
  };
}

function readOptions(reading: Reading, file: string, outer: readonly string[]): Options {
  if (outer.includes(file)) {
    fail(reading, { file, message: 'extends itself' });
    return {};
  }
  if (outer.length > LONGEST_EXTENDS) {
    fail(reading, { file, message: `is the end of more than ${String(LONGEST_EXTENDS)} extends` });
    return {};
  }
  const known = reading.options.get(file);
  if (known !== undefined) return known;
  const options = optionsIn(reading, file, outer);
  reading.options.set(file, options);
  return options;
}

function optionsIn(reading: Reading, file: string, outer: readonly string[]): Options {
  const content = reading.json.read(file);
  if (content.failed !== undefined) {
    fail(reading, content.failed);
    return {};
  }
  if (!isRecord(content.value)) {
    fail(reading, { file, message: 'holds no JSON object' });
    return {};
  }
  let options: Options = {};
  for (const target of asList(content.value['extends'])) {
    const base = extended(reading, file, target);
    if (base !== null) options = { ...options, ...readOptions(reading, base, [...outer, file]) };
  }
  return { ...options, ...ownOptions(posix.dirname(file), content.value['compilerOptions']) };
}

/** The file an `extends` names; null for a configuration from a package, which is not at hand. */
function extended(reading: Reading, file: string, target: string): string | null {
  if (!/^\.{1,2}(\/|$)/.test(target)) return null;
  const path = posix.join(posix.dirname(file), target);
  const found = [path, `${path}.json`, `${path}/tsconfig.json`].find((one) =>
    reading.known.has(one),
  );
  if (found === undefined && !isBeyondReach(path)) {
    fail(reading, { file, message: `extends ${target}, which is not there` });
  }
  return found ?? null;
}

/** Outside the scanned root, installed, or in a folder that a framework makes before it builds. */
const isBeyondReach = (path: string): boolean =>
  path.split('/').some((segment) => segment.startsWith('.') || segment === 'node_modules');

function fail(reading: Reading, failure: FailedFile): void {
  if (!reading.failed.has(failure.file)) reading.failed.set(failure.file, failure);
}

function ownOptions(dir: string, compilerOptions: unknown): Options {
  if (!isRecord(compilerOptions)) return {};
  const { baseUrl, outDir, paths } = compilerOptions;
  return {
    ...(typeof baseUrl === 'string' ? { baseDir: relativeTo(dir, baseUrl) } : {}),
    ...(typeof outDir === 'string' ? { outDir: relativeTo(dir, outDir) } : {}),
    ...(isRecord(paths) ? { paths: pathTargets(paths), pathsOrigin: dir } : {}),
  };
}

function pathTargets(paths: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const entries = Object.entries(paths).slice(0, MOST_PATHS);
  return recordOf(entries.map(([pattern, targets]) => [pattern, asList(targets)]));
}

const asList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
    (one) => typeof one === 'string',
  );

const configDir = '${configDir}';

const relativeTo = (dir: string, path: string): string =>
  path.startsWith(configDir) ? path : trimmed(posix.join(dir, path));

/** The folder of the configuration that was asked for, not of the one that says so. */
const inConfigDir = (path: string, dir: string): string =>
  path.startsWith(configDir) ? trimmed(posix.join(dir, path.slice(configDir.length))) : path;

const trimmed = (path: string): string => (path.length > 1 ? path.replace(/\/$/, '') : path);

function deepestFirst(left: TsconfigPaths, right: TsconfigPaths): number {
  return (
    depth(right.dir) - depth(left.dir) ||
    compareText(left.dir, right.dir) ||
    rank(left.file) - rank(right.file) ||
    compareText(left.file, right.file)
  );
}

const depth = (dir: string): number => (dir === '.' ? 0 : dir.split('/').length);

const names = ['tsconfig.json', 'jsconfig.json'];

/** The file the editor reads comes before those for builds and tests. */
function rank(file: string): number {
  const index = names.indexOf(posix.basename(file));
  return index < 0 ? names.length : index;
}

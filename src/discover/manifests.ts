import { posix } from 'node:path';
import type { ExportsMap, FailedFile, RepositoryPackage } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { isRecord, recordOf, stringEntries } from '../text/record.js';
import type { JsonFiles } from './json-files.js';

/** One package.json, with what discovery needs beyond the package it describes. */
export interface Manifest {
  readonly described: Omit<RepositoryPackage, 'versions'>;
  /** Names the package needs to run, without those for development. */
  readonly runtimeDependencies: ReadonlySet<string>;
  /** Files its `bin` names, relative to the root. */
  readonly bins: ReadonlySet<string>;
  /** The texts of its `scripts`. */
  readonly scripts: readonly (readonly [string, string])[];
}

const dependencyFields = [
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'dependencies',
] as const;

export interface Manifests {
  /** Sorted by folder. There is always one for the root, where need be an empty one. */
  readonly all: readonly Manifest[];
  readonly failed: readonly FailedFile[];
}

/** `files` are the package.json files that describe code to be scanned. */
export function readManifests(files: readonly string[], json: JsonFiles): Manifests {
  const all = new Map<string, Manifest>([['.', manifestOf('.', {})]]);
  const failed: FailedFile[] = [];
  for (const file of files) {
    const dir = posix.dirname(file);
    const content = json.read(file);
    if (content.failed !== undefined) failed.push(content.failed);
    else if (isRecord(content.value)) all.set(dir, manifestOf(dir, content.value));
    else failed.push({ file, message: 'holds no JSON object' });
  }
  return { all: [...all.values()].sort(rootFirst), failed };
}

function rootFirst({ described: left }: Manifest, { described: right }: Manifest): number {
  return Number(right.dir === '.') - Number(left.dir === '.') || compareText(left.dir, right.dir);
}

function manifestOf(dir: string, content: Readonly<Record<string, unknown>>): Manifest {
  const ranges = dependencyFields.flatMap((field) => stringEntries(content[field]));
  return {
    described: {
      dir,
      ...strings(content, ['name', 'main', 'module', 'types']),
      ...(isPrivate(content) ? { private: true as const } : {}),
      ...(isPublished(content) ? { published: true as const } : {}),
      ...(content['types'] === undefined && strings(content, ['typings'])['typings'] !== undefined
        ? { types: String(content['typings']) }
        : {}),
      ...(isExportsMap(content['exports']) ? { exports: content['exports'] } : {}),
      ...(isExportsMap(content['imports']) ? { imports: content['imports'] } : {}),
      commands: recordOf(
        binEntries(content).map(([name, target]) => [name, posix.join(dir, target)] as const),
      ),
      scripts: recordOf(stringEntries(content['scripts'])),
      ranges: recordOf(ranges),
    },
    runtimeDependencies: new Set(
      ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
        stringEntries(content[field]).map(([name]) => name),
      ),
    ),
    bins: new Set(binEntries(content).map(([, target]) => posix.join(dir, target))),
    scripts: stringEntries(content['scripts']),
  };
}

type Content = Readonly<Record<string, unknown>>;

/** npm takes nothing without a name and a version; what is started or deployed, and offers nothing, is a service. */
const isPrivate = (content: Content): boolean =>
  /^true$/.test(String(content['private'])) ||
  (Object.keys(content).length > 0 && !isPublishable(content)) ||
  (isRun(content) && !OFFERS.some((field) => content[field] != null));

/** `npm init` fills in a name, a version and a main file for services too: those are started. */
const isPublished = (content: Content): boolean =>
  isPublishable(content) &&
  ENTRIES.some((field) => content[field] != null && content[field] !== '') &&
  !starts(content) &&
  !isPrivate(content);

const ENTRIES = ['main', 'module', 'types', 'typings', 'exports'];

/** What nobody writes but for others who install the package. */
const OFFERS = ['module', 'types', 'typings', 'exports', 'bin', 'files', 'publishConfig'];

function isPublishable(content: Content): boolean {
  const { name, version } = strings(content, ['name', 'version']);
  return name !== undefined && version !== undefined;
}

const starts = (content: Content): boolean =>
  stringEntries(content['scripts']).some(
    ([key, command]) => /^start(:prod\w*)?$/.test(key) && startsProcess.test(command),
  );

const isRun = (content: Content): boolean =>
  starts(content) ||
  stringEntries(content['scripts']).some(
    ([key, command]) => /^(start|dev|deploy)\b/.test(key) && deploys.test(command),
  );

const startsProcess =
  /(^|[\s/])(node|nodemon|ts-node(-dev)?|tsx|bun|deno|pm2(-runtime)?|forever|nest)\s/;

const deploys = /(^|[\s/])(wrangler|sls|serverless|next|vercel|firebase|func)\s/;

/** A single command is named after its package, without the scope. */
function binEntries({
  bin,
  name,
}: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  if (typeof bin !== 'string') return stringEntries(bin);
  return [[typeof name === 'string' ? (name.split('/').at(-1) ?? name) : bin, bin]];
}

function strings(
  content: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    stringEntries(content).filter(([name, value]) => names.includes(name) && value !== ''),
  );
}

function isExportsMap(value: unknown): value is ExportsMap {
  if (value === null || typeof value === 'string') return true;
  if (Array.isArray(value)) return value.every(isExportsMap);
  return isRecord(value) && Object.values(value).every(isExportsMap);
}

/** The folder of the nearest package at or above a file. */
export function nearestPackageDir(dirs: ReadonlySet<string>, file: string): string {
  for (let dir = posix.dirname(file); dir !== '.'; dir = posix.dirname(dir)) {
    if (dirs.has(dir)) return dir;
  }
  return '.';
}

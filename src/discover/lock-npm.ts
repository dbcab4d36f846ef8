import { isRecord, stringEntries } from '../text/record.js';
import type { LockEntry, LockGraph } from './lock-graph.js';

type Content = Readonly<Record<string, unknown>>;

/** package-lock.json and npm-shrinkwrap.json, lockfile versions 1 to 3. */
export function readNpmLock(content: unknown): LockGraph {
  const locations = new Map<string, Content>();
  if (isRecord(content)) {
    if (isRecord(content['packages'])) addPackages(locations, content['packages']);
    else addNested(locations, '', content['dependencies']);
  }
  return {
    entry: (key) => entryAt(locations, key),
    declared: (packageDir, name) => locate(locations, packageDir === '.' ? '' : packageDir, name),
  };
}

function addPackages(locations: Map<string, Content>, packages: Content): void {
  for (const [location, entry] of Object.entries(packages)) {
    if (isRecord(entry)) locations.set(location, entry);
  }
}

/** Version 1 nests what later versions list by location. */
function addNested(locations: Map<string, Content>, parent: string, dependencies: unknown): void {
  if (!isRecord(dependencies)) return;
  for (const [name, entry] of Object.entries(dependencies)) {
    if (!isRecord(entry)) continue;
    const location = `${parent === '' ? '' : `${parent}/`}node_modules/${name}`;
    locations.set(location, entry);
    addNested(locations, location, entry['dependencies']);
  }
}

function entryAt(locations: ReadonlyMap<string, Content>, key: string): LockEntry | undefined {
  const entry = locations.get(key);
  if (entry === undefined) return undefined;
  const { version, link, name } = entry;
  return {
    name: typeof name === 'string' ? name : nameIn(key),
    ...(typeof version === 'string' && link !== true ? { version: withoutAlias(version) } : {}),
    dependencies: neededNames(entry).flatMap((needed) => {
      const found = locate(locations, key, needed);
      return found === undefined ? [] : [[needed, found] as const];
    }),
  };
}

const neededFields = ['requires', 'dependencies', 'optionalDependencies', 'peerDependencies'];

function neededNames(entry: Content): readonly string[] {
  const names = neededFields.flatMap((field) => stringEntries(entry[field]).map(([name]) => name));
  return [...new Set(names)];
}

const installed = 'node_modules/';

const nameIn = (location: string): string =>
  location.slice(location.lastIndexOf(installed) + installed.length);

/** Version 1 writes `npm:other@1.2.3` for an alias. */
const withoutAlias = (version: string): string =>
  version.startsWith('npm:') ? version.slice(version.lastIndexOf('@') + 1) : version;

/** Looks where Node would: in `node_modules` of the folder and of each one above. */
function locate(
  locations: ReadonlyMap<string, Content>,
  from: string,
  name: string,
): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const location = `${folder === '' ? '' : `${folder}/`}${installed}${name}`;
    if (locations.has(location)) return location;
    if (folder === '') return undefined;
  }
}

const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf('/')));

import { posix } from 'node:path';
import type { Repository, RepositoryPackage } from '../../model/repository.js';
import type { CallFact, FileFacts } from '../../parse/facts.js';
import { requestedModule } from '../../parse/module-requests.js';
import { sourceCandidates } from '../../resolve/modules/module-files.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';
import { circlesFrom } from '../../text/circles.js';
import { compareText } from '../../text/compare-text.js';

/**
 * Files that others load; those that a program loads only for what they do are a part of it. A
 * program that nothing but its own parts import is none of them.
 */
export function importedFiles(
  modules: ModuleResolver,
  files: readonly FileFacts[],
): ReadonlySet<string> {
  const taken = new Map<string, string[]>();
  const run = new Map<string, string[]>();
  for (const facts of files) {
    const { file } = facts;
    const values = takenSpecifiers(facts);
    for (const { specifier, typeOnly } of facts.requests) {
      const target = typeOnly ? undefined : modules.resolve(file, specifier);
      if (target?.kind !== 'file' || target.file === file) continue;
      const by = values.has(specifier) ? taken : run;
      const known = by.get(target.file);
      if (known === undefined) by.set(target.file, [file]);
      else known.push(file);
    }
  }
  const isRoot = (file: string): boolean => !taken.has(file) && !run.has(file);
  const parts = [...run].filter(([, by]) => !by.some(isRoot)).map(([file]) => file);
  const own = importedByParts(files, (file) => [
    ...(taken.get(file) ?? []),
    ...(run.get(file) ?? []),
  ]);
  return new Set([...taken.keys(), ...parts].filter((file) => !own.has(file)));
}

/** `import { server } from './index.js'` in what the program itself loads. */
function importedByParts(
  files: readonly FileFacts[],
  importers: (file: string) => readonly string[],
): ReadonlySet<string> {
  const all = files.map(({ file }) => file);
  const groups = circlesFrom('', (one) => (one === '' ? all : importers(one)));
  const programs = groups.flatMap((group) => {
    const parts = new Set(group);
    const isWhole = group.every((one) => importers(one).every((by) => parts.has(by)));
    return group.length > 1 && isWhole
      ? group.filter(isServiceName).toSorted(byDepth).slice(0, 1)
      : [];
  });
  return new Set(programs);
}

const byDepth = (one: string, other: string): number =>
  one.split('/').length - other.split('/').length || compareText(one, other);

/** Specifiers that a file takes values from. */
const takenSpecifiers = ({ bindings, exports, calls }: FileFacts): ReadonlySet<string> =>
  new Set([
    ...bindings.flatMap(({ import: source }) => (source === undefined ? [] : [source.specifier])),
    ...exports.flatMap(({ from }) => (from === undefined ? [] : [from.specifier])),
    ...calls.flatMap(requested),
  ]);

/** `require('./x')` and `import('./x')` whose value is used. */
function requested(call: CallFact): readonly string[] {
  const specifier = call.use === 'statement' ? null : requestedModule(call);
  return specifier === null ? [] : [specifier];
}

/** Sources of the commands that packages install, by file. */
export function commandFiles({ packages, sources }: Repository): ReadonlyMap<string, string> {
  const known = new Set(sources.map(({ file }) => file));
  const found = new Map<string, string>();
  for (const { dir, commands = {} } of packages) {
    for (const [name, target] of Object.entries(commands)) {
      const below = dir === '.' ? target : target.slice(dir.length + 1);
      const file = sourceCandidates(below)
        .flatMap((one) => [one, one.replace(/\.[cm]?js$/, '.ts')])
        .map((one) => (dir === '.' ? one : `${dir}/${one}`))
        .find((one) => known.has(one));
      if (file !== undefined && !found.has(file)) found.set(file, name);
    }
  }
  return found;
}

/** How a package names and runs one of its files. */
export interface ProgramFile {
  /** Path below the package, without ending. */
  readonly stem: string;
  /** The script that runs it. */
  readonly script?: string;
}

export function programFile(owner: RepositoryPackage | undefined, file: string): ProgramFile {
  const stem = stemOf(owner, file);
  const [script] = scriptsRunning(owner, stem);
  return script === undefined ? { stem } : { stem, script };
}

const SERVICE_NAME = /^(index|main|server|app|www|worker|start|bootstrap|entry)([.-]|$)/;

/** Whether a file is named like one that a service is started by. */
export const isServiceName = (file: string): boolean => SERVICE_NAME.test(posix.basename(file));

/** Names of scripts that start a service. */
export const STARTING_SCRIPT = /^(start|serve)(:|$)/;

/** Whether the package's service is started by this file. */
export const isServed = (owner: RepositoryPackage | undefined, file: string): boolean =>
  scriptsRunning(owner, stemOf(owner, file)).some((name) => STARTING_SCRIPT.test(name));

function stemOf(owner: RepositoryPackage | undefined, file: string): string {
  const below = owner === undefined || owner.dir === '.' ? file : file.slice(owner.dir.length + 1);
  return withoutEnding(below);
}

const scriptsRunning = (owner: RepositoryPackage | undefined, stem: string): readonly string[] =>
  Object.entries(owner?.scripts ?? {})
    .filter(([, text]) =>
      text.split(/\s+/).some((word) => withoutEnding(word.replace(/^\.\//, '')) === stem),
    )
    .map(([name]) => name);

const withoutEnding = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '');

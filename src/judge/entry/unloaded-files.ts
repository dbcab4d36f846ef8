import { CALLED_BY_FRAMEWORKS } from '../../detect/contexts/declarations.js';
import type { Call } from '../../model/assessment.js';
import type { FileFacts } from '../../parse/facts.js';
import { exportName } from '../../resolve/indexes/file-index.js';
import { unimportedFiles } from '../code/unimported-files.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';
import { loadedByName } from './loaded-by-name.js';
import { unmountedRouters } from './unmounted.js';

interface Search {
  readonly judging: Judging;
  readonly drafts: readonly Draft[];
}

/**
 * Files that no program loads: nothing imports them, or only others of their kind do, and neither
 * a script, nor a text in the code, nor a framework names them.
 */
export function unloadedFiles({ judging, drafts }: Search): ReadonlySet<string> {
  const importers = judging.importers();
  const facts = judging.repository.sources.flatMap(({ file }) => judging.facts(file) ?? []);
  const mayBeLoaded = mayBeLoadedBy(judging, drafts);
  const alone = unimportedFiles(judging);
  const unloaded = new Set(
    facts.flatMap((one) => (alone.has(one.file) && !mayBeLoaded(one) ? one.file : [])),
  );
  const isPart = (one: FileFacts): boolean =>
    (importers.get(one.file) ?? []).every((by) => unloaded.has(by)) && !mayBeLoaded(one);
  addParts(
    unloaded,
    facts.filter(({ file }) => importers.has(file)),
    isPart,
  );
  return unloaded;
}

/** The calls with a mark on those of unloaded files that no entry point leads to either. */
export const withUnused = (
  calls: readonly Call[],
  unloaded: ReadonlySet<string>,
): readonly Call[] =>
  calls.map((call) =>
    unloaded.has(call.file) && call.entryPoints === undefined
      ? { ...call, unused: true as const }
      : call,
  );

/** Grows until no file is left that only unloaded ones import. */
function addParts(
  unloaded: Set<string>,
  imported: readonly FileFacts[],
  isPart: (facts: FileFacts) => boolean,
): void {
  const before = unloaded.size;
  if (before === 0) return;
  for (const one of imported) {
    if (!unloaded.has(one.file) && isPart(one)) unloaded.add(one.file);
  }
  if (unloaded.size > before) addParts(unloaded, imported, isPart);
}

/** What else makes a file a part of something that finds it by its place. */
const LOADED_FOR = /^(default|=|main|register|config|up|down)$/;

/** Whether something may load a file without importing it. */
function mayBeLoadedBy(judging: Judging, drafts: readonly Draft[]): (facts: FileFacts) => boolean {
  const isNamed = loadedByName(judging);
  const entered = new Set(
    drafts.flatMap(({ file, handlers }) => [file, ...handlers.map((one) => one.file)]),
  );
  return (one) =>
    isNamed(one.file) ||
    entered.has(one.file) ||
    (exportedNames(one).some(isAskedFor) && !unmountedRouters(judging).has(one.file));
}

const isAskedFor = (name: string): boolean =>
  LOADED_FOR.test(name) || CALLED_BY_FRAMEWORKS.test(name);

/** What a module exports, "=" where it is one thing; CommonJS mostly exports an object of all. */
function exportedNames({ exports, writes }: FileFacts): readonly string[] {
  const written = writes.flatMap(({ target, value }) => {
    const name = exportName(target);
    if (name !== '') return name ?? [];
    return value.kind === 'object' ? value.properties.map(({ key }) => key ?? '=') : ['='];
  });
  return [...exports.map(({ name }) => name), ...written];
}

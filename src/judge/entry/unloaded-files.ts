import { posix } from 'node:path';
import { CALLED_BY_FRAMEWORKS } from '../../detect/contexts/declarations.js';
import { scriptRuns } from '../../detect/contexts/task-scripts.js';
import type { Call } from '../../model/assessment.js';
import type { Expression, FileFacts } from '../../parse/facts.js';
import { asksForModule } from '../../parse/module-requests.js';
import { children } from '../../resolve/expressions/children.js';
import { exportName } from '../../resolve/indexes/file-index.js';
import { unimportedFiles } from '../code/unimported-files.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';
import { commandFiles } from './program-files.js';

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
  const mayBeLoaded = loadedByName(judging, facts, drafts);
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
function loadedByName(
  judging: Judging,
  facts: readonly FileFacts[],
  drafts: readonly Draft[],
): (facts: FileFacts) => boolean {
  const { repository } = judging;
  const commands = commandFiles(repository);
  const entered = new Set(
    drafts.flatMap(({ file, handlers }) => [file, ...handlers.map((one) => one.file)]),
  );
  const texts = new Set(facts.flatMap(namedPaths));
  return (one) => {
    const { file } = one;
    const owner = judging.package(file);
    const runs = owner === undefined ? undefined : scriptRuns(owner, file);
    return (
      owner?.published === true ||
      runs?.isService === true ||
      runs?.isNamed === true ||
      commands.has(file) ||
      entered.has(file) ||
      texts.has(stemOf(file)) ||
      exportedNames(one).some(isAskedFor)
    );
  };
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

/** Files that a call is told of by a path: `new Worker('./jobs/mail.js')`. */
const namedPaths = ({ calls }: FileFacts): readonly string[] =>
  calls
    .filter((call) => !asksForModule(call))
    .flatMap((call) => call.arguments.flatMap(pathsIn))
    .map(stemOf);

function pathsIn(expression: Expression): readonly string[] {
  if (expression.kind !== 'literal') return children(expression).flatMap(pathsIn);
  const { value } = expression;
  return typeof value === 'string' && PATH.test(value) ? [value] : [];
}

const PATH = /^[^\s]{0,200}(\/[\w.-]+|\.[cm]?[jt]sx?)$/;

const stemOf = (path: string): string => posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');

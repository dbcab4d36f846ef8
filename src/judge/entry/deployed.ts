import { posix } from 'node:path';
import type { EntryLimit } from '../../model/entry.js';
import type { CloudFunction } from '../../model/repository.js';
import type { FileFacts } from '../../parse/facts.js';
import { sourceCandidates } from '../../resolve/modules/module-files.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { describedInCode } from './described-in-code.js';
import type { Draft } from './draft.js';
import { describedByConstructs } from './infrastructure.js';
import { exportsOf, type Exported } from './exports-of.js';
import { functionsOf } from './functions-of.js';

/** Functions that a deployment description names, where their handlers are exported. */
export function deployedDrafts(judging: Judging): readonly Draft[] {
  const described = [
    ...judging.repository.cloudFunctions,
    ...describedInCode(judging),
    ...describedByConstructs(judging),
  ];
  return described.flatMap((deployed) => draftsOf(judging, deployed));
}

/** None where the handler is not found. */
export function draftsOf(judging: Judging, deployed: CloudFunction): readonly Draft[] {
  const facts = handlerFacts(judging, deployed);
  return facts === null ? [] : draftsIn(judging, facts, deployed);
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** The description names what is built, which lies where the sources do or in a folder beside. */
function handlerFacts(judging: Judging, { dir, handlerFile }: CloudFunction): FileFacts | null {
  const below = posix.relative(dir, handlerFile);
  const stems = [...new Set([below, ...sourceCandidates(below), `src/${posix.basename(below)}`])];
  for (const stem of stems.flatMap((one) => [one, `${one}/index`])) {
    for (const ending of ENDINGS) {
      const facts = judging.facts(posix.join(dir, stem + ending));
      if (facts !== undefined) return facts;
    }
  }
  return null;
}

function draftsIn(judging: Judging, facts: FileFacts, deployed: CloudFunction): readonly Draft[] {
  const { name, trigger, kind = 'lambda' } = deployed;
  const limits = limitsOf(deployed);
  const exported = deployed.exported ?? foundByPlatform(judging, facts);
  const declared = declaredExport(judging, { file: facts.file, name: exported });
  if (declared !== null) {
    const { file, own } = declared;
    const place: Place = { file, function: 0, class: null, frame: null };
    const handlers = functionsOf(judging, own.expression, place);
    return [{ kind, trigger, name, file, start: own.start, handlers, limits }];
  }
  return judging.resolver.exported(facts.file, exported).flatMap((value): readonly Draft[] => {
    if (value.kind !== 'function') return [];
    const { file, function: id } = value;
    const start = judging.facts(file)?.functions[id]?.start ?? 0;
    const handlers = [{ file, function: id }];
    return [{ kind, trigger, name, file, start, handlers, limits }];
  });
}

interface Declared {
  readonly file: string;
  readonly own: Exported;
}

const MOST_FILES = 6;

/** Where a name is declared and exported, through files that only hand it on. */
function declaredExport(
  judging: Judging,
  { file: from, name }: { readonly file: string; readonly name: string },
  passed = 0,
): Declared | null {
  const { exports, modules } = judging.resolver;
  const located = exports.locate(from, name);
  const file = located?.file ?? from;
  const facts = judging.facts(file);
  const own = facts && exportsOf(facts).find((one) => one.name === name);
  if (own !== undefined) return { file, own };
  const handedOn = located?.entries[0]?.from;
  if (handedOn === undefined || passed > MOST_FILES) return null;
  const target = modules.resolve(file, handedOn.specifier);
  if (target.kind !== 'file') return null;
  return declaredExport(judging, { file: target.file, name: handedOn.imported }, passed + 1);
}

/** The export that Azure takes where none is named (getEntryPoint of its Node.js worker). */
function foundByPlatform(judging: Judging, facts: FileFacts): string {
  const isFunction = judging.resolver
    .exported(facts.file, 'default')
    .some(({ kind }) => kind === 'function');
  if (isFunction) return 'default';
  const names = exportsOf(facts).map(({ name }) => name);
  const [only = 'run'] = names;
  if (names.length < 2) return only;
  return names.includes('run') ? 'run' : 'index';
}

function limitsOf({ file, line, timeoutMs, concurrency }: CloudFunction): readonly EntryLimit[] {
  const evidence = (what: string): EntryLimit['evidence'] => [{ file, line, what }];
  return [
    ...(concurrency === undefined
      ? []
      : [{ kind: 'concurrency' as const, value: concurrency, evidence: evidence('concurrency') }]),
    ...(timeoutMs === undefined
      ? []
      : [{ kind: 'time' as const, value: timeoutMs, evidence: evidence('timeout') }]),
  ];
}

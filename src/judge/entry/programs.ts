import { isNestedIn } from '../../parse/function-nesting.js';
import type { CallFact, FileFacts, FunctionFact, FunctionId } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import { loadedBodies } from './loaded-bodies.js';
import {
  commandFiles,
  importedFiles,
  isServed,
  isServiceName,
  programFile,
  STARTING_SCRIPT,
  type ProgramFile,
} from './program-files.js';

/** Members that set a program going. */
const STARTS = /^(listen|start|launch|login|serve|bootstrap|run|parse|parseAsync)$/;
const PROGRAM_NAME =
  /^(main|run|start|boot|bootstrap|init|serve|launch|setup|execute|server|app|cli|program|migrate|seed|work|process|listen)/i;
const CONTINUES = /^(then|catch|finally)$/;

interface Search {
  readonly judging: Judging;
  readonly isScript: (file: string) => boolean;
  /** Calls that register entry points of their own. */
  readonly registering: ReadonlySet<CallFact>;
}

/**
 * Programs: modules that do something when they are loaded, and that nothing imports or the package
 * starts: parts of a program may ask it for what it made.
 */
export function programDrafts(search: Search, files: readonly FileFacts[]): readonly Draft[] {
  const { judging } = search;
  const imported = importedFiles(judging.resolver.modules, files);
  const commands = commandFiles(judging.repository);
  return files
    .filter(({ file }) => !imported.has(file) || isServed(judging.package(file), file))
    .filter((facts) => !drawsInBrowser(facts))
    .flatMap((facts) => programDraft(search, facts, commands.get(facts.file)));
}

const PAGE_GLOBALS = /^(document|window)$/;

/** A program that draws into a page, whatever else its package holds. */
const drawsInBrowser = ({ requests, calls }: FileFacts): boolean =>
  requests.some(({ specifier }) =>
    /^(react-dom|vue|svelte|@angular\/platform-browser)(\/(?!server)|$)/.test(specifier),
  ) ||
  calls.some(
    ({ callee }) =>
      callee.kind === 'member' &&
      callee.object.kind === 'name' &&
      callee.object.binding === null &&
      PAGE_GLOBALS.test(callee.object.name),
  );

function programDraft(
  search: Search,
  facts: FileFacts,
  command: string | undefined,
): readonly Draft[] {
  const { judging } = search;
  const { file } = facts;
  const started = startedIn(search, facts);
  const [first] = started;
  if (first === undefined) return [];
  const functions = started.flatMap((one) => one.functions);
  const own = onlyOf(facts, functions);
  const known = programFile(judging.package(file), file);
  const isService = command === undefined && !search.isScript(file) && isServiceFile(known, facts);
  const name = command ?? own?.name ?? (isService ? known.stem : (known.script ?? known.stem));
  return [
    {
      kind: isService ? 'startup' : 'cli',
      name,
      file,
      start: own?.start ?? first.start,
      before: loadedBodies(judging, file),
      handlers: [{ file, function: 0 }, ...functions],
      limits: [],
    },
  ];
}

/** The one function of its own that a program starts; undefined for several. */
function onlyOf(
  { file, functions: all }: FileFacts,
  started: readonly FunctionPlace[],
): FunctionFact | undefined {
  const [only] = started;
  return only?.file === file && started.length === 1 ? all[only.function] : undefined;
}

const SCRIPT_FOLDER = /(^|[/_-])scripts?\//;

/** Whether a program stays and serves: by its name, by how it is started, or since it listens. */
function isServiceFile({ stem, script }: ProgramFile, { calls }: FileFacts): boolean {
  if (script !== undefined && STARTING_SCRIPT.test(script)) return true;
  if (SCRIPT_FOLDER.test(stem)) return false;
  return isServiceName(stem) || calls.some(listens);
}

interface Started {
  readonly start: number;
  readonly functions: readonly FunctionPlace[];
  readonly isSure: boolean;
}

/** What the statements of a module set going. */
function startedIn({ judging, registering }: Search, facts: FileFacts): readonly Started[] {
  const exported = new Set(
    facts.exports.flatMap(({ expression }) =>
      expression?.kind === 'call' ? [expression.call] : [],
    ),
  );
  const chainEnds = chainEndsOf(facts);
  const servers = serversIn(facts);
  const all = [...facts.calls.entries()].flatMap(([id, call]) => {
    if (call.function !== 0 || call.class !== null || registering.has(call)) return [];
    const isStatement = isUsedAlone(call, chainEnds) && !exported.has(id);
    return isStatement
      ? startedBy(judging, { facts, id, call, servers })
      : listeningIn({ facts, call, servers });
  });
  // `void main()` looks like a part of any expression, so it counts where nothing else is started.
  const sure = all.filter(({ isSure }) => isSure);
  if (all.length > 0) return sure.length > 0 ? sure : all;
  const going = facts.calls.find((call) => call.function === 0 && leadsOn(facts, call));
  return going === undefined ? [] : [{ start: going.start, functions: [], isSure: true }];
}

interface TopLevelCall {
  readonly facts: FileFacts;
  readonly id: number;
  readonly call: CallFact;
  /** Functions in which a server begins to listen. */
  readonly servers: readonly FunctionId[];
}

/** What a statement of a module sets going: a function of the repository, or a server. */
function startedBy(judging: Judging, top: TopLevelCall): readonly Started[] {
  const { facts, id, call } = top;
  if (call.form !== 'call') return [];
  const { callee, start } = call;
  const isSure = call.use !== 'other';
  if (callee.kind === 'function') {
    return [{ start, functions: [{ file: facts.file, function: callee.function }], isSure }];
  }
  const functions = judging
    .callees({ file: facts.file, call: id })
    .flatMap((value) =>
      value.kind === 'function' ? [{ file: value.file, function: value.function }] : [],
    );
  return isStart(callee) || functions.some((one) => isProgram(judging, one, call))
    ? [{ start, functions, isSure }]
    : listeningIn(top);
}

/**
 * `const server = app.listen(80)`, `connect(url).then(() => app.listen(80))`: a server is set going,
 * whatever becomes of the call's value.
 */
function listeningIn({ facts, call, servers }: Omit<TopLevelCall, 'id'>): readonly Started[] {
  const { start } = call;
  if (listens(call)) return call.use === 'variable' ? [{ start, functions: [], isSure: true }] : [];
  const functions = call.arguments.flatMap((one) =>
    one.kind === 'function' && servers.some((id) => isNestedIn(facts, id, one.function))
      ? [{ file: facts.file, function: one.function }]
      : [],
  );
  return functions.length > 0 ? [{ start, functions, isSure: true }] : [];
}

const serversIn = ({ calls }: FileFacts): readonly FunctionId[] =>
  calls.filter(listens).map((call) => call.function);

const listens = ({ callee }: CallFact): boolean =>
  callee.kind === 'member' && callee.property === 'listen';

/** `connect(url).then(async () => { … })`: goes on where something has come up, and starts or waits itself. */
function leadsOn({ functions, calls }: FileFacts, call: CallFact): boolean {
  if (call.callee.kind !== 'member' || call.callee.property !== 'then') return false;
  return call.arguments.some((one) => {
    const fact = one.kind === 'function' ? functions[one.function] : undefined;
    if (fact === undefined) return false;
    const starts = ({ callee, start, end }: CallFact): boolean =>
      fact.start <= start && end <= fact.end && isStart(callee);
    return fact.async || calls.some(starts);
  });
}

const isStart = (callee: CallFact['callee']): boolean =>
  callee.kind === 'member' && STARTS.test(callee.property ?? '');

/** Whether a call leads on: it is waited for, goes on by itself, or is called like a program. */
function isProgram(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  { use, callee }: CallFact,
): boolean {
  const fact = judging.facts(file)?.functions[id];
  if (fact === undefined) return false;
  if (fact.async || use === 'await' || use === 'receiver') return true;
  return callee.kind === 'name' && PROGRAM_NAME.test(callee.name);
}

/** Nothing but the call itself is wanted; `main().catch(exit)` is still a statement. */
function isUsedAlone(
  { use, start, end }: CallFact,
  chainEnds: ReadonlyMap<number, number>,
): boolean {
  if (use === 'statement' || use === 'await' || use === 'other') return true;
  return use === 'receiver' && (chainEnds.get(start) ?? 0) > end;
}

/** Where chains such as `main().then(log).catch(exit)` end, by where they begin. */
function chainEndsOf({ calls }: FileFacts): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const { callee, start, end } of calls) {
    if (callee.kind !== 'member' || !CONTINUES.test(callee.property ?? '')) continue;
    ends.set(start, Math.max(end, ends.get(start) ?? 0));
  }
  return ends;
}

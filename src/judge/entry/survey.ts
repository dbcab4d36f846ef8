import type { FileFacts } from '../../parse/facts.js';
import type { ExternalValue } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { decoratorCalls, mountClasses } from './decorated.js';
import { enteringCalls, enteringOn, type Entering } from './entering.js';
import { Hosts, isRouter, rootParameter } from './hosts.js';
import { noteKept } from './keeping.js';
import { limitByResult, mountBy } from './mounts.js';
import { passedByTokens, passedEverywhereBy } from './passed.js';
import { selectingBy } from './selecting.js';
import { textAt } from './texts.js';

/** What the calls of a repository do to objects of frameworks. */
export interface Survey {
  readonly hosts: Hosts;
  /** In order of files, then of the calls in them. */
  readonly entering: readonly Entering[];
}

/** Looks at every call once, and at calls in plugins once it is known what they are given. */
export function survey(judging: Judging, files: readonly FileFacts[]): Survey {
  noteKept(judging, files);
  const hosts = new Hosts(judging, (on) => prefixOf(judging, on));
  const found: Entering[] = [];
  const plugins: FunctionPlace[] = [];
  const note = (entering: Entering): void => {
    found.push(entering);
    const { mounts } = entering.action;
    if (mounts !== undefined) plugins.push(...mountBy(judging, hosts, { entering, mounts }));
    if (makesLimits(entering)) limitByResult(judging, hosts, entering);
    notePassed(judging, hosts, entering);
  };
  for (const facts of files) {
    mountClasses({ judging, hosts, facts });
    for (const entering of enteringIn(judging, facts)) note(entering);
  }
  for (const facts of files) plugins.push(...givenRouters(judging, hosts, facts));
  const seen = new Set<string>();
  for (let plugin = plugins.pop(); plugin !== undefined; plugin = plugins.pop()) {
    const key = `${plugin.file}\0${plugin.function}`;
    const on = hosts.plugin(plugin);
    if (seen.has(key) || on === undefined) continue;
    seen.add(key);
    for (const entering of inPlugin(judging, plugin, on)) note(entering);
  }
  return { hosts, entering: placedApart(judging, found.toSorted(byPlace)) };
}

/** What requests pass wherever their routes are. */
function notePassed(judging: Judging, { everywhere }: Hosts, entering: Entering): void {
  const { file } = entering.point;
  if (entering.action.passesProvided !== undefined) everywhere.addProgram(file);
  everywhere.add({ file, functions: passedEverywhereBy(judging, entering) });
  for (const one of passedByTokens(judging, entering)) everywhere.add(one);
  const selecting = selectingBy(judging, entering);
  if (selecting !== null) everywhere.add({ file, ...selecting });
}

/**
 * `routes.forEach((register) => register(app))`: a function that is an element of something has no
 * name to find this call by; it registers on what it is given here.
 */
function givenRouters(
  judging: Judging,
  hosts: Hosts,
  { file, calls, bindings }: FileFacts,
): readonly FunctionPlace[] {
  return calls.flatMap((call): readonly FunctionPlace[] => {
    const { callee } = call;
    const [given] = call.arguments;
    if (callee.kind !== 'name' || callee.binding === null || given?.kind !== 'name') return [];
    const { kind, element } = bindings[callee.binding] ?? {};
    if (kind !== 'parameter' && element !== true) return [];
    const { resolver } = judging;
    const router = resolver.evaluate(given, placeOf(file, call)).find(isRouter);
    if (router === undefined) return [];
    const functions = resolver
      .evaluate(callee, placeOf(file, call))
      .flatMap((value) => (value.kind === 'function' ? [value] : []));
    for (const one of functions) hosts.addPlugin(one, router);
    return functions;
  });
}

/** Links of a chain begin where the chain does; where several register, each has its own place. */
function placedApart(judging: Judging, all: readonly Entering[]): readonly Entering[] {
  const keyOf = ({ point, call }: Entering): string => `${point.file}\0${call.start}`;
  const counts = new Map<string, number>();
  for (const one of all) {
    if (one.action.registers === undefined) continue;
    counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  }
  return all.map((one) => {
    if ((counts.get(keyOf(one)) ?? 0) < 2) return one;
    const given = one.call.arguments.find(({ kind }) => kind === 'function');
    const functions = judging.facts(one.point.file)?.functions;
    const start = given?.kind === 'function' ? functions?.[given.function]?.start : undefined;
    return { ...one, start: start ?? one.call.end - 1 };
  });
}

function byPlace(a: Entering, b: Entering): number {
  if (a.point.file !== b.point.file) return a.point.file < b.point.file ? -1 : 1;
  return a.point.call - b.point.call;
}

function enteringIn(judging: Judging, facts: FileFacts): readonly Entering[] {
  const decorators = decoratorCalls(facts);
  return [...facts.calls.keys()].flatMap((id) =>
    decorators.has(id) ? [] : enteringCalls(judging, { file: facts.file, call: id }).filter(enters),
  );
}

const enters = ({ action, on }: Entering): boolean =>
  action.registers !== undefined ||
  action.mounts !== undefined ||
  action.passesEverywhere !== undefined ||
  action.passesProvided !== undefined ||
  action.passesSelected !== undefined ||
  makesLimits({ action, on });

/** `app.listen()`: the server that is made bounds what it serves. */
const makesLimits = ({ action: { returns = '' }, on }: Pick<Entering, 'action' | 'on'>): boolean =>
  on.client.types[returns]?.limits !== undefined;

/** Calls on the first parameter of a plugin that nothing but the mounting says the type of. */
function inPlugin(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  on: ExternalValue,
): readonly Entering[] {
  const facts = judging.facts(file);
  if (facts === undefined) return [];
  return [...facts.calls.entries()].flatMap(([callId, call]) => {
    if (call.callee.kind !== 'member') return [];
    const root = rootParameter(facts, call.callee.object);
    if (root?.function !== id || root.index !== 0) return [];
    const point = { file, call: callId };
    const isKnown = enteringCalls(judging, point).length > 0;
    return isKnown ? [] : enteringOn(judging, point, on).filter(enters);
  });
}

/** Where the path of all that is registered on a value begins. */
function prefixOf(judging: Judging, on: ExternalValue): string | null {
  const places = judging.resolver.catalog.fact(on, 'prefix');
  const [made] = on.creations;
  if (places === undefined || made === undefined) return null;
  const { file } = made.place;
  const call = judging.facts(file)?.calls.findIndex(({ start }) => start === made.start) ?? -1;
  const fact = call < 0 ? undefined : judging.call({ file, call });
  if (fact === undefined) return null;
  const entering: Entering = {
    on,
    action: {},
    member: '',
    point: { file, call },
    call: fact,
    place: made.place,
    start: made.start,
  };
  return textAt({ judging, entering }, places);
}

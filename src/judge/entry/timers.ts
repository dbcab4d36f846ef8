import type { CallFact, FileFacts, FunctionId } from '../../parse/facts.js';
import { enclosingSymbol } from '../../detect/symbols.js';
import type { CodeMap } from '../code/code-map.js';
import { contains } from '../code/code-map.js';
import { globalName, placeOf, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import { functionsOf } from './functions-of.js';
import { endsWithWork } from './timer-ends.js';

/** Knows which functions run when the program starts, rather than when work enters. */
export interface StartUp {
  readonly judging: Judging;
  /** Functions that run with work, by `file function`. */
  readonly isHandler: (place: FunctionPlace) => boolean;
  /** Methods that a framework calls at start-up. */
  readonly isHook: (place: FunctionPlace) => boolean;
}

/** Work that the program gives itself at intervals, from its start on. */
export function timerDrafts(startUp: StartUp, facts: FileFacts): readonly Draft[] {
  return [...facts.calls.keys()].flatMap((id) => {
    const call = facts.calls[id];
    const timer = call === undefined ? null : timerFunction(facts, call);
    if (call === undefined || (timer !== 'setInterval' && timer !== 'setTimeout')) return [];
    const map = startUp.judging.map(facts.file);
    return map === null ? [] : timerDraft(startUp, map, { call, timer });
  });
}

interface Timer {
  readonly call: CallFact;
  readonly timer: 'setInterval' | 'setTimeout';
}

function timerDraft(startUp: StartUp, map: CodeMap, { call, timer }: Timer): readonly Draft[] {
  const { judging } = startUp;
  const { facts } = map;
  const { file } = facts;
  const [work] = call.arguments;
  if (work === undefined || !isStarted(startUp, { file, function: call.function })) return [];
  const handlers = functionsOf(judging, work, placeOf(file, call));
  const draft = (name: string): readonly Draft[] => [
    { kind: 'cron', name: `interval ${name}`, file, start: call.start, handlers, limits: [] },
  ];
  const repeats =
    timer === 'setInterval' ? !endsWithWork(judging, map, call) : isRestarted(judging, map, call);
  if (repeats) return draft(timerName(facts, call));
  const loop = timer === 'setTimeout' ? handlers.find((one) => restarts(startUp, one)) : undefined;
  return loop === undefined ? [] : draft(functionName(judging, loop) ?? timerName(facts, call));
}

const functionName = (judging: Judging, { file, function: id }: FunctionPlace): string | null =>
  judging.facts(file)?.functions[id]?.name ?? null;

/** `setTimeout(poll, 1)` where `poll` ends with the same, and nothing else starts it. */
function restarts(startUp: StartUp, { file, function: id }: FunctionPlace): boolean {
  const { judging } = startUp;
  const map = judging.map(file);
  if (map === null) return false;
  const isAgain = (call: CallFact): boolean =>
    call.function === id &&
    timerFunction(map.facts, call) === 'setTimeout' &&
    isRestarted(judging, map, call);
  return map.facts.calls.some(isAgain) && !isStarted(startUp, { file, function: id });
}

function timerName(facts: FileFacts, call: CallFact): string {
  const symbol = enclosingSymbol(facts, call);
  return symbol === '<module>' ? facts.file.replace(/^.*\//, '').replace(/\.\w+$/, '') : symbol;
}

function timerFunction(facts: FileFacts, call: CallFact): string | null {
  const name = globalName(call);
  if (name !== null) return name;
  const { callee } = call;
  const binding =
    callee.kind === 'name' && callee.binding !== null ? facts.bindings[callee.binding] : null;
  const source = binding?.import;
  return source !== undefined && /^(node:)?timers$/.test(source.specifier) ? source.imported : null;
}

/** A timer whose end starts the function that sets it: a chain without end. */
function isRestarted(judging: Judging, map: CodeMap, call: CallFact): boolean {
  const { facts } = map;
  if (call.function === 0 || isConditional(map, call)) return false;
  const [work] = call.arguments;
  if (work === undefined) return false;
  const around: FunctionPlace = { file: facts.file, function: call.function };
  return functionsOf(judging, work, placeOf(facts.file, call)).some((one) => {
    if (one.file !== around.file) return false;
    if (one.function === around.function) return true;
    const callers = judging.resolver.index.callersOf(around.file, around.function);
    return callers.some(
      (caller) => caller.file === one.file && map.isWithinFunction(caller.function, one.function),
    );
  });
}

/** What is tried again after a failure, or only in some cases, is no work of its own. */
function isConditional(map: CodeMap, { start, function: id }: CallFact): boolean {
  const isInHandler = map
    .statements('try', id)
    .some(({ handler }) => handler !== null && contains(handler, start));
  return isInHandler || map.branchesIn(id).some((one) => contains(one, start));
}

const DEEPEST = 8;

/** Whether some chain of calls leads from the start of a program to the function. */
function isStarted(
  startUp: StartUp,
  place: FunctionPlace,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const key = `${place.file}\0${place.function}`;
  if (seen.has(key) || seen.size > DEEPEST || startUp.isHandler(place)) return false;
  if (place.function === 0 || startUp.isHook(place)) return true;
  const inner = new Set([...seen, key]);
  const from = startersOf(startUp.judging, place);
  return from === 'program' || from.some((one) => isStarted(startUp, one, inner));
}

/** Functions that run a function: around it where it is handed on, else its callers. */
function startersOf(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): 'program' | readonly FunctionPlace[] {
  const facts = judging.facts(file);
  const fact = facts?.functions[id];
  if (facts === undefined || fact === undefined) return [];
  if (fact.kind === 'constructor' && isInjected(facts, fact.class)) return 'program';
  if (fact.argumentOf !== undefined) {
    const call = facts.calls[fact.argumentOf.call];
    return call === undefined || isLaterEvent(call) ? [] : [{ file, function: call.function }];
  }
  if (isCalledInPlace(facts, id)) return [{ file, function: fact.parent ?? 0 }];
  return judging.resolver.index.callersOf(file, id);
}

const LISTENS = /^(on|once|addListener|addEventListener|prependListener)$/;
const BEGINS = /^(ready|listening|open|connect|connected|start|online|finished)$/i;

/** An event that does not belong to the start of what tells of it. */
function isLaterEvent({ callee, arguments: [event] }: CallFact): boolean {
  if (callee.kind !== 'member' || !LISTENS.test(callee.property ?? '')) return false;
  return event?.kind !== 'literal' || !BEGINS.test(String(event.value));
}

/** `(async () => { … })()`. */
const isCalledInPlace = (facts: FileFacts, id: FunctionId): boolean =>
  facts.calls.some(({ callee }) => callee.kind === 'function' && callee.function === id);

/** A class that a container makes, which it does when the program starts. */
function isInjected(facts: FileFacts, id: number | null): boolean {
  const decorators = id === null ? [] : (facts.classes[id]?.decorators ?? []);
  return decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? facts.calls[decorator.call]?.callee : decorator;
    return (
      callee?.kind === 'name' &&
      /^(injectable|service|singleton|controller|module|provide)$/i.test(callee.name)
    );
  });
}

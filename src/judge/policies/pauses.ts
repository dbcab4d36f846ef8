import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { FunctionValue } from '../../resolve/values.js';
import type { CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';

/** A wait between two attempts; without a length that could be followed, `delay` is null. */
export interface Pause {
  readonly file: string;
  readonly delay: Expression | null;
}

/** The pauses in a span of code, or why it is not known whether there are any. */
export type Pauses = readonly Pause[] | 'unknown';

const NAMED =
  /^(sleep|delay|pause|snooze)|(sleep|delay|pause|backoff)$|^wait(for)?(ms|seconds|time(out)?)?$/i;
const ENDS = /abort|reject|destroy|cancel|terminate|kill|fail/i;
const TIMER = /^setTimeout$/;

/** What is waited for in a span besides what stands in `attempt`. */
export function pausesIn(
  judging: Judging,
  map: CodeMap,
  { span, attempt }: { readonly span: Span; readonly attempt: Span | null },
): Pauses {
  const calls = map.callsWithin(span);
  const found = calls.flatMap((id) => pauseOf(judging, map, id) ?? []);
  if (found.length > 0) return found;
  const isOpen = calls.some((id) => {
    const call = map.facts.calls[id];
    if (call?.use !== 'await' || isWithin(call, attempt)) return false;
    return judging.callees({ file: map.facts.file, call: id }).length === 0;
  });
  return isOpen ? 'unknown' : [];
}

const isWithin = ({ start, end }: CallFact, span: Span | null): boolean =>
  span !== null && span.start <= start && end <= span.end;

function pauseOf(judging: Judging, map: CodeMap, id: CallId): Pause | null {
  const call = map.facts.calls[id];
  if (call === undefined) return null;
  const name = lastName(call.callee) ?? '';
  if (TIMER.test(name)) return timerPause(map, call);
  return WAITED_FOR.has(call.use) ? calledPause(judging, map, { call, id, name }) : null;
}

const WAITED_FOR: ReadonlySet<CallFact['use']> = new Set(['await', 'yield', 'return']);

interface Called {
  readonly call: CallFact;
  readonly id: CallId;
  readonly name: string;
}

/** A function that is named for waiting, or has a timer inside. */
function calledPause(judging: Judging, map: CodeMap, { call, id, name }: Called): Pause | null {
  const { file } = map.facts;
  const [given] = call.arguments;
  const isNamed = NAMED.test(name);
  const helper = judging.callees({ file, call: id }).find((value) => value.kind === 'function');
  if (helper === undefined) return isNamed ? { file, delay: given ?? null } : null;
  const inside = helperPause(judging, helper);
  if (inside === null) return null;
  if (isNamed && given !== undefined) return { file, delay: given };
  return parameterPause(inside, { file, call });
}

/** A timer that ends an attempt is no pause before the next. */
function timerPause(map: CodeMap, call: CallFact): Pause | null {
  const { file } = map.facts;
  const [run, delay = null] = call.arguments;
  if (run === undefined) return null;
  // `import { setTimeout } from 'node:timers/promises'`.
  if (isImported(call) && call.use === 'await') return { file, delay: run };
  if (settles(map, run)) return { file, delay };
  // A timer that is kept can be cleared: it ends what takes too long.
  const endsAttempt = call.use === 'variable' || namesRun(map, run).some((name) => ENDS.test(name));
  return endsAttempt ? null : { file, delay };
}

const isImported = ({ callee }: CallFact): boolean =>
  callee.kind === 'name' && callee.binding !== null;

/** Names of what a timer runs. */
function namesRun(map: CodeMap, run: Expression): readonly string[] {
  if (run.kind !== 'function') return [lastName(run) ?? ''];
  const span = map.facts.functions[run.function] ?? { start: 0, end: 0 };
  return map.callsWithin(span).map((id) => lastName(map.facts.calls[id]?.callee ?? run) ?? '');
}

/** `new Promise((resolve) => setTimeout(resolve, ms))`: the first parameter ends the wait. */
const settles = ({ facts }: CodeMap, run: Expression): boolean => {
  const names =
    run.kind === 'function'
      ? facts.calls.filter(({ function: id }) => id === run.function).map(({ callee }) => callee)
      : [run];
  return names.some((one) => {
    const binding =
      one.kind === 'name' && one.binding !== null ? facts.bindings[one.binding] : undefined;
    return binding?.kind === 'parameter' && binding.parameter === 0 && !ENDS.test(binding.name);
  });
};

interface HelperPause extends Pause {
  /** The parameter of the helper that is its length. */
  readonly parameter: number | null;
}

/** The timer in a function that is called to wait. */
function helperPause(judging: Judging, { file, function: id }: FunctionValue): HelperPause | null {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map == null || fact === undefined) return null;
  for (const inner of map.callsWithin(fact)) {
    const call = map.facts.calls[inner];
    const pause = call === undefined ? null : innerPause(map, call);
    if (pause !== null) return { ...pause, parameter: parameterOf(map, id, pause.delay) };
  }
  return null;
}

function innerPause(map: CodeMap, call: CallFact): Pause | null {
  const name = lastName(call.callee) ?? '';
  if (TIMER.test(name)) return timerPause(map, call);
  const isPause = NAMED.test(name) && call.use !== 'argument';
  return isPause ? { file: map.facts.file, delay: call.arguments[0] ?? null } : null;
}

/** The position of the parameter of a function that an expression is. */
function parameterOf({ facts }: CodeMap, id: number, delay: Expression | null): number | null {
  if (delay?.kind !== 'name' || delay.binding === null) return null;
  const { kind, function: owner, parameter } = facts.bindings[delay.binding] ?? {};
  return kind === 'parameter' && owner === id ? (parameter ?? null) : null;
}

/** What the caller hands over, where the length is a parameter. */
function parameterPause(
  { parameter, ...inside }: HelperPause,
  { file, call }: { readonly file: string; readonly call: CallFact },
): Pause {
  if (parameter === null) return inside;
  return { file, delay: call.arguments[parameter] ?? null };
}

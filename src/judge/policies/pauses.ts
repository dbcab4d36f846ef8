import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/callee-names.js';
import type { FunctionValue } from '../../resolve/values.js';
import type { CodeMap } from '../code-map.js';
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
  const { file } = map.facts;
  if (call === undefined) return null;
  const name = lastName(call.callee) ?? '';
  if (TIMER.test(name)) return timerPause(map, call);
  if (call.use !== 'await' && call.use !== 'yield' && call.use !== 'return') return null;
  const helper = judging.callees({ file, call: id }).find((value) => value.kind === 'function');
  const inside = helper === undefined ? null : helperPause(judging, helper);
  const isNamed = NAMED.test(name);
  if (inside === null) {
    if (!isNamed || helper !== undefined) return null;
    return { file, delay: call.arguments[0] ?? null };
  }
  const [given] = call.arguments;
  return isNamed && given !== undefined
    ? { file, delay: given }
    : parameterPause(inside, { file, call });
}

/** A timer that ends an attempt is no pause before the next. */
function timerPause(map: CodeMap, call: CallFact): Pause | null {
  const { file } = map.facts;
  const [run, delay] = call.arguments;
  if (call.callee.kind === 'name' && call.callee.binding !== null && call.use === 'await') {
    // `import { setTimeout } from 'node:timers/promises'`.
    return { file, delay: run ?? null };
  }
  if (run === undefined) return null;
  if (settles(map, run)) return { file, delay: delay ?? null };
  // A timer that is kept can be cleared: it ends what takes too long.
  if (call.use === 'variable') return null;
  const runs =
    run.kind === 'function'
      ? map
          .callsWithin(map.facts.functions[run.function] ?? { start: 0, end: 0 })
          .map((id) => lastName(map.facts.calls[id]?.callee ?? run) ?? '')
      : [lastName(run) ?? ''];
  return runs.some((name) => ENDS.test(name)) ? null : { file, delay: delay ?? null };
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
    const name = call === undefined ? '' : (lastName(call.callee) ?? '');
    if (call === undefined || !(TIMER.test(name) || (NAMED.test(name) && call.use !== 'argument')))
      continue;
    const pause = TIMER.test(name)
      ? timerPause(map, call)
      : { file, delay: call.arguments[0] ?? null };
    if (pause === null) continue;
    const { delay } = pause;
    const binding =
      delay?.kind === 'name' && delay.binding !== null
        ? map.facts.bindings[delay.binding]
        : undefined;
    const parameter =
      binding?.kind === 'parameter' && binding.function === id ? (binding.parameter ?? null) : null;
    return { ...pause, parameter };
  }
  return null;
}

/** What the caller hands over, where the length is a parameter. */
function parameterPause(
  { parameter, ...inside }: HelperPause,
  { file, call }: { readonly file: string; readonly call: CallFact },
): Pause {
  if (parameter === null) return inside;
  return { file, delay: call.arguments[parameter] ?? null };
}

import type { CallFact, FileFacts, FunctionId } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { endsRepetition } from './ending-repetitions.js';

/** What keeps a process going: servers, consumers, schedules. */
const KEEPS_GOING =
  /^(listen|serve|consume|subscribe|process|launch|login|schedule|watch|setInterval|createServer|start(Server|Worker|Consumer))$/;
const KEEPING_CLASS = /(Worker|Server|Consumer|CronJob|Bot|Watcher|Scheduler)$/;

/** Whether a program may serve or listen; a file that exports something may be one that others load. */
export const mayStay = ({ calls, exports }: FileFacts): boolean =>
  exports.length > 0 ||
  calls.some(({ form, callee }) =>
    (form === 'new' ? KEEPING_CLASS : KEEPS_GOING).test(lastName(callee) ?? ''),
  );

/**
 * `main().then(() => process.exit())`, or the same as a statement of the program that always runs,
 * or where its steps have come to an end; and
 * `main().finally(() => pool.end())`: without its connections it has nothing left to do.
 */
export const endsByItself = (facts: FileFacts): boolean =>
  facts.calls.some(
    (call) =>
      isExit(call) &&
      (isAlwaysRun(facts, call) || endsRepetition(facts, call)) &&
      isWhenDone(facts, call),
  ) ||
  (!facts.statements.some(isEndless) &&
    facts.calls.some((call) => isGivenBack(facts, call) && isWhenDone(facts, call)));

const GIVES_BACK = /^(end|close|disconnect|\$disconnect|destroy|quit)$/;

/** Whether a connection is given back after all work, whatever came of it. */
function isGivenBack({ calls, functions, statements }: FileFacts, call: CallFact): boolean {
  if (!GIVES_BACK.test(lastName(call.callee) ?? '')) return false;
  const { argumentOf } = functions[call.function] ?? {};
  const taker = argumentOf && calls[argumentOf.call];
  if (taker !== undefined && lastName(taker.callee) === 'finally') return true;
  return statements.some(
    (one) =>
      one.kind === 'try' &&
      one.function === call.function &&
      one.finalizer !== null &&
      one.finalizer.start <= call.start &&
      call.end <= one.finalizer.end,
  );
}

/** `while (true)`, `for (;;)`. */
const isEndless = (one: FileFacts['statements'][number]): boolean =>
  one.kind === 'loop' &&
  (one.loop === 'for' || one.loop === 'while') &&
  (one.test === null || (one.test.kind === 'literal' && Boolean(one.test.value)));

/** One that tells no failure. */
function isExit({ callee, arguments: [code] }: CallFact): boolean {
  if (callee.kind !== 'member' || callee.property !== 'exit') return false;
  if (callee.object.kind !== 'name' || callee.object.name !== 'process') return false;
  return code === undefined || (code.kind === 'literal' && code.value === 0);
}

/** What ends for want of an argument, or after a failure, ends no work. */
const isAlwaysRun = ({ statements }: FileFacts, call: CallFact): boolean =>
  !statements.some((one) => {
    if (one.function !== call.function) return false;
    const span = one.kind === 'try' ? one.handler : one.kind === 'if' ? one : null;
    return span !== null && span.start <= call.start && call.end <= span.end;
  });

function isWhenDone(facts: FileFacts, { function: id }: CallFact): boolean {
  if (id === 0) return true;
  const { parent, argumentOf } = facts.functions[id] ?? {};
  if (parent !== 0) return false;
  const taker = argumentOf === undefined ? undefined : facts.calls[argumentOf.call];
  return taker === undefined
    ? isStarted(facts, id)
    : taker.function === 0 && /^(then|finally)$/.test(lastName(taker.callee) ?? '');
}

/** Whether the program calls a function of its own when it is loaded. */
function isStarted({ calls, functions }: FileFacts, id: FunctionId): boolean {
  const name = functions[id]?.name ?? null;
  return calls.some(({ callee, function: caller }) => {
    if (caller !== 0) return false;
    return callee.kind === 'function'
      ? callee.function === id
      : callee.kind === 'name' && callee.name === name;
  });
}

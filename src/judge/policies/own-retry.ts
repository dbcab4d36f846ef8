import type { Retry } from '../../model/assessment.js';
import type { Expression } from '../../parse/facts.js';
import type { LoopFact, Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import { delayShape } from './delay-shape.js';
import { pausesIn } from './pauses.js';
import type { PolicySource } from './policy.js';

type Own = Extract<PolicySource, { by: 'loop' | 'recursion' }>;
type Waits = Pick<Retry, 'backoff' | 'delayMs' | 'maximumDelayMs' | 'jitter' | 'honoursRetryAfter'>;

/** How the repository's own repetition waits and ends. */
export function ownRetry(
  judging: Judging,
  map: CodeMap,
  source: Own,
): Waits & Pick<Retry, 'endless'> {
  const span = source.by === 'loop' ? source.loop : source.handler;
  const attempt = source.by === 'loop' ? attemptIn(map, source.loop) : null;
  const heeds = heedsRetryAfter(map, span);
  const waits = waitsIn(judging, map, { span, attempt });
  const isOpen = waits.backoff === 'unknown';
  return {
    ...waits,
    ...(source.by === 'loop' && isEndless(map, source.loop) && { endless: true }),
    // A pause that could not be followed may be what the server asks for.
    ...(heeds ? { honoursRetryAfter: true } : !isOpen && { honoursRetryAfter: false }),
  };
}

/** What a loop tries: the block of its try statement. */
const attemptIn = (map: CodeMap, loop: LoopFact): Span | null =>
  map.statements('try', loop.function).find(({ start }) => contains(loop.body, start))?.block ??
  null;

function waitsIn(
  judging: Judging,
  map: CodeMap,
  { span, attempt }: { readonly span: Span; readonly attempt: Span | null },
): Waits {
  const pauses = pausesIn(judging, map, { span, attempt });
  if (pauses === 'unknown') return { backoff: 'unknown' };
  const [first] = pauses;
  if (first === undefined) return { backoff: 'none' };
  // Of several pauses, which one follows a failure is not known.
  if (first.delay === null) return { backoff: 'unknown' };
  const shapes = pauses.flatMap(({ file, delay }) =>
    delay === null
      ? []
      : [delayShape(judging, { file, delay, round: file === map.facts.file ? span : null })],
  );
  const [shape] = shapes.toSorted((one, other) => rank(other.backoff) - rank(one.backoff));
  if (shape === undefined) return { backoff: 'unknown' };
  const isRandom = shapes.some(({ jitter }) => jitter === true);
  const jitter = isRandom ? true : shapes.every((one) => one.jitter === false) ? false : undefined;
  return {
    backoff: shape.backoff,
    ...(shape.delayMs !== undefined && { delayMs: shape.delayMs }),
    ...(shape.maximumMs !== undefined && { maximumDelayMs: shape.maximumMs }),
    ...(jitter !== undefined && { jitter }),
  };
}

const ORDER = ['unknown', 'constant', 'linear', 'exponential'] as const;
const rank = (backoff: (typeof ORDER)[number]): number => ORDER.indexOf(backoff);

/** Nothing but success leaves the loop. */
function isEndless(map: CodeMap, { test, body, loop, function: id }: LoopFact): boolean {
  const isOpen = loop !== 'for-of' && loop !== 'for-in' && (test === null || isTrue(test));
  if (!isOpen) return false;
  const branches = map.branchesIn(id).filter((one) => contains(body, one.start));
  const handlers = map
    .statements('try', id)
    .flatMap(({ handler }) => (handler !== null && contains(body, handler.start) ? [handler] : []));
  return !map.within(body, id).some((one) => {
    const leaves =
      one.kind === 'throw' ||
      one.kind === 'return' ||
      (one.kind === 'jump' && one.jump === 'break');
    if (!leaves) return false;
    const isChosen = [...branches, ...handlers].some((part) => contains(part, one.start));
    return isChosen || one.kind === 'throw';
  });
}

const isTrue = (test: Expression): boolean =>
  test.kind === 'literal' && (test.value === true || test.value === 1);

const RETRY_AFTER = /retry-?_?after/i;

/** Whether the span, or a function of the file that it calls, reads what the server asks for. */
const heedsRetryAfter = (map: CodeMap, span: Span): boolean =>
  [span, ...calledFrom(map, span)].some((one) => readsRetryAfter(map, one));

const calledFrom = (map: CodeMap, span: Span): readonly Span[] =>
  map
    .callsWithin(span)
    .flatMap((id) => lastName(map.facts.calls[id]?.callee ?? NOTHING) ?? [])
    .flatMap((name) => map.functionsNamed(name))
    .flatMap((id) => map.facts.functions[id] ?? []);

const NOTHING: Expression = { kind: 'other', what: 'nothing' };

function readsRetryAfter(map: CodeMap, span: Span): boolean {
  const { bindings } = map.facts;
  const roots = [
    ...map.callsWithin(span).flatMap((id) => {
      const call = map.facts.calls[id];
      return call === undefined ? [] : [call.callee, ...call.arguments];
    }),
    ...bindings.flatMap(({ start, value }) =>
      contains(span, start) && value !== undefined ? [value] : [],
    ),
    ...map.statements('if').flatMap(({ start, test }) => (contains(span, start) ? [test] : [])),
    ...map
      .statements('change')
      .flatMap(({ start, value }) => (contains(span, start) && value !== null ? [value] : [])),
  ];
  return (
    roots.some(namesRetryAfter) ||
    bindings.some(({ start, name }) => contains(span, start) && RETRY_AFTER.test(name))
  );
}

function namesRetryAfter(root: Expression): boolean {
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (RETRY_AFTER.test(lastName(one) ?? '')) return true;
    if (one.kind === 'literal' && RETRY_AFTER.test(String(one.value))) return true;
    pending.push(...children(one));
  }
  return false;
}

import type { Span } from '../../parse/statement-facts.js';
import type { CodeMap } from '../code/code-map.js';
import { answerOf, type AnswerRead } from './answers-read.js';
import { failedSide, failedSpan } from './answered-failures.js';
import { answersFailure, givesErrorStatus } from './error-answers.js';
import { throwsAlways } from './error-throwers.js';
import type { Handled } from './handlers.js';
import { invocationsOf } from '../code/invocations.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';

/**
 * Whether all who are given an empty answer in the place of a failure refuse it: `if (user === null)
 * throw …`. To them it is the failure itself.
 */
export function isRefusedByAll(judging: Judging, place: FunctionPlace): boolean {
  const invocations = invocationsOf(judging, place);
  return (
    invocations.length > 0 &&
    invocations.every(({ point, layers, isDetached }) => {
      return !isDetached && layers.length === 0 && isRefused(judging, point);
    })
  );
}

/** What throws: `if (!message) return` goes on without it. */
const THROWS: ReadonlySet<Handled> = new Set(['thrown-answer', 'passed-on']);

const namesNone = (): boolean => false;

/** Whether the one who asks refuses an empty answer: `const user = await load().catch(() => null); if (!user) throw …`. */
export function isRefused(judging: Judging, point: Point): boolean {
  const map = judging.map(point.file);
  const read = map === null ? null : answerOf(map, point.call, namesNone);
  if (map === null || read === null || read.wholes.length === 0) return false;
  const asked = { read: { ...read, others: read.wholes }, namesFailure: namesNone };
  const span = failedSpan(map, asked);
  const said = span === null ? null : failedSide(judging, map, asked);
  if (span === null || said === null) return false;
  return THROWS.has(said) || (said === 'reported' && isAnswered(judging, map, { read, span }));
}

interface Refusing {
  readonly read: AnswerRead;
  readonly span: Span;
}

/** `if (!user) return res.status(401).json(…)`, `if (!user) fail('no user', 422)`. */
function isAnswered(judging: Judging, map: CodeMap, { read, span }: Refusing): boolean {
  const { file } = map.facts;
  const where = { file, function: read.function };
  const exits = map.within(span, read.function);
  if (exits.some((one) => one.kind === 'return' && one.value?.kind === 'object')) return true;
  return map.callsWithin(span).some((id) => {
    const call = map.facts.calls[id];
    if (call?.function !== read.function) return false;
    return (
      givesErrorStatus(judging, call, where) &&
      (answersFailure(judging, file, call) || throwsAlways(judging, { file, call: id }))
    );
  });
}

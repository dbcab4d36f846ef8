import { KeptAnswers } from '../../text/kept-answers.js';
import type { Judging } from '../judging.js';
import { conditionsOf } from './conditions.js';
import { KnownValues } from './known-values.js';
import { pointKey, type Point } from './points.js';

/**
 * Whether a call never runs, since a test in front of it has one outcome whoever runs the function:
 * `send({ dryRun: true })` everywhere, and `if (dryRun) return`.
 */
export const isShutOff = (judging: Judging, point: Point): boolean =>
  known.of(judging, pointKey(point), () => find(judging, point));

const known = new KeptAnswers<Judging, boolean>();
const valuesOf = new WeakMap<Judging, KnownValues>();

function find(judging: Judging, point: Point): boolean {
  const map = judging.map(point.file);
  const call = judging.call(point);
  if (map === null || call === undefined) return false;
  const values = valuesOf.get(judging) ?? new KnownValues(judging);
  valuesOf.set(judging, values);
  return conditionsOf(map, call.function, call.start).some(({ test, needs }) => {
    const { mayHold, mayFail } = values.truth(test, point.file);
    // What may be neither is asked of nobody: nothing is known of it.
    return needs ? !mayHold && mayFail : !mayFail && mayHold;
  });
}

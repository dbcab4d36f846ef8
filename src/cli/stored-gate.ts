import { readBaseline } from '../config/load-baseline.js';
import { conditionsOf, gate } from '../index.js';
import type { Assessment } from '../index.js';
import { readInput } from '../io/input-file.js';
import { requireComplete } from './completeness.js';

/** How a stored assessment is gated. */
interface StoredGating {
  readonly target: string;
  readonly today: string;
  readonly failOn?: readonly string[];
  readonly baseline?: string;
  readonly package?: readonly string[];
}

/** A stored assessment as it is, or with the decision of a gate where one was asked for. */
export function gatedAnew(assessment: Assessment, gating: StoredGating) {
  const { target, today, failOn, baseline: file, package: only } = gating;
  const baseline = file === undefined ? null : readBaseline(file, readInput(file));
  const isAsked = failOn !== undefined || baseline !== null || only !== undefined;
  return {
    assessment: isAsked
      ? gate(assessment, {
          ...{ baseline, today },
          ...(failOn !== undefined && { failOn: conditionsOf(failOn) }),
          ...(only !== undefined && { only }),
        })
      : assessment,
    finish: () => {
      requireComplete(assessment.coverage, target);
    },
  };
}

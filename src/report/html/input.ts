import type { Assessment } from '../../model/assessment.js';
import type { Comparison } from '../../model/comparison.js';
import type { Rule } from '../../model/rule.js';
import type { Run } from '../../model/run.js';

/** A former state and how this one differs from it. */
export interface Former {
  readonly commit: string | undefined;
  readonly comparison: Comparison;
}

/** What a report is made from. Only the assessment is needed. */
export interface ReportInput {
  readonly assessment: Assessment;
  /** Name of what was scanned, for the title. */
  readonly title: string;
  /** YYYY-MM-DD: what ages and plans are counted from. */
  readonly today: string;
  /** Earlier runs, the oldest first. */
  readonly history: readonly Run[];
  readonly former?: Former;
  /** For their examples, where the rules that judged are at hand. */
  readonly rules: readonly Rule[];
  /** Codemods that `resilint fix` knows, so that it can be copied. */
  readonly codemods: readonly string[];
}

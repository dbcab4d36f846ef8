import type { Finding } from './finding.js';

/** A figure of two assessments; null where it has none. */
export interface Change {
  readonly title: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A declared figure, and whether it reached what a migration should reach; null where that is open. */
export interface IndicatorChange extends Change {
  readonly group: string;
  readonly reached: boolean | null;
}

/** What changed from one assessment to another. */
export interface Comparison {
  readonly score: Change;
  readonly level: Change;
  readonly areas: readonly Change[];
  /** Coverage of each criterion that has one on either side, and differs. */
  readonly criteria: readonly Change[];
  readonly indicators: readonly IndicatorChange[];
  /** Findings that nothing silences and that were not there. */
  readonly added: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly remaining: number;
}

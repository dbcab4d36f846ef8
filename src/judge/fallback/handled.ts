import type { Outcome } from '../surroundings/layers.js';

/** What a handler does with an outage: an outcome, one by throwing, or it passes the failure on. */
export type Handled = Outcome | 'thrown-answer' | 'passed-on';

/** Of several things that a handler does, the first of these decides what becomes of the failure. */
const STRENGTH: readonly Handled[] = [
  'reported',
  'thrown-answer',
  'passed-on',
  'alternative',
  'default',
];

export const strongestOf = (said: ReadonlySet<Handled | null>): Handled | null =>
  STRENGTH.find((outcome) => said.has(outcome)) ?? null;

import type { Refusal } from '../core/errors.js';

/**
 * A stretch of time in one state. Each change of state begins a new era, even back to the same
 * state. A call belongs to the era that let it in: what ends in a later one is not counted.
 */
export type Era = Closed | Open | HalfOpen | Isolated;

/** Everything is let in; while `rampFrom` is set, a growing share of it. */
export interface Closed {
  readonly kind: 'closed';
  rampFrom: number | undefined;
}

/** Nothing is let in until the reset delay is over. */
export interface Open {
  readonly kind: 'open';
  readonly until: number;
  /** The one refusal of this era, where errors are shared. */
  refusal: Refusal | undefined;
}

/** Few calls are let in to see whether the dependency works again. */
export interface HalfOpen {
  readonly kind: 'half-open';
  running: number;
  successes: number;
  probedAt: number;
}

/** Nothing is let in until somebody closes it. */
export interface Isolated {
  readonly kind: 'isolated';
}

/**
 * How calls are let in again after an outage: the share (0 to 1) of them, so many milliseconds
 * after the circuit closed. Once it is 1, the ramp is over.
 */
export type Ramp = (sinceClosedMs: number) => number;

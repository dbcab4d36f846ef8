import type { Refusal } from '../core/errors.js';
import type { BreakerStateName } from '../core/events.js';

/**
 * A stretch of time in one state. Each change of state begins a new era, even back to the same
 * state. A call belongs to the era that let it in: what ends in a later one is not counted.
 */
export interface Era {
  readonly kind: BreakerStateName;
  /**
   * When open: until when nothing is let in. When half-open: when the last probe was. When closed:
   * since when calls are let in gradually; undefined where all are.
   */
  at: number | undefined;
  /** Calls that run, and probes that succeeded. */
  running: number;
  probeSuccesses: number;
  /** The one refusal of this era, where errors are shared. */
  refusal?: Refusal;
}

/**
 * How calls are let in again after an outage: the share (0 to 1) of them, so many milliseconds
 * after the circuit closed. Once it is 1, the ramp is over.
 */
export type Ramp = (sinceClosedMs: number) => number;

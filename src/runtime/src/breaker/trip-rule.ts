/** Decides, outcome by outcome, whether a closed circuit breaker trips. Constant time and memory. */
export interface TripRule {
  /**
   * Whether `record` needs the time, or how long the call took too. Reading a clock is not free.
   * Default: neither.
   */
  readonly needs?: '' | 'time' | 'duration' | undefined;
  /** Takes note of an outcome; true to trip. `now` and `durationMs` are 0 where not needed. */
  record(failed: boolean, now: number, durationMs: number): boolean;
  /** Whether an outcome speaks against the dependency. Default: whether it failed. */
  isBad?(failed: boolean, durationMs: number): boolean;
  /** Forgets everything, or goes on from what `save` returned. */
  reset(saved?: readonly number[], now?: number): void;
  /** What it would need to go on elsewhere. */
  save(now: number): readonly number[];
}

/** Makes a rule for one breaker: settings may be shared, what was counted may not. */
export type TripRuleFactory = () => TripRule;

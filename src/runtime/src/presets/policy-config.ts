import type { Jitter } from '../core/backoff.js';

/** How to bound calls in time. */
export interface TimeoutConfig {
  /** Limit of one attempt. */
  readonly attemptMs: number;
  /** Limit of all attempts together, pauses included. Default: none. */
  readonly totalMs?: number;
}

/** How to repeat failed calls. */
export interface RetryConfig {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
  readonly factor?: number;
  readonly jitter?: Jitter;
  /** Retries as a share of calls. Default: 0.1. */
  readonly budgetShare?: number;
}

/** When to stop calling, and how to begin again. */
export interface BreakerConfig {
  readonly failureRate: number;
  readonly windowMs: number;
  readonly minimumCalls: number;
  /** First reset delay; it doubles up to `maxResetMs`. */
  readonly resetMs: number;
  readonly maxResetMs?: number;
  readonly probes?: number;
  readonly probeSuccesses?: number;
  readonly probeDeadlineMs?: number;
  readonly rampMs?: number;
  readonly observeOnly?: boolean;
}

/** How many calls may run. */
export interface BulkheadConfig {
  readonly limit: number;
  readonly queue?: number;
  readonly queueMs?: number;
}

/** What errors and values mean. */
export type OutcomeName = 'any' | 'http' | 'database' | 'grpc' | 'error-field';

/** A policy as data. What is false is left out. */
export interface PolicyConfig {
  readonly timeout: TimeoutConfig | false;
  readonly retry: RetryConfig | false;
  readonly breaker: BreakerConfig | false;
  readonly bulkhead: BulkheadConfig | false;
  readonly outcome: OutcomeName;
}

/** Part of a policy as data, over a preset. */
export type PolicyOverrides = {
  readonly [Key in keyof PolicyConfig]?: PolicyConfig[Key] extends infer Value
    ? Value extends object
      ? Partial<Value> | false
      : Value
    : never;
};

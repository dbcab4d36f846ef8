import { fullJitter, type Backoff } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { errorOf, isOwnRejection, Refusal } from '../core/errors.js';
import type { BreakerStateName } from '../core/events.js';
import { judge } from '../core/judge.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { Policy } from '../core/policy.js';
import type { Ending, Frame, Scope, Step } from '../core/scope.js';
import type { Era, Ramp } from './era.js';
import type { TripRule, TripRuleFactory } from './trip-rule.js';

interface Settings {
  /** How long it stays open, by the number of times it opened in a row. Default: up to 30 s, then doubling up to 5 min, with full jitter. */
  readonly reset: Backoff;
  /** Probes that may run at the same time while half-open. Default: 1. */
  readonly probes: number;
  /** Probes that must succeed before the circuit closes. Default: 1. */
  readonly probeSuccesses: number;
  /** When all probes hang for so long, it opens again. Default: a minute. */
  readonly probeDeadlineMs: number;
  /** Lets calls in gradually after an outage. Default: all at once. */
  readonly ramp?: Ramp | undefined;
  /** What counts as a failure of the dependency. */
  readonly outcome?: OutcomeClassifier | undefined;
  /** Changes states and tells so, but lets every call in. */
  readonly observeOnly?: boolean | undefined;
  /** Rejects all calls of one open period with one and the same error, which costs less. */
  readonly shareErrors?: boolean | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: () => number;
}

/** Settings of a circuit breaker. */
export interface CircuitBreakerOptions extends Partial<Settings> {
  readonly name?: string;
  /** What trips it. */
  readonly trip: TripRuleFactory;
}

// Shared by all breakers that set nothing else.
const defaults: Settings = {
  reset: /* @__PURE__ */ fullJitter(30_000, 300_000),
  probes: 1,
  probeSuccesses: 1,
  probeDeadlineMs: 60_000,
  clock: performance,
  random: Math.random,
};

// Of all breakers that never left it; what runs in it is not counted apart, and nobody asks.
const firstEra: Era = { kind: 'closed', at: undefined, running: 0, probeSuccesses: 0 };

/** Stops calling a dependency that fails, and finds out when it works again. */
export class CircuitBreaker extends Policy<Settings> {
  /** @internal */ era: Era = firstEra;
  /** @internal */ readonly rule: TripRule;
  /** @internal Times it opened in a row. */
  trips = 0;
  #delayMs = 0;

  constructor({ trip, ...options }: CircuitBreakerOptions) {
    super('breaker', defaults, options);
    this.rule = trip();
  }

  /** Closed, open, half-open or isolated. */
  get state(): BreakerStateName {
    return this.era.kind;
  }

  /** Lets nothing in until `close` is called. */
  isolate(): void {
    this.#enter('isolated', 0);
  }

  /** Lets everything in, as if the dependency had proved to work. */
  close(rampFrom?: number): void {
    this.trips = this.#delayMs = 0;
    this.rule.reset();
    this.#enter('closed', rampFrom);
  }

  /** Lets nothing in, for the next reset delay or for `delayMs`. */
  open(delayMs?: number): void {
    const { clock, random, reset } = this.settings;
    this.#delayMs = delayMs ?? reset(++this.trips, this.#delayMs, random);
    this.#enter('open', clock.now() + this.#delayMs);
  }

  /** Lets probes in, whatever remains of the reset delay. */
  tryAgain(): void {
    this.#enter('half-open', 0);
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const refusal = this.era.at !== undefined && this.#refuse();
    if (!refusal) return next.start(scope, new BreakerFrame(this, scope, outer));
    const { observeOnly: observed } = this.settings;
    this.emit?.('rejected', { code: refusal.code, observed });
    return observed ? next.start(scope, outer) : outer.ended('ofError', refusal);
  }

  /** @internal Counts how a call of this era ended. */
  count(failed: boolean, startedAt: number): void {
    const { era, rule, settings } = this;
    const now = rule.needs ? settings.clock.now() : 0;
    const durationMs = now - startedAt;
    if (era.kind !== 'half-open') {
      if (rule.record(failed, now, durationMs)) this.open();
    } else if (failed || rule.isBad?.(failed, durationMs)) this.open();
    else if (++era.probeSuccesses >= settings.probeSuccesses) {
      this.close(settings.ramp && settings.clock.now());
    }
  }

  #enter(kind: BreakerStateName, at?: number): void {
    const from = this.state;
    this.era = { kind, at, running: 0, probeSuccesses: 0 };
    if (from !== kind) this.emit?.('state', { from, to: kind });
  }

  /** Decides about a call while not everything is let in. */
  #refuse(): Refusal | undefined {
    const { settings } = this;
    const now = settings.clock.now();
    if (this.state === 'open' && now >= (this.era.at as number)) this.tryAgain();
    if (this.#admits(now)) return;
    const { era } = this;
    const waitMs = era.kind === 'open' ? (era.at as number) - now : undefined;
    const refusal = era.refusal ?? new Refusal(this, 'breaker-open', waitMs);
    return settings.shareErrors ? (era.refusal = refusal) : refusal;
  }

  #admits(now: number): boolean {
    const { era, settings } = this;
    const sinceMs = now - (era.at as number);
    if (era.kind === 'closed') {
      const share = settings.ramp?.(sinceMs) ?? 1;
      if (share >= 1) era.at = undefined;
      return settings.random() < share;
    }
    if (era.kind !== 'half-open') return false;
    const free = era.running < settings.probes;
    if (free) era.at = now;
    else if (sinceMs >= settings.probeDeadlineMs) this.open();
    return free;
  }
}

class BreakerFrame implements Frame {
  private readonly policy: CircuitBreaker;
  private readonly scope: Scope;
  private readonly outer: Frame;
  private readonly era: Era;
  private readonly startedAt: number;

  constructor(policy: CircuitBreaker, scope: Scope, outer: Frame) {
    this.policy = policy;
    this.scope = scope;
    this.outer = outer;
    (this.era = policy.era).running++;
    this.startedAt = policy.rule.needs === 'duration' ? policy.settings.clock.now() : 0;
  }

  ended(as: Ending, end: unknown): unknown {
    const { policy, era } = this;
    // A caller that gave up, and a policy that did not call, say nothing about the dependency.
    const silent = as === 'ofError' && (this.scope.options?.signal?.aborted || isOwnRejection(end));
    const outcome = silent ? 'ignored' : judge(policy, as, end);
    era.running--;
    try {
      // What an earlier era let in says nothing about this one.
      if (outcome !== 'ignored' && era === policy.era) {
        policy.count(outcome === 'failure', this.startedAt);
      }
    } catch (error) {
      policy.emit?.('fault', { error });
    }
    policy.emit?.(outcome, { end: errorOf(end) });
    return this.outer.ended(as, end);
  }
}

/** Makes a circuit breaker. Make one per dependency, never one per request. */
export function circuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  return new CircuitBreaker(options);
}

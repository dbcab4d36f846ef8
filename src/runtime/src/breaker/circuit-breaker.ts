import { fullJitter, type Backoff } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { errorOf, isOwnRejection, Refusal } from '../core/errors.js';
import type { BreakerStateName } from '../core/events.js';
import type { Outcome, OutcomeClassifier } from '../core/outcome.js';
import { judge, Policy } from '../core/policy.js';
import type { Frame, Scope, Step } from '../core/scope.js';
import { settingsOf } from '../core/settings.js';
import type { Era, HalfOpen, Ramp } from './era.js';
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

/** Stops calling a dependency that fails, and finds out when it works again. */
export class CircuitBreaker extends Policy {
  /** @internal */ era: Era = { kind: 'closed', rampFrom: undefined };
  /** @internal */ readonly rule: TripRule;
  /** @internal */ readonly settings: Settings;
  /** @internal Times it opened in a row. */
  trips = 0;
  #delayMs = 0;

  constructor({ name, trip, ...given }: CircuitBreakerOptions) {
    super(name);
    this.rule = trip();
    this.settings = settingsOf(defaults, given);
  }

  get kind(): 'breaker' {
    return 'breaker';
  }

  /** Closed, open, half-open or isolated. */
  get state(): BreakerStateName {
    return this.era.kind;
  }

  /** Lets nothing in until `close` is called. */
  isolate(): void {
    this.enter({ kind: 'isolated' });
  }

  /** Lets everything in, as if the dependency had proved to work. */
  close(rampFrom?: number): void {
    this.trips = this.#delayMs = 0;
    this.rule.reset();
    this.enter({ kind: 'closed', rampFrom });
  }

  /** Lets nothing in, for the next reset delay or for `delayMs`. */
  open(delayMs?: number): void {
    const { clock, random, reset } = this.settings;
    this.#delayMs = delayMs ?? reset(++this.trips, this.#delayMs, random);
    this.enter({ kind: 'open', until: clock.now() + this.#delayMs, refusal: undefined });
  }

  /** Lets probes in, whatever remains of the reset delay. */
  tryAgain(): void {
    this.enter({ kind: 'half-open', running: 0, successes: 0, probedAt: 0 });
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const { era } = this;
    if (era.kind !== 'closed' || era.rampFrom !== undefined) {
      const refusal = this.#refuse();
      if (refusal) {
        const observed = this.settings.observeOnly;
        this.emit?.('rejected', { code: refusal.code, observed });
        return observed ? next.start(scope, outer) : outer.fail(refusal);
      }
    }
    return next.start(scope, new BreakerFrame(this, scope, outer));
  }

  /** @internal Counts how a call of `era` ended. */
  settle(era: Era, outcome: Outcome, startedAt: number): void {
    // What an earlier era let in says nothing about this one.
    if (era !== this.era) return;
    if (era.kind === 'half-open') era.running--;
    if (outcome === 'ignored') return;
    const { rule, settings } = this;
    const failed = outcome === 'failure';
    const now = rule.needs ? settings.clock.now() : 0;
    if (era.kind !== 'half-open') {
      if (rule.record(failed, now, now - startedAt)) this.open();
    } else if (failed || rule.isBad?.(failed, now - startedAt)) this.open();
    else this.#probed(era);
  }

  /** @internal */
  enter(era: Era): void {
    const from = this.era.kind;
    this.era = era;
    if (from !== era.kind) this.emit?.('state', { from, to: era.kind });
  }

  #probed(era: HalfOpen): void {
    const { clock, probeSuccesses, ramp } = this.settings;
    if (++era.successes >= probeSuccesses) this.close(ramp && clock.now());
  }

  /** Decides about a call while not everything is let in. */
  #refuse(): Refusal | undefined {
    const now = this.settings.clock.now();
    if (this.era.kind === 'open' && now >= this.era.until) this.tryAgain();
    if (this.#admits(now)) return;
    const { era } = this;
    const open = era.kind === 'open' ? era : undefined;
    const refusal = open?.refusal ?? new Refusal(this, 'breaker-open', open && open.until - now);
    if (open && this.settings.shareErrors) open.refusal = refusal;
    return refusal;
  }

  #admits(now: number): boolean {
    const { era } = this;
    const { probeDeadlineMs, probes, ramp, random } = this.settings;
    if (era.kind === 'closed') {
      const share = ramp?.(now - (era.rampFrom ?? 0)) ?? 1;
      if (share >= 1) era.rampFrom = undefined;
      return random() < share;
    }
    if (era.kind !== 'half-open') return false;
    if (era.running < probes) {
      era.running++;
      era.probedAt = now;
      return true;
    }
    if (now >= era.probedAt + probeDeadlineMs) this.open();
    return false;
  }
}

class BreakerFrame implements Frame {
  readonly #breaker: CircuitBreaker;
  readonly #scope: Scope;
  readonly #outer: Frame;
  readonly #era: Era;
  readonly #startedAt: number;

  constructor(breaker: CircuitBreaker, scope: Scope, outer: Frame) {
    this.#breaker = breaker;
    this.#scope = scope;
    this.#outer = outer;
    this.#era = breaker.era;
    this.#startedAt = breaker.rule.needs === 'duration' ? breaker.settings.clock.now() : 0;
  }

  succeed(value: unknown): unknown {
    this.settle('ofValue', value);
    return this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    this.settle('ofError', reason);
    return this.#outer.fail(reason);
  }

  private settle(ask: keyof OutcomeClassifier, end: unknown): void {
    const breaker = this.#breaker;
    // A caller that gave up, and a policy that did not call, say nothing about the dependency.
    const silent =
      ask === 'ofError' && (this.#scope.options?.signal?.aborted || isOwnRejection(end));
    const outcome = silent ? 'ignored' : judge(breaker, breaker.settings.outcome, ask, end);
    try {
      breaker.settle(this.#era, outcome, this.#startedAt);
    } catch (error) {
      breaker.emit?.('fault', { error });
    }
    breaker.emit?.(outcome, { end: errorOf(end) });
  }
}

/** Makes a circuit breaker. Make one per dependency, never one per request. */
export function circuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  return new CircuitBreaker(options);
}

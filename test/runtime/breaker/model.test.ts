import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circuitBreaker, consecutive } from '@resilint/runtime';
import type { CircuitBreaker } from '@resilint/runtime';
import { FakeClock, settle } from '../support/fake-clock.js';

// How many sequences are tried; the long run asks for more: RUNTIME_MODEL_RUNS=100000.
const runs = Number(process.env['RUNTIME_MODEL_RUNS'] ?? 400);

const limit = 3;
const resetMs = 100;
const probes = 2;
const successes = 2;
const probeDeadlineMs = 50;

/** What a breaker must do, written as plainly as possible: whole histories instead of counters. */
class Model {
  state: 'closed' | 'open' | 'half-open' = 'closed';
  now = 0;
  openedAt = 0;
  trips = 0;
  /** Outcomes in the present period. */
  outcomes: boolean[] = [];
  /** The running calls, with the period that let them in and since when they run. */
  calls: { id: number; period: number; since: number }[] = [];
  period = 0;

  /** Whether a call that comes now is let in. */
  arrives(id: number): boolean {
    if (this.state === 'open' && this.now >= this.openedAt + resetMs * this.trips) {
      this.change('half-open');
    }
    if (this.state === 'open') return false;
    if (this.state === 'half-open') {
      const running = this.calls.filter(({ period }) => period === this.period);
      const latest = Math.max(...running.map(({ since }) => since), this.latestProbe);
      if (running.length >= probes) {
        if (this.now >= latest + probeDeadlineMs) this.trip();
        return false;
      }
      this.latestProbe = this.now;
    }
    this.calls.push({ id, period: this.period, since: this.now });
    return true;
  }
  private latestProbe = -Infinity;

  ends(id: number, succeeded: boolean): void {
    const call = this.calls.find((running) => running.id === id)!;
    this.calls = this.calls.filter((running) => running !== call);
    if (call.period !== this.period) return;
    this.outcomes.push(succeeded);
    if (
      this.state === 'closed' &&
      this.outcomes.slice(-limit).filter((ok) => !ok).length === limit
    ) {
      this.trip();
    } else if (this.state === 'half-open' && !succeeded) {
      this.trip();
    } else if (this.state === 'half-open' && this.outcomes.length === successes) {
      this.trips = 0;
      this.change('closed');
    }
  }

  private trip(): void {
    this.trips++;
    this.openedAt = this.now;
    this.change('open');
  }

  private change(state: Model['state']): void {
    this.state = state;
    this.period++;
    this.outcomes = [];
    this.latestProbe = -Infinity;
  }
}

interface Real {
  readonly breaker: CircuitBreaker;
  readonly clock: FakeClock;
  readonly ends: Map<number, (succeeds: boolean) => void>;
  calls: number;
}

class Arrive implements fc.AsyncCommand<Model, Real> {
  readonly check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    const id = ++real.calls;
    let started = false;
    const outcome = real.breaker.execute(() => {
      started = true;
      return new Promise<void>((resolve, reject) => {
        real.ends.set(id, (succeeds) => {
          if (succeeds) resolve();
          else reject(new Error('down'));
        });
      });
    });
    outcome.catch(() => undefined);
    expect(started).toBe(model.arrives(id));
    await Promise.resolve();
    expect(real.breaker.state).toBe(model.state);
  }

  readonly toString = (): string => 'a call arrives';
}

/** Several calls end before any of their callers hears of it. */
class End implements fc.AsyncCommand<Model, Real> {
  readonly picks: readonly (readonly [index: number, succeeds: boolean])[];

  constructor(picks: readonly (readonly [number, boolean])[]) {
    this.picks = picks;
  }

  readonly check = (model: Readonly<Model>): boolean => model.calls.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    for (const [index, succeeds] of this.picks) {
      const call = model.calls[index % Math.max(1, model.calls.length)];
      if (call === undefined) continue;
      real.ends.get(call.id)!(succeeds);
      model.ends(call.id, succeeds);
    }
    await settle();
    expect(real.breaker.state).toBe(model.state);
  }

  readonly toString = (): string => `calls end: ${JSON.stringify(this.picks)}`;
}

class Wait implements fc.AsyncCommand<Model, Real> {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  readonly check = (): boolean => true;

  run(model: Model, real: Real): Promise<void> {
    model.now += this.ms;
    real.clock.sleep(this.ms);
    return Promise.resolve();
  }

  readonly toString = (): string => `${this.ms} ms pass`;
}

describe('a circuit breaker', () => {
  it(
    'does what the model does, whatever comes in whatever order',
    async () => {
      const commands = fc.commands(
        [
          fc.constant(new Arrive()),
          fc
            .array(fc.tuple(fc.nat(9), fc.boolean()), { minLength: 1, maxLength: 4 })
            .map((picks) => new End(picks)),
          fc.constant(new End([[0, false]])),
          fc.constantFrom(1, 49, 50, 99, 100, 300).map((ms) => new Wait(ms)),
        ],
        { maxCommands: 40, size: 'max' },
      );
      const property = fc.asyncProperty(commands, async (sequence) => {
        const setup = (): { model: Model; real: Real } => {
          const clock = new FakeClock();
          const breaker = circuitBreaker({
            trip: consecutive(limit),
            reset: (attempt) => attempt * resetMs,
            probes,
            probeSuccesses: successes,
            probeDeadlineMs,
            clock,
          });
          return { model: new Model(), real: { breaker, clock, ends: new Map(), calls: 0 } };
        };
        await fc.asyncModelRun(setup, sequence);
      });
      await fc.assert(property, { numRuns: runs });
    },
    10 * 60_000,
  );
});

import { describe, expect, it } from 'vitest';
import { anyOf, consecutive, listen, slowCallRate } from '@resilint/runtime';
import type { CircuitBreakerOptions } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { settle } from '../support/fake-clock.js';
import { breakerWith, trip } from '../support/tripped-breaker.js';

describe('a half-open circuit breaker', () => {
  async function halfOpen(options: Partial<CircuitBreakerOptions> = {}) {
    const made = breakerWith(options);
    await trip(made.breaker);
    made.clock.sleep(1_000);
    return made;
  }

  it('lets in as many probes at a time as are permitted, and rejects the others', async () => {
    const { breaker } = await halfOpen({ probes: 2, probeSuccesses: 3 });
    const probe = new ControlledCall();
    const calls = [1, 2, 3].map(() => outcomeOf(breaker.execute(probe.body)));
    await settle();
    expect(calls.map(({ state }) => state)).toEqual(['pending', 'pending', 'rejected']);
    expect(calls[2]!.value).toMatchObject({ state: 'half-open', retryAfterMs: undefined });
    expect(breaker.state).toBe('half-open');
  });

  it('closes after the wanted number of successes', async () => {
    const { breaker } = await halfOpen({ probeSuccesses: 3 });
    await breaker.execute(succeed);
    await breaker.execute(succeed);
    expect(breaker.state).toBe('half-open');
    await breaker.execute(succeed);
    expect(breaker.state).toBe('closed');
  });

  it('opens again at the first failed probe', async () => {
    const { breaker } = await halfOpen({ probeSuccesses: 3 });
    await breaker.execute(succeed);
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('open');
  });

  it('gives back the permit of a probe that says nothing', async () => {
    const { breaker } = await halfOpen({
      outcome: { ofError: (error) => (error === 404 ? 'ignored' : 'failure') },
    });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    await breaker.execute(() => Promise.reject(404)).catch(() => undefined);
    expect(breaker.state).toBe('half-open');
    expect(await breaker.execute(succeed)).toBe('value');
    expect(breaker.state).toBe('closed');
  });

  it('opens again when all probes hang for too long', async () => {
    const { breaker, clock } = await halfOpen({ probeDeadlineMs: 500 });
    const hung = new ControlledCall();
    const outcome = outcomeOf(breaker.execute(hung.body));
    clock.sleep(499);
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ state: 'half-open' });
    clock.sleep(1);
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ state: 'open' });
    clock.sleep(1_000);
    expect(await breaker.execute(succeed)).toBe('value');
    expect(breaker.state).toBe('closed');
    hung.fail(new Error('at last'));
    await settle();
    expect(outcome.state).toBe('rejected');
    expect(breaker.state).toBe('closed');
  });

  it('judges a slow probe like its rule does', async () => {
    const { breaker, clock } = breakerWith({
      trip: anyOf(consecutive(1), slowCallRate({ slowMs: 100 })),
    });
    await trip(breaker);
    clock.sleep(1_000);
    const slow = new ControlledCall();
    const outcome = outcomeOf(breaker.execute(slow.body));
    clock.sleep(101);
    slow.succeed('slow');
    await settle();
    expect(outcome.state).toBe('resolved');
    expect(breaker.state).toBe('open');
  });

  it('lets calls in gradually when it has a ramp', async () => {
    let random = 0.5;
    const { breaker, clock } = await halfOpen({
      ramp: (sinceMs) => sinceMs / 1_000,
      random: () => random,
    });
    await breaker.execute(succeed);
    expect(breaker.state).toBe('closed');
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ state: 'closed' });
    clock.sleep(501);
    expect(await breaker.execute(succeed)).toBe('value');
    random = 0.999;
    await expect(breaker.execute(succeed)).rejects.toThrow();
    clock.sleep(499);
    expect(await breaker.execute(succeed)).toBe('value');
    clock.sleep(-900);
    // The ramp is over for good.
    expect(await breaker.execute(succeed)).toBe('value');
  });

  it('has its ramp at time zero too', async () => {
    const { breaker, clock } = await halfOpen({ ramp: () => 0.5, random: () => 0.9 });
    await breaker.execute(() => {
      clock.sleep(-clock.now());
    });
    expect(breaker.state).toBe('closed');
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ state: 'closed' });
  });

  it('can trip while the ramp goes on', async () => {
    const { breaker } = await halfOpen({ ramp: () => 0.5, random: () => 0.4 });
    await breaker.execute(succeed);
    await trip(breaker);
    expect(breaker.state).toBe('open');
  });
});

describe('a circuit breaker', () => {
  it('lets nothing in while it is isolated, until it is closed by hand', async () => {
    const { breaker, clock } = breakerWith();
    breaker.isolate();
    clock.sleep(1e9);
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ state: 'isolated' });
    breaker.close();
    expect(await breaker.execute(succeed)).toBe('value');
  });

  it('opens by hand for a given time', async () => {
    const { breaker, clock } = breakerWith();
    breaker.open(50);
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ retryAfterMs: 50 });
    clock.sleep(50);
    expect(await breaker.execute(succeed)).toBe('value');
  });

  it('forgets failures when it closes', async () => {
    const { breaker } = breakerWith();
    await breaker.execute(fail).catch(() => undefined);
    breaker.close();
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('closed');
  });

  it('only tells what it would do when it observes', async () => {
    const { breaker } = breakerWith({ observeOnly: true });
    const rejected: unknown[] = [];
    listen(breaker, (event) => rejected.push(event.observed), 'rejected');
    await trip(breaker);
    expect(await breaker.execute(succeed)).toBe('value');
    await expect(breaker.execute(fail)).rejects.toThrow('down');
    expect(breaker.state).toBe('open');
    expect(rejected).toEqual([true, true]);
  });

  it('tells its listeners of every change of state', async () => {
    const { breaker, clock } = breakerWith();
    const changes: string[] = [];
    listen(breaker, ({ from, to }) => changes.push(`${from} to ${to}`), 'state');
    await trip(breaker);
    clock.sleep(1_000);
    await breaker.execute(succeed);
    breaker.isolate();
    expect(changes).toEqual([
      'closed to open',
      'open to half-open',
      'half-open to closed',
      'closed to isolated',
    ]);
  });

  it.each(['probes', 'probeSuccesses', 'probeDeadlineMs'])('refuses a %s of nothing', (name) => {
    expect(() => breakerWith({ [name]: 0 })).toThrow(RangeError);
    expect(() => breakerWith({ [name]: Number.NaN })).toThrow(`${name} cannot be NaN`);
  });
});

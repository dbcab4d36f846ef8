import { describe, expect, it } from 'vitest';
import { listen, retry } from '@resilint/runtime';
import { FakeClock } from '../support/fake-clock.js';

describe('a retry that gives up', () => {
  const down = (): Promise<never> => Promise.reject(new Error('down'));
  const asking = (ms: number) => (): Promise<never> =>
    Promise.reject(Object.assign(new Error('busy'), { retryAfterMs: ms }));

  it.each([
    { why: 'attempts', settings: { attempts: 1 }, body: down },
    { why: 'write', body: down, options: { effect: 'write' as const } },
    { why: 'retry-after', settings: { maxRetryAfterMs: 10 }, body: asking(11) },
    {
      why: 'budget',
      settings: { budget: { deposit: () => undefined, withdraw: () => false } },
      body: down,
    },
  ])('says that it is because of $why', async ({ why, settings, body, options }) => {
    const policy = retry({ attempts: 2, ...settings });
    const reasons: string[] = [];
    listen(policy, (event) => reasons.push(event.why), 'exhausted');
    await policy.execute(body, options).catch(() => undefined);
    expect(reasons).toEqual([why]);
  });

  it('says that the caller gave up', async () => {
    const caller = new AbortController();
    const policy = retry();
    const reasons: string[] = [];
    listen(policy, (event) => reasons.push(event.why), 'exhausted');
    const body = (): Promise<never> => {
      caller.abort();
      return down();
    };
    await policy.execute(body, { signal: caller.signal }).catch(() => undefined);
    expect(reasons).toEqual(['aborted']);
  });

  it('does not give up when it is asked to wait for as long as it may', async () => {
    const clock = new FakeClock();
    const policy = retry({ attempts: 2, maxRetryAfterMs: 10, backoff: () => 0, clock });
    const delays: number[] = [];
    listen(policy, (event) => delays.push(event.delayMs), 'retry');
    void policy.execute(asking(10)).catch(() => undefined);
    await clock.advance(20);
    expect(delays).toEqual([10]);
  });

  it('takes a refusal that was handed out as a value for a value', async () => {
    const clock = new FakeClock();
    const refusal = Object.assign(new Error('no'), {
      [Symbol.for('@resilint/runtime.error')]: 'breaker-open',
    });
    const outcome = { ofValue: () => 'failure' as const };
    let calls = 0;
    const policy = retry({ attempts: 2, outcome, backoff: () => 1, clock });
    void policy.execute(() => {
      calls++;
      return refusal;
    });
    await clock.advance(10);
    expect(calls).toBe(2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  isPolicyError,
  listen,
  resultOf,
  retry,
  timeout,
} from '@resilint/runtime';
import { FakeClock, settle } from './support/fake-clock.js';

// How many schedules are tried; the long run asks for more: RUNTIME_MODEL_RUNS=100000.
const runs = Number(process.env['RUNTIME_MODEL_RUNS'] ?? 300);
const minutes = 10 * 60_000;

const down = new Error('down');

/** How one call goes: whether it fails, and what its caller does meanwhile. */
const calls = fc.array(fc.record({ fails: fc.boolean(), aborts: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});

describe('in whatever order microtasks run', () => {
  it(
    'a breaker counts the outcomes in the order in which they happened, and none twice',
    async () => {
      const property = fc.asyncProperty(fc.scheduler(), calls, async (scheduler, sequence) => {
        const breaker = circuitBreaker({ trip: consecutive(3), reset: () => 1e9 });
        const ended: boolean[] = [];
        const heard: string[] = [];
        listen(breaker, ({ type }) => heard.push(type));
        const outcomes = sequence.map(({ fails }, index) =>
          resultOf(breaker, () =>
            scheduler.schedule(Promise.resolve(), `call ${index}`).then(() => {
              ended.push(fails);
              if (fails) throw down;
              return index;
            }),
          ),
        );
        await scheduler.waitFor(Promise.all(outcomes));
        // As the model has it: three failures in a row open, and what ends later counts no more.
        const trips = ended.findIndex(
          (_, at) => at >= 2 && ended.slice(at - 2, at + 1).every(Boolean),
        );
        expect(breaker.state).toBe(trips === -1 ? 'closed' : 'open');
        expect(heard.filter((type) => type === 'state')).toHaveLength(trips === -1 ? 0 : 1);
        expect(heard.filter((type) => type !== 'state')).toEqual(
          ended.map((failed) => (failed ? 'failure' : 'success')),
        );
        const answers = await Promise.all(outcomes);
        expect(answers.map(({ ok }) => ok)).toEqual(sequence.map(({ fails }) => !fails));
      });
      await fc.assert(property, { numRuns: runs });
    },
    minutes,
  );

  it(
    'a whole stack settles every call once, gives back every permit, and exceeds no limit',
    async () => {
      const property = fc.asyncProperty(
        fc.scheduler(),
        calls,
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, sequence, limit) => {
          const clock = new FakeClock();
          const permits = bulkhead({ limit, queue: 4, queueMs: 50, clock });
          const breaker = circuitBreaker({ trip: consecutive(4), reset: () => 20, clock });
          const policy = compose(
            retry({ attempts: 2, backoff: () => 5, clock }),
            breaker,
            timeout({ limit: 40, clock }),
            permits,
          );
          let working = 0;
          let settled = 0;
          for (const { fails, aborts } of sequence) {
            const caller = new AbortController();
            const outcome = policy.execute(
              async () => {
                expect(++working).toBeLessThanOrEqual(limit);
                await scheduler.schedule(Promise.resolve(), 'work');
                working--;
                if (fails) throw down;
              },
              { signal: caller.signal },
            );
            const count = (error?: unknown): void => {
              settled++;
              const known = error === undefined || error === down || error === 'gave up';
              expect(known || isPolicyError(error)).toBe(true);
            };
            outcome.then(() => {
              count();
            }, count);
            if (aborts) {
              void scheduler.schedule(Promise.resolve(), 'abort').then(() => {
                caller.abort('gave up');
              });
            }
          }
          for (let round = 0; settled < sequence.length && round < 100; round++) {
            while (scheduler.count() > 0) await scheduler.waitNext(1);
            await clock.advance(10);
          }
          while (scheduler.count() > 0) await scheduler.waitNext(1);
          await settle();
          expect(settled).toBe(sequence.length);
          expect([working, permits.running, permits.queued]).toEqual([0, 0, 0]);
          await clock.advance(1_000);
          expect(clock.timers.size).toBe(0);
        },
      );
      await fc.assert(property, { numRuns: runs });
    },
    minutes,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkhead, compose, timeout } from '@resilint/runtime';
import { FakeClock, settle } from '../support/fake-clock.js';

const runs = Number(process.env['RUNTIME_MODEL_RUNS'] ?? 300);

type Step =
  | { readonly kind: 'arrive' }
  | { readonly kind: 'end'; readonly which: number; readonly succeeds: boolean }
  | { readonly kind: 'abort'; readonly which: number }
  | { readonly kind: 'wait'; readonly ms: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'arrive' }),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(20), succeeds: fc.boolean() }),
  fc.record({ kind: fc.constant('abort' as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 10, 60) }),
);

describe('a bulkhead', () => {
  it(
    'never exceeds its limits, keeps the order, and settles every call, whatever happens',
    async () => {
      const settings = fc.record({ limit: fc.integer({ min: 1, max: 3 }), queue: fc.nat(4) });
      const property = fc.asyncProperty(
        settings,
        fc.array(steps, { maxLength: 60, size: 'max' }),
        async ({ limit, queue }, sequence) => {
          const clock = new FakeClock();
          const permits = bulkhead({ limit, queue, queueMs: 50, clock });
          const policy = compose(permits, timeout({ limit: 40, clock }));
          const ends: ((succeeds: boolean) => void)[] = [];
          const callers: AbortController[] = [];
          const started: number[] = [];
          let working = 0;
          let settled = 0;

          const arrive = (): void => {
            const number = callers.length;
            const caller = new AbortController();
            callers.push(caller);
            const body = (): Promise<void> => {
              started.push(number);
              expect(++working).toBeLessThanOrEqual(limit);
              return new Promise<void>((resolve, reject) => {
                ends.push((succeeds) => {
                  if (succeeds) resolve();
                  else reject(new Error('down'));
                });
              }).finally(() => working--);
            };
            const count = (): void => {
              settled++;
            };
            policy.execute(body, { signal: caller.signal }).then(count, count);
          };

          for (const step of sequence) {
            if (step.kind === 'arrive') arrive();
            else if (step.kind === 'wait') await clock.advance(step.ms);
            else if (step.kind === 'abort') callers[step.which]?.abort();
            else ends[step.which]?.(step.succeeds);
            expect(permits.queued).toBeLessThanOrEqual(queue);
            expect(permits.running).toBeLessThanOrEqual(limit);
            await settle();
            expect(permits.running).toBe(working);
            expect(permits.queued === 0 || permits.running === limit).toBe(true);
          }
          // Everybody who got in got in before everybody who came later.
          expect(started).toEqual([...started].sort((a, b) => a - b));
          await clock.advance(1_000);
          for (let round = 0; round <= callers.length; round++) {
            for (const end of ends) end(true);
            await clock.advance(100);
          }
          expect(settled).toBe(callers.length);
          expect([permits.running, permits.queued]).toEqual([0, 0]);
        },
      );
      await fc.assert(property, { numRuns: runs });
    },
    10 * 60_000,
  );
});

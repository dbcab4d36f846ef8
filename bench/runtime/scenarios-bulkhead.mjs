// @ts-nocheck: speaks to libraries that have no types here.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  barging,
  busy,
  cockatielBreaker,
  leaves,
  opossumBreaker,
  ourBreaker,
  quietly,
} from './scenario-tools.mjs';

export const bulkheadScenarios = [
  {
    title: 'a full bulkhead is not a failure of the dependency',
    async ours(lib) {
      const breaker = ourBreaker(lib);
      const policy = lib.compose(breaker, lib.bulkhead(1));
      await Promise.all(Array.from({ length: 6 }, () => quietly(policy.execute(() => sleep(5)))));
      return breaker.state === 'closed';
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, () => sleep(5), { capacity: 1, volumeThreshold: 2 });
      await Promise.all(Array.from({ length: 6 }, () => quietly(breaker.fire())));
      const { closed } = breaker;
      breaker.shutdown();
      return closed;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      const policy = lib.wrap(breaker, lib.bulkhead(1));
      await Promise.all(Array.from({ length: 6 }, () => quietly(policy.execute(() => sleep(5)))));
      return breaker.state === lib.CircuitState.Closed;
    },
  },
  {
    title: 'no more calls run than there are permits, also after timeouts',
    async ours(lib) {
      const work = busy();
      const policy = lib.compose(lib.bulkhead(2), lib.timeout(10));
      for (let call = 0; call < 16; call++) await quietly(policy.execute(work.body));
      await work.over();
      return work.most <= 2;
    },
    async opossum(opossum) {
      const work = busy();
      const breaker = opossumBreaker(opossum, work.body, {
        timeout: 10,
        capacity: 2,
        volumeThreshold: 99,
      });
      for (let call = 0; call < 16; call++) await quietly(breaker.fire());
      await work.over();
      breaker.shutdown();
      return work.most <= 2;
    },
    async cockatiel(lib) {
      const work = busy();
      const policy = lib.wrap(lib.bulkhead(2), lib.timeout(10, lib.TimeoutStrategy.Aggressive));
      for (let call = 0; call < 16; call++) await quietly(policy.execute(work.body));
      await work.over();
      return work.most <= 2;
    },
  },
  {
    title: 'a newcomer does not overtake whoever waits longest',
    async ours(lib) {
      const policy = lib.bulkhead({ limit: 1, queue: 2 });
      return barging((body) => policy.execute(body));
    },
    async opossum() {
      return undefined;
    },
    async cockatiel(lib) {
      const policy = lib.bulkhead(1, 2);
      return barging((body) => policy.execute(body));
    },
  },
  {
    title: 'a caller who gives up leaves the queue at once',
    async ours(lib) {
      const policy = lib.bulkhead({ limit: 1, queue: 1 });
      return leaves((body, signal) => policy.execute(body, { signal }));
    },
    async opossum() {
      return undefined;
    },
    async cockatiel(lib) {
      const policy = lib.bulkhead(1, 1);
      return leaves((body, signal) => policy.execute(body, signal));
    },
  },
  {
    title: 'a bulkhead tells of what it rejects and of what waits',
    async ours(lib) {
      const told = [];
      const policy = lib.bulkhead({ limit: 1, queue: 1 });
      lib.listen(policy, ({ type }) => told.push(type));
      await Promise.all([1, 2, 3].map(() => quietly(policy.execute(() => sleep(1)))));
      return told.includes('queued') && told.includes('rejected');
    },
    async opossum(opossum) {
      const told = [];
      const breaker = opossumBreaker(opossum, () => sleep(1), { capacity: 1 });
      breaker.on('semaphoreLocked', () => told.push('rejected'));
      await Promise.all([1, 2].map(() => quietly(breaker.fire())));
      breaker.shutdown();
      return told.includes('rejected');
    },
    async cockatiel(lib) {
      const told = [];
      const policy = lib.bulkhead(1, 1);
      policy.onSuccess(() => told.push('success'));
      policy.onReject(() => told.push('rejected'));
      await Promise.all([1, 2, 3].map(() => quietly(policy.execute(() => sleep(1)))));
      return told.includes('success') && told.includes('rejected');
    },
  },
];

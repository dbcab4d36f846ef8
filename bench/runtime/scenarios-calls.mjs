// @ts-nocheck: speaks to libraries that have no types here.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cockatielBreaker,
  controlledSignal,
  down,
  endsWith,
  opossumBreaker,
  ourBreaker,
  quietly,
} from './scenario-tools.mjs';

export const callsScenarios = [
  {
    title: 'a call that times out aborts no other call',
    async ours({ timeout }) {
      const limit = timeout(30);
      const other = controlledSignal();
      const slow = timeout(1_000).execute(other.body);
      await quietly(limit.execute(() => new Promise(() => {})));
      const aborted = other.signal.aborted;
      other.end();
      await slow;
      return !aborted;
    },
    async opossum(opossum) {
      const signals = [];
      const abortController = new AbortController();
      const breaker = new opossum(
        (ms) => {
          signals.push(abortController.signal.aborted);
          return sleep(ms);
        },
        { timeout: 30, abortController, volumeThreshold: 100 },
      );
      await quietly(breaker.fire(60));
      // The next call, while the breaker is closed.
      await quietly(breaker.fire(1));
      breaker.shutdown();
      return signals[1] === false;
    },
    async cockatiel({ timeout, TimeoutStrategy }) {
      const long = timeout(1_000, TimeoutStrategy.Cooperative);
      const other = controlledSignal();
      const slow = long.execute((context) => other.body({ signal: context.signal ?? context }));
      const limit = timeout(30, TimeoutStrategy.Aggressive);
      await quietly(limit.execute(() => new Promise(() => {})));
      const aborted = other.signal.aborted;
      other.end();
      await slow;
      return !aborted;
    },
  },
  {
    title: 'a listener that throws does not turn a success into a failure',
    async ours(lib) {
      const breaker = ourBreaker(lib);
      lib.listen(
        breaker,
        () => {
          throw new Error('bug');
        },
        'success',
      );
      return (await quietly(breaker.execute(() => 1))) === 'resolved';
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, () => Promise.resolve(1));
      breaker.on('success', () => {
        throw new Error('bug');
      });
      const outcome = await quietly(breaker.fire());
      breaker.shutdown();
      return outcome === 'resolved';
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      breaker.onSuccess(() => {
        throw new Error('bug');
      });
      return (await quietly(breaker.execute(() => 1))) === 'resolved';
    },
  },
  {
    title: 'a synchronous function that returns nothing is a success',
    async ours(lib) {
      return (await quietly(ourBreaker(lib).execute(() => undefined))) === 'resolved';
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, () => undefined);
      const outcome = await quietly(breaker.fire());
      breaker.shutdown();
      return outcome === 'resolved';
    },
    async cockatiel(lib) {
      return (await quietly(cockatielBreaker(lib).execute(() => undefined))) === 'resolved';
    },
  },
  {
    title: 'by default one failed call opens nothing, and a cache loads once for all who ask',
    async ours({ cache, circuitBreaker, timeWindow }) {
      const breaker = circuitBreaker({ trip: timeWindow() });
      await quietly(breaker.execute(down));
      let loads = 0;
      const load = () => sleep(5).then(() => ++loads);
      const values = cache({ ttlMs: 1_000 });
      await Promise.all(Array.from({ length: 50 }, () => values.get('key', load)));
      return breaker.state === 'closed' && loads === 1;
    },
    async opossum(opossum) {
      const breaker = new opossum(down);
      await quietly(breaker.fire());
      let loads = 0;
      const cached = new opossum(() => sleep(5).then(() => ++loads), { cache: true });
      await Promise.all(Array.from({ length: 50 }, () => cached.fire()));
      const { closed } = breaker;
      breaker.shutdown();
      cached.shutdown();
      return closed && loads === 1;
    },
    async cockatiel() {
      // It has no cache, and every breaker must be given its limits.
      return undefined;
    },
  },
  {
    title: 'a listener or classifier that throws at a failure leaves the call its own error',
    async ours(lib) {
      const buggy = () => {
        throw new Error('bug');
      };
      const breaker = ourBreaker(lib, { outcome: { ofError: buggy } });
      lib.listen(breaker, buggy, 'failure');
      return endsWith('down', breaker.execute(down));
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, down, {
        errorFilter: () => {
          throw new Error('bug');
        },
      });
      const kept = await endsWith('down', breaker.fire());
      breaker.shutdown();
      return kept;
    },
    async cockatiel(lib) {
      const policy = lib.handleWhen(() => {
        throw new Error('bug');
      });
      const breaker = lib.circuitBreaker(policy, {
        halfOpenAfter: 30,
        breaker: new lib.ConsecutiveBreaker(2),
      });
      return endsWith('down', breaker.execute(down));
    },
  },
  {
    title: 'backoff grows by its factor, and no signal aborts because its call succeeded',
    async ours(lib) {
      const backoff = lib.exponential({ baseMs: 100, maxMs: 1e6, factor: 3, jitter: 'none' });
      const delays = [1, 2, 3].map((attempt) => backoff(attempt, 0, Math.random));
      let signal;
      await lib.timeout(1_000).execute((context) => {
        signal = context.signal;
        return 1;
      });
      return delays.join() === '100,300,900' && !signal.aborted;
    },
    async opossum(opossum) {
      // It has no backoff.
      const abortController = new AbortController();
      const breaker = new opossum(() => Promise.resolve(1), { abortController });
      await breaker.fire();
      breaker.shutdown();
      return !abortController.signal.aborted;
    },
    async cockatiel(lib) {
      const backoff = new lib.ExponentialBackoff({
        generator: lib.noJitterGenerator,
        initialDelay: 100,
        exponent: 3,
        maxDelay: 1e6,
      });
      const delays = [];
      for (let step = backoff.next(); delays.length < 3; step = step.next())
        delays.push(step.duration);
      let signal;
      await lib.timeout(1_000, lib.TimeoutStrategy.Cooperative).execute((context) => {
        signal = context.signal ?? context;
        return 1;
      });
      return delays.join() === '100,300,900' && !signal.aborted;
    },
  },
];

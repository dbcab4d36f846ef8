// @ts-nocheck: speaks to libraries that have no types here.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cockatielBreaker,
  controlled,
  down,
  openCockatiel,
  openOurs,
  opossumBreaker,
  ourBreaker,
  quietly,
  recovers,
  stampede,
  times,
} from './scenario-tools.mjs';

export const breakerScenarios = [
  {
    title: 'calls rejected while open do not delay the next trip',
    async ours(lib) {
      const breaker = lib.circuitBreaker({
        trip: lib.timeWindow({ minimumCalls: 10 }),
        reset: () => 30,
      });
      await times(10, () => breaker.execute(down));
      await times(1_000, () => breaker.execute(down));
      await sleep(40);
      await breaker.execute(() => 1);
      await times(10, () => breaker.execute(down));
      return breaker.state === 'open';
    },
    async opossum(opossum) {
      let fails = true;
      const breaker = opossumBreaker(opossum, () => (fails ? down() : Promise.resolve(1)));
      await times(10, () => breaker.fire());
      await times(1_000, () => breaker.fire());
      await sleep(40);
      fails = false;
      await breaker.fire();
      fails = true;
      await times(10, () => breaker.fire());
      const { opened } = breaker;
      breaker.shutdown();
      return opened;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib, {
        breaker: new lib.CountBreaker({ size: 10, threshold: 0.5 }),
      });
      await times(10, () => breaker.execute(down));
      await times(1_000, () => breaker.execute(down));
      await sleep(40);
      await breaker.execute(() => 1);
      await times(10, () => breaker.execute(down));
      return breaker.state === lib.CircuitState.Open;
    },
  },
  {
    title: 'a success from before the trip does not close a half-open circuit',
    async ours(lib) {
      const breaker = ourBreaker(lib);
      const late = controlled();
      const early = quietly(breaker.execute(late.body));
      await openOurs(breaker);
      const probe = controlled();
      const probing = quietly(breaker.execute(probe.body));
      late.ends[0].resolve();
      await early;
      const kept = breaker.state === 'half-open';
      probe.ends[0].resolve();
      await probing;
      return kept;
    },
    async opossum(opossum) {
      const late = controlled();
      const breaker = opossumBreaker(opossum, (fails) => (fails ? down() : late.body()));
      const early = quietly(breaker.fire(false));
      await times(10, () => breaker.fire(true));
      await sleep(40);
      late.ends[0].resolve();
      await early;
      const { closed } = breaker;
      breaker.shutdown();
      return !closed;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      const late = controlled();
      const early = quietly(breaker.execute(late.body));
      await openCockatiel(breaker);
      const probe = controlled();
      const probing = quietly(breaker.execute(probe.body));
      late.ends[0].resolve();
      await early;
      const kept = breaker.state === lib.CircuitState.HalfOpen;
      probe.ends[0].resolve();
      await probing;
      return kept;
    },
  },
  {
    title: 'a probe that hangs does not keep the circuit half-open for ever',
    async ours(lib) {
      const breaker = ourBreaker(lib, { probeDeadlineMs: 30 });
      await openOurs(breaker);
      void quietly(breaker.execute(() => new Promise(() => {})));
      await sleep(40);
      await quietly(breaker.execute(() => 1));
      await sleep(40);
      return (await quietly(breaker.execute(() => 1))) === 'resolved';
    },
    async opossum(opossum) {
      let mode = down;
      const breaker = opossumBreaker(opossum, () => mode());
      await times(10, () => breaker.fire());
      await sleep(40);
      mode = () => new Promise(() => {});
      void quietly(breaker.fire());
      mode = () => Promise.resolve(1);
      const recovered = await recovers(() => breaker.fire());
      breaker.shutdown();
      return recovered;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      await openCockatiel(breaker);
      void quietly(breaker.execute(() => new Promise(() => {})));
      return recovers(() => breaker.execute(() => 1));
    },
  },
  {
    title: 'old outcomes are forgotten after a long idle time',
    async ours(lib) {
      const trip = lib.timeWindow({ windowMs: 50, minimumCalls: 10 });
      const breaker = lib.circuitBreaker({ trip });
      await times(9, () => breaker.execute(down));
      await times(10, () => breaker.execute(() => 1));
      await sleep(120);
      await quietly(breaker.execute(down));
      return breaker.state === 'closed';
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, (fails) => (fails ? down() : Promise.resolve(1)), {
        rollingCountTimeout: 50,
        volumeThreshold: 20,
        errorThresholdPercentage: 45,
      });
      await times(9, () => breaker.fire(true));
      await times(10, () => breaker.fire(false));
      await sleep(120);
      await quietly(breaker.fire(true));
      const { closed } = breaker;
      breaker.shutdown();
      return closed;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib, {
        breaker: new lib.SamplingBreaker({ threshold: 0.45, duration: 50, minimumRps: 20 }),
      });
      await times(9, () => breaker.execute(down));
      await times(10, () => breaker.execute(() => 1));
      await sleep(120);
      await quietly(breaker.execute(down));
      return breaker.state === lib.CircuitState.Closed;
    },
  },
  {
    title: 'a circuit that closes is not met by a stampede of callers that waited',
    async ours(lib) {
      const breaker = ourBreaker(lib);
      await openOurs(breaker);
      return stampede((body) => breaker.execute(body));
    },
    async opossum(opossum) {
      let body = down;
      const breaker = opossumBreaker(opossum, () => body());
      await times(10, () => breaker.fire());
      await sleep(40);
      const result = await stampede((next) => {
        body = next;
        return breaker.fire();
      });
      breaker.shutdown();
      return result;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      await openCockatiel(breaker);
      return stampede((body) => breaker.execute(body));
    },
  },
  {
    title: 'a failure from before the trip does not open a half-open circuit again',
    async ours(lib) {
      const breaker = ourBreaker(lib);
      const late = controlled();
      const early = quietly(breaker.execute(late.body));
      await openOurs(breaker);
      const probe = controlled();
      const probing = quietly(breaker.execute(probe.body));
      late.ends[0].reject(new Error('late'));
      await early;
      probe.ends[0].resolve();
      await probing;
      return breaker.state === 'closed';
    },
    async opossum(opossum) {
      const late = controlled();
      const probe = controlled();
      const bodies = { late: late.body, down, probe: probe.body };
      const breaker = opossumBreaker(opossum, (which) => bodies[which]());
      const early = quietly(breaker.fire('late'));
      await times(10, () => breaker.fire('down'));
      await sleep(40);
      const probing = quietly(breaker.fire('probe'));
      late.ends[0].reject(new Error('late'));
      await early;
      probe.ends[0].resolve();
      await probing;
      const { closed } = breaker;
      breaker.shutdown();
      return closed;
    },
    async cockatiel(lib) {
      const breaker = cockatielBreaker(lib);
      const late = controlled();
      const early = quietly(breaker.execute(late.body));
      await openCockatiel(breaker);
      const probe = controlled();
      const probing = quietly(breaker.execute(probe.body));
      late.ends[0].reject(new Error('late'));
      await early;
      probe.ends[0].resolve();
      await probing;
      return breaker.state === lib.CircuitState.Closed;
    },
  },
  {
    title: 'a probe whose error says nothing does not close the circuit',
    async ours(lib) {
      const ofError = (error) => (error === 'other' ? 'ignored' : 'failure');
      const breaker = ourBreaker(lib, { outcome: { ofError } });
      await openOurs(breaker);
      await quietly(breaker.execute(() => Promise.reject('other')));
      return breaker.state === 'half-open';
    },
    async opossum(opossum) {
      const breaker = opossumBreaker(opossum, (error) => Promise.reject(error), {
        errorFilter: (error) => error === 'other',
      });
      await times(10, () => breaker.fire('down'));
      await sleep(40);
      await quietly(breaker.fire('other'));
      const { closed } = breaker;
      breaker.shutdown();
      return !closed;
    },
    async cockatiel(lib) {
      const policy = lib.handleWhen((error) => error !== 'other');
      const breaker = lib.circuitBreaker(policy, {
        halfOpenAfter: 30,
        breaker: new lib.ConsecutiveBreaker(2),
      });
      await times(2, () => breaker.execute(() => Promise.reject('down')));
      await sleep(40);
      await quietly(breaker.execute(() => Promise.reject('other')));
      return breaker.state !== lib.CircuitState.Closed;
    },
  },
];

// @ts-nocheck: speaks to libraries that have no types here.
// What the scenarios have in common.
import { setTimeout as sleep } from 'node:timers/promises';

export const down = () => Promise.reject(new Error('down'));
export const quietly = (promise) =>
  promise.then(
    () => 'resolved',
    () => 'rejected',
  );

/** A call that ends when told to. */
export function controlled() {
  const call = { ends: [], started: 0 };
  call.body = () =>
    new Promise((resolve, reject) => {
      call.started++;
      call.ends.push({ resolve, reject });
    });
  return call;
}

export async function times(count, action) {
  for (let index = 0; index < count; index++) await quietly(action());
}

export const opossumBreaker = (opossum, action, options = {}) =>
  new opossum(action, { timeout: false, volumeThreshold: 10, resetTimeout: 30, ...options });
export const cockatielBreaker = ({ circuitBreaker, handleAll, ConsecutiveBreaker }, options = {}) =>
  circuitBreaker(handleAll, {
    halfOpenAfter: 30,
    breaker: new ConsecutiveBreaker(2),
    ...options,
  });
export const ourBreaker = ({ circuitBreaker, consecutive }, options = {}) =>
  circuitBreaker({ trip: consecutive(2), reset: () => 30, ...options });

export async function openCockatiel(policy) {
  await times(2, () => policy.execute(down));
  await sleep(40);
}
export async function openOurs(policy) {
  await times(2, () => policy.execute(down));
  await sleep(40);
}

export function controlledSignal() {
  const call = { signal: undefined, end: undefined };
  call.body = ({ signal }) => {
    call.signal = signal;
    return new Promise((resolve) => {
      call.end = resolve;
    });
  };
  return call;
}

/** Work that takes longer than its limit and takes no notice of being let go. */
export function busy() {
  const work = { running: 0, most: 0, started: [] };
  work.body = () => {
    work.most = Math.max(work.most, ++work.running);
    const done = sleep(60).then(() => work.running--);
    work.started.push(done);
    return done;
  };
  work.over = () => Promise.all(work.started);
  return work;
}

export async function recovers(call) {
  const answered = quietly(call());
  for (let attempt = 0; attempt < 6; attempt++) {
    await sleep(40);
    const outcome = await Promise.race([quietly(call()), sleep(20, 'pending')]);
    if (outcome === 'resolved') return true;
  }
  void answered;
  return false;
}

export async function barging(execute) {
  const running = controlled();
  const order = [];
  const note = (name) => async () => {
    order.push(name);
    await Promise.resolve();
  };
  const newcomers = [];
  const arrive = () => {
    for (const name of ['newcomer', 'another']) newcomers.push(quietly(execute(note(name))));
  };
  let work;
  const first = execute(() => (work = running.body()));
  const waiting = ['a', 'b'].map((name) => quietly(execute(note(name))));
  // They come in the microtasks around the one in which the permit comes back.
  void work.then(() => arrive()).then(() => arrive());
  running.ends[0].resolve();
  await first;
  const outcomes = await Promise.all(waiting);
  await Promise.all(newcomers);
  return order.slice(0, 2).join() === 'a,b' && outcomes.every((outcome) => outcome === 'resolved');
}

export async function leaves(execute) {
  const running = controlled();
  const first = quietly(execute(running.body, undefined));
  const caller = new AbortController();
  const gone = quietly(execute(() => 1, caller.signal));
  caller.abort();
  const settled = await Promise.race([gone, sleep(20, 'pending')]);
  const next = quietly(execute(() => 1, undefined));
  running.ends[0].resolve();
  await first;
  return settled === 'rejected' && (await next) === 'resolved';
}

export async function stampede(execute) {
  const probe = controlled();
  const probing = quietly(execute(probe.body));
  let running = 0;
  let most = 0;
  const body = async () => {
    most = Math.max(most, ++running);
    await sleep(5);
    running--;
  };
  const waiting = Array.from({ length: 1_000 }, () => quietly(execute(body)));
  probe.ends[0].resolve();
  await probing;
  await Promise.all(waiting);
  return most <= 10;
}

export async function endsWith(message, promise) {
  const ended = promise.catch((error) => error?.message);
  return (await Promise.race([ended, sleep(30, 'never settled')])) === message;
}

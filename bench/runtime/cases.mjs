// @ts-nocheck: measures libraries that have no types here.
// What is measured: the same call under our policies and under those of the peers.
import { FloorBreaker } from './floor.mjs';

/** Signals cost seven times less there. */
export const newNode = Number(process.versions.node.split('.')[0]) >= 22;

const call = async () => 1;
const swallowed = () => 0;

export function casesOf(lib, { opossum, cockatiel }) {
  const theirs = cockatielPolicies(cockatiel);
  const fire = new opossum(call);
  const opened = openPeers({ opossum, cockatiel });
  const floor = new FloorBreaker();
  return {
    dispose() {
      fire.shutdown();
      opened.opossum.shutdown();
    },
    cases: [
      { name: 'bare', body: () => call() },
      ...closedCases(lib),
      ...openCases(lib),
      { name: 'floor', body: () => floor.execute(call) },
      { name: 'cockatiel sampling breaker', body: () => theirs.breaker.execute(call) },
      { name: 'cockatiel stack', body: () => theirs.stack.execute(call), share: 0.05 },
      { name: 'opossum breaker', body: () => fire.fire(), share: 0.3 },
      { name: 'opossum open', body: () => opened.opossum.fire().catch(swallowed), share: 0.2 },
      {
        name: 'cockatiel open',
        body: () => opened.cockatiel.execute(call).catch(swallowed),
        share: 0.2,
      },
    ],
  };
}

function closedCases(lib) {
  const closed = (trip) => lib.circuitBreaker({ trip });
  const window = closed(lib.timeWindow());
  const slow = closed(lib.slowCallRate({ slowMs: 1_000 }));
  const stack = lib.compose(
    lib.retry(),
    closed(lib.timeWindow()),
    lib.timeout(1_000),
    lib.bulkhead(100),
  );
  const reading = ({ signal }) => (signal, call());
  return [
    { name: 'breaker', body: () => window.execute(call) },
    { name: 'breaker, slow calls', body: () => slow.execute(call) },
    { name: 'stack', body: () => stack.execute(call) },
    { name: 'stack, signal read', body: () => stack.execute(reading), share: newNode ? 0.5 : 0.2 },
  ];
}

function openCases(lib) {
  const opened = (settings) => {
    const breaker = lib.circuitBreaker({ trip: lib.consecutive(1), ...settings });
    breaker.open(1e9);
    return breaker;
  };
  const open = opened({});
  const shared = opened({ shareErrors: true });
  const rejected = (breaker) => breaker.execute(call).then(swallowed, swallowed);
  return [
    { name: 'open', body: () => rejected(open), share: 0.2 },
    { name: 'open, shared error', body: () => rejected(shared), share: 0.2 },
    { name: 'open, result', body: () => lib.resultOf(open, call) },
  ];
}

function cockatielPolicies(lib) {
  const { handleAll } = lib;
  const sampling = () =>
    lib.circuitBreaker(handleAll, {
      halfOpenAfter: 10_000,
      breaker: new lib.SamplingBreaker({ threshold: 0.5, duration: 10_000 }),
    });
  return {
    breaker: sampling(),
    stack: lib.wrap(
      lib.retry(handleAll, { maxAttempts: 3, backoff: new lib.ExponentialBackoff() }),
      sampling(),
      lib.timeout(1_000, lib.TimeoutStrategy.Cooperative),
      lib.bulkhead(100),
    ),
  };
}

/** Breakers of the peers that let nothing in. */
function openPeers({ opossum, cockatiel }) {
  const peers = {
    opossum: new opossum(call),
    cockatiel: cockatiel.circuitBreaker(cockatiel.handleAll, {
      halfOpenAfter: 1e9,
      breaker: new cockatiel.ConsecutiveBreaker(1),
    }),
  };
  peers.opossum.open();
  peers.cockatiel.isolate();
  return peers;
}

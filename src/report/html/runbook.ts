import type { Call } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { formatDuration } from '../../text/format-duration.js';
import type { Coverage } from './coverage-of-calls.js';
import { failureLines } from './failure-lines.js';
import { isProtectable, placeOf, type Facts } from './facts.js';
import type { Reach } from './outage.js';

const LISTED = 6;

/** What whoever is on call wants to know of a dependency. */
export function runbookOf(facts: Facts, reach: Reach, coverage: Coverage) {
  const calls = facts.callsOf.get(reach.dependency.id) ?? [];
  const ids = new Set(calls.map(({ id }) => id));
  return {
    fails: failureLines(calls.filter(isProtectable).length, reach.unbounded, coverage),
    hit: hitView(facts, reach, calls),
    answers: answerLines(facts, ids),
    look: lookView(calls),
  };
}

/** Who is hit: entry points by kind, the first of them by name, and who owns the code. */
function hitView({ entryPoints, ownersOf }: Facts, reach: Reach, calls: readonly Call[]) {
  const hit = [...reach.entryPoints].flatMap((id) => entryPoints.get(id) ?? []);
  const kinds = new Map<string, number>();
  for (const { kind } of hit) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const owners = [...new Set(calls.flatMap(({ file }) => ownersOf(file)))].sort();
  return {
    count: countOf(hit.length, 'entry point'),
    kinds: [...kinds].map(([kind, count]) => `${kind} ${grouped(count)}`).join(', '),
    names: hit.slice(0, LISTED).map((entry) => ({ name: entry.name, place: placeOf(entry) })),
    more: Math.max(0, hit.length - LISTED),
    owners: owners.join(', '),
    isNone: hit.length === 0,
  };
}

/** Which policies stand between, with what they were given. */
function answerLines({ assessment }: Facts, ids: ReadonlySet<string>): string[] {
  const isOn = ({ calls }: { readonly calls: readonly string[] }): boolean =>
    calls.some((id) => ids.has(id));
  const { breakers, retries, pools } = assessment;
  const lines = [
    ...breakers.filter(isOn).map((one) => `${breakerText(one)}, at ${placeOf(one)}.`),
    ...retries.filter(isOn).map((one) => `${retryText(one)}, at ${placeOf(one)}.`),
    ...pools.filter(isOn).map((one) => `${poolText(one)}, at ${placeOf(one)}.`),
  ];
  return lines.length > 0 ? lines : ['No policy of its own was found in the sources.'];
}

type Policies = Facts['assessment'];

const makerOf = (library: string): string => (library === 'own' ? 'own code' : library);

function breakerText(breaker: Policies['breakers'][number]): string {
  const { library, failureRate, consecutiveFailures, resetMs, observed } = breaker;
  return [
    `Circuit breaker (${makerOf(library)})`,
    failureRate === undefined ? '' : `opens at ${Math.round(failureRate * 100)} % failures`,
    consecutiveFailures === undefined ? '' : `opens after ${consecutiveFailures} in a row`,
    resetMs === undefined ? '' : `asks again after ${formatDuration(resetMs)}`,
    observed === true ? 'its state is observed' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const backoffWords: Readonly<Record<Policies['retries'][number]['backoff'], string>> = {
  none: 'without a pause',
  constant: 'constant backoff',
  linear: 'linear backoff',
  exponential: 'exponential backoff',
  unknown: '',
};

function retryText(retry: Policies['retries'][number]): string {
  const { library, attempts, endless, backoff, jitter } = retry;
  return [
    `Retry (${makerOf(library)})`,
    endless === true ? 'nothing ends it' : '',
    attempts === undefined ? '' : countOf(attempts, 'attempt'),
    backoffWords[backoff],
    jitter === true ? 'with jitter' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function poolText(pool: Policies['pools'][number]): string {
  const { library, limit, queueLimit, acquireMs } = pool;
  return [
    `Limit (${makerOf(library)})`,
    limit === undefined ? 'how many at once is not known' : `${limit} at once`,
    queueLimit === undefined ? '' : `${queueLimit} in the queue`,
    acquireMs === undefined ? '' : `waits ${formatDuration(acquireMs)} for a permit`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** "new bull", where the file has imported it as its default. */
const madeBy = (what: string, client: string): string => what.replace(/\bdefault\b/, () => client);

/** What to look at: where its clients are made, and where most calls stand. */
function lookView(calls: readonly Call[]) {
  const made = new Map<string, string>();
  const files = new Map<string, number>();
  for (const { origin, file, client } of calls) {
    const [first] = origin;
    if (first !== undefined) made.set(placeOf(first), madeBy(first.what, client));
    files.set(file, (files.get(file) ?? 0) + 1);
  }
  const busiest = [...files].toSorted(([, left], [, right]) => right - left);
  return {
    made: [...made].slice(0, LISTED).map(([place, what]) => ({ place, what })),
    files: busiest
      .slice(0, LISTED)
      .map(([file, count]) => ({ file, calls: countOf(count, 'call') })),
    moreFiles: Math.max(0, busiest.length - LISTED),
  };
}

import fc from 'fast-check';
import type {
  Assessment,
  Breaker,
  Call,
  Pool,
  Practice,
  Protection,
  Retry,
  Service,
} from '../../src/model/assessment.js';
import { practiceNames } from '../../src/model/metrics.js';
import { assessmentOf, breaker, idOf, pool, retry, service, yes } from './given.js';
import { sampleCall } from '../report/sample-assessment.js';

/** A call and what is known of its guards; its `id` is given once its place in the list is known. */
export interface Plan {
  readonly dependency: string;
  readonly context: Call['context'];
  readonly role: Call['role'];
  readonly effect: 'read' | 'write';
  readonly fanOut: boolean;
  readonly protection: Protection;
  readonly breaker: Partial<Breaker>;
  readonly retry: Partial<Retry>;
  readonly pool: Partial<Pool>;
}

/** Whether a version of resilint collects the facts of guards; one that does, does so for all. */
export interface Collected {
  readonly breakers: boolean;
  readonly retries: boolean;
  readonly pools: boolean;
  readonly alternatives: boolean;
}

/** An assessment before it is written down. */
export interface Blueprint {
  readonly plans: readonly Plan[];
  readonly services: readonly Service[];
  readonly collected: Collected;
}

const unknown = { status: 'unknown', reason: 'dynamic' } as const;

const timeout: fc.Arbitrary<Protection['timeout']> = fc.oneof(
  fc.constantFrom<Protection['timeout']>(
    { status: 'bounded', ms: 500 },
    { status: 'bounded', covers: ['acquire', 'total'] },
    { status: 'delegated' },
    { status: 'partial' },
    { status: 'none' },
    unknown,
    { ...unknown, notApplicable: true },
  ),
  fc.constantFrom(10_000, 300_000).map((ms) => ({ status: 'library-default' as const, ms })),
);

const protection: fc.Arbitrary<Protection> = fc.record({
  timeout,
  retry: fc.constantFrom<Protection['retry']>(
    { status: 'yes' },
    { status: 'builtin' },
    { status: 'partial' },
    { status: 'no' },
    unknown,
  ),
  breaker: fc.constantFrom<Protection['breaker']>(
    { status: 'yes' },
    { status: 'partial' },
    { status: 'no' },
    unknown,
  ),
  bulkhead: fc.constantFrom<Protection['bulkhead']>(
    { status: 'yes' },
    { status: 'library-default' },
    { status: 'partial' },
    { status: 'no' },
    unknown,
  ),
  fallback: fc.constantFrom<Protection['fallback']>(
    { status: 'yes', alternatives: ['cache', 'default'] },
    { status: 'yes', alternatives: ['default'] },
    { status: 'handled' },
    { status: 'partial' },
    { status: 'no' },
    unknown,
  ),
});

const defined = <T extends object>(record: fc.Arbitrary<T>): fc.Arbitrary<T> => record;

const breakerFacts: fc.Arbitrary<Partial<Breaker>> = defined(
  fc.record(
    {
      adaptive: fc.boolean(),
      failureRate: fc.constant(0.5),
      consecutiveFailures: fc.constant(5),
      windowMs: fc.constant(10_000),
      minimumCalls: fc.constantFrom(0, 10),
      resetMs: fc.constantFrom(10, 5_000, 300_000),
      observed: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

const retryFacts: fc.Arbitrary<Partial<Retry>> = fc.record(
  {
    backoff: fc.constantFrom('none', 'constant', 'linear', 'exponential', 'unknown'),
    jitter: fc.boolean(),
    endless: fc.boolean(),
  },
  { requiredKeys: ['backoff'] },
);

const poolFacts: fc.Arbitrary<Partial<Pool>> = fc.record(
  { queueLimit: fc.constant(10), acquireMs: fc.constant(100), adaptive: fc.boolean() },
  { requiredKeys: [] },
);

const plan: fc.Arbitrary<Plan> = fc.record({
  dependency: fc.constantFrom('users', 'orders', 'DATABASE_URL', 'REDIS_URL'),
  context: fc.constantFrom('server', 'server', 'server', 'script', 'browser'),
  role: fc.constantFrom('request', 'request', 'publish', 'connect'),
  effect: fc.constantFrom('read', 'write'),
  fanOut: fc.boolean(),
  protection,
  breaker: breakerFacts,
  retry: retryFacts,
  pool: poolFacts,
});

const practice: fc.Arbitrary<Practice> = fc.constantFrom<Practice>(
  yes,
  { status: 'partial', evidence: [] },
  { status: 'no' },
  unknown,
);

const services: fc.Arbitrary<Service[]> = fc.array(
  fc
    .record(Object.fromEntries(practiceNames.map((name) => [name, practice])))
    .map((practices) => service(practices)),
  { maxLength: 3 },
);

export const blueprint: fc.Arbitrary<Blueprint> = fc.record({
  plans: fc.array(plan, { maxLength: 12 }),
  services: services.map((list) =>
    list.map((one, index) => ({ ...one, dir: `services/s${String(index)}` })),
  ),
  collected: fc.record({
    breakers: fc.boolean(),
    retries: fc.boolean(),
    pools: fc.boolean(),
    alternatives: fc.boolean(),
  }),
});

/** The assessment of a blueprint: its guards are described where a call has them. */
export function built({ plans, services: found, collected }: Blueprint): Assessment {
  const calls = plans.map((one, index) => callOf(one, index, collected));
  const guards = plans.map((one, index) => ({ one, call: calls[index]! }));
  const having = (name: 'breaker' | 'retry' | 'bulkhead', statuses: readonly string[]) =>
    guards.filter(({ one }) => statuses.includes(one.protection[name].status));
  return assessmentOf(calls, {
    packages: [{ dir: '.' }, ...found.map(({ dir }) => ({ dir }))],
    services: [...found],
    breakers: collected.breakers
      ? having('breaker', ['yes', 'partial']).map(({ one, call }) => breaker([call], one.breaker))
      : [],
    retries: collected.retries
      ? having('retry', ['yes', 'partial']).map(({ one, call }) => retry([call], one.retry))
      : [],
    pools: collected.pools
      ? having('bulkhead', ['yes', 'partial', 'library-default']).map(({ one, call }) =>
          pool([call], one.pool),
        )
      : [],
  });
}

function callOf(one: Plan, index: number, { alternatives }: Collected): Call {
  const { dependency, context, role, effect, fanOut } = one;
  const { fallback } = one.protection;
  const isKnown = alternatives || fallback.status !== 'yes';
  return {
    ...sampleCall({ dependency, context, role, effect, idempotent: effect === 'read' }),
    id: idOf(index),
    file: `services/s${String(index % 4)}/a.ts`,
    ...(fanOut && { fanOut: { file: 'src/a.ts', line: 1, what: 'Promise.all' } }),
    protection: { ...one.protection, fallback: isKnown ? fallback : { status: 'yes' } },
  };
}

type Step = (one: Plan) => Plan;

/** Replaces the verdict on one protection, if it was one of these. */
const step =
  <Name extends keyof Protection>(
    name: Name,
    from: readonly Protection[Name]['status'][],
    to: Protection[Name],
  ): Step =>
  (one) =>
    from.includes(one.protection[name].status)
      ? { ...one, protection: { ...one.protection, [name]: to } }
      : one;

/** Ways to add or complete a protection; none replaces one by another. */
const steps: readonly Step[] = [
  (one) =>
    'notApplicable' in one.protection.timeout
      ? one
      : step('timeout', ['none', 'partial', 'delegated', 'library-default', 'unknown'], {
          status: 'bounded',
          covers: ['acquire', 'total'],
        })(one),
  step('timeout', ['none'], { status: 'partial' }),
  step('timeout', ['none'], { status: 'library-default', ms: 300_000 }),
  step('retry', ['no'], { status: 'builtin' }),
  step('retry', ['no', 'partial'], { status: 'yes' }),
  step('retry', ['no'], { status: 'partial' }),
  step('breaker', ['no'], { status: 'partial' }),
  step('breaker', ['no', 'partial'], { status: 'yes' }),
  step('bulkhead', ['no'], { status: 'library-default', limit: 10 }),
  step('bulkhead', ['no'], { status: 'partial' }),
  step('bulkhead', ['no', 'partial', 'library-default'], { status: 'yes', limit: 10 }),
  step('fallback', ['no'], { status: 'partial' }),
  step('fallback', ['no', 'partial'], { status: 'handled' }),
  step('fallback', ['no', 'partial', 'handled'], { status: 'yes', alternatives: ['default'] }),
  (one) => ({ ...one, fanOut: false }),
  (one) => ({ ...one, breaker: { ...one.breaker, adaptive: true } }),
  (one) => ({ ...one, breaker: { ...one.breaker, observed: true, resetMs: 5_000 } }),
  (one) => ({ ...one, retry: { backoff: 'exponential', jitter: true } }),
  (one) => ({ ...one, pool: { ...one.pool, queueLimit: 1, acquireMs: 1 } }),
];

/** A blueprint, and the same with one protection or practice more. */
export const strengthened: fc.Arbitrary<{ before: Blueprint; after: Blueprint }> = fc
  .tuple(blueprint, fc.nat(), fc.nat(), fc.constantFrom(...practiceNames))
  .map(([before, which, how, name]) => {
    const count = before.plans.length + before.services.length;
    const index = count === 0 ? 0 : which % count;
    const improve = steps[how % steps.length]!;
    return {
      before,
      after: {
        ...before,
        plans: before.plans.map((one, place) => (place === index ? improve(one) : one)),
        services: before.services.map((one, place) =>
          place + before.plans.length === index ? { ...one, [name]: yes } : one,
        ),
      },
    };
  });

import { z } from 'zod';
import { indicatorNames } from './indicators.js';
import { millisecondsSchema } from './location.js';
import { callStatuses, grades, metrics, practiceStatuses, type CallMetric } from './metrics.js';

/**
 * The maturity model as written in `rules/maturity.yaml`: all numbers of the score. What the
 * criteria can measure is listed in `metrics.ts`.
 */

const share = z.number().min(0).max(1);
const name = z.string().trim().min(1);
const id = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'an id is words in small letters with hyphens: breaker-coverage');

/** From which coverage on a criterion has which score. */
const bandSchema = z.strictObject({ from: share, score: share, name });

/** What each status earns; every status of a metric is named, so that none is forgotten. */
const earnings = <Status extends string>(statuses: readonly Status[]) =>
  z.strictObject(
    Object.fromEntries(statuses.map((status) => [status, share])) as Record<Status, typeof share>,
  );

const creditsByMetric = {
  timeout: earnings(callStatuses.timeout),
  retry: earnings(callStatuses.retry),
  backoff: earnings(callStatuses.backoff),
  breaker: earnings(callStatuses.breaker),
  'breaker-threshold': earnings(callStatuses['breaker-threshold']),
  'breaker-fallback': earnings(callStatuses['breaker-fallback']),
  'breaker-probing': earnings(callStatuses['breaker-probing']),
  'breaker-metrics': earnings(callStatuses['breaker-metrics']),
  bulkhead: earnings(callStatuses.bulkhead),
  'pool-size': earnings(callStatuses['pool-size']),
  'queue-bound': earnings(callStatuses['queue-bound']),
  'acquire-timeout': earnings(callStatuses['acquire-timeout']),
  'fan-out': earnings(callStatuses['fan-out']),
  fallback: earnings(callStatuses.fallback),
  'fallback-ladder': earnings(callStatuses['fallback-ladder']),
  'cached-alternative': earnings(callStatuses['cached-alternative']),
  'adaptive-policy': earnings(callStatuses['adaptive-policy']),
} satisfies Record<CallMetric, z.ZodType>;

const creditSchema = z.strictObject({ ...creditsByMetric, practice: earnings(practiceStatuses) });

/** Lengths of time at which a verdict changes. */
const limitsSchema = z.strictObject({
  /** A client's own bound of this length or more is a gap. */
  longDefaultMs: millisecondsSchema,
  /** An open breaker that asks again sooner hammers what is failing. */
  shortestResetMs: millisecondsSchema,
  /** One that asks again later makes an outage last longer than it does. */
  longestResetMs: millisecondsSchema,
});

/** What to do where a criterion is not met. */
const remedySchema = z.strictObject({
  /** The pattern's name: "Circuit breaker". */
  pattern: name,
  /** What to do, in the imperative, without full stop; fits a line of a terminal. */
  action: name.max(60),
  effort: z.enum(grades),
  impact: z.enum(grades),
  /** Working days of one team, from and to: an estimate to plan with, not a measurement. */
  days: z.tuple([z.number().positive(), z.number().positive()]),
  /** The rule whose findings point at the sites. */
  rule: id.optional(),
  /** The codemod that does it. */
  codemod: id.optional(),
});

const criterionSchema = z.strictObject({
  id,
  title: name,
  metric: z.enum(metrics),
  /**
   * What is averaged. `dependency`: first the calls to each dependency, then the dependencies, so
   * that one with a hundred calls weighs as much as one with a single call.
   */
  per: z.enum(['call', 'dependency', 'service']),
  /** Share of its area, among the criteria that apply. */
  weight: z.number().positive(),
  /** Why it counts. */
  why: name,
  remedy: remedySchema,
});

const areaSchema = z.strictObject({
  id,
  title: name,
  /** Share of the score; an area of weight 0 counts for levels only. */
  weight: share,
  /** Below which score of the area its recommendations have which priority; else low. */
  priorities: z.array(z.strictObject({ below: share, priority: z.enum(grades) })),
  criteria: z.array(criterionSchema).min(1),
});

/** Criterion → coverage it needs at the least. */
const requirementsSchema = z.record(z.string(), share);

const levelSchema = z.strictObject({
  level: z.int().min(0).max(3),
  name,
  /** What a service of this level is like. */
  means: name,
  /** What this level needs beyond the ones below it. */
  requires: requirementsSchema,
});

const tierSchema = z.strictObject({
  tier: z.int().positive(),
  name,
  requires: requirementsSchema,
});

const indicatorSchema = z.strictObject({
  id: z.enum(indicatorNames),
  title: name,
  unit: name,
  /** The level that a value up to `atMost` fits, the highest level first; a larger one fits 0. */
  levels: z.array(
    z.strictObject({ atMost: z.number().nonnegative(), level: z.int().min(1).max(3) }),
  ),
});

export const maturityModelSchema = z.strictObject({
  bands: z.array(bandSchema).min(1),
  credit: creditSchema,
  limits: limitsSchema,
  areas: z.array(areaSchema).min(1),
  levels: z.array(levelSchema).length(4, 'there are four levels, 0 to 3'),
  tiers: z.array(tierSchema),
  indicators: z.array(indicatorSchema),
  /** What reaching the next level is worth beside the score when recommendations are ranked. */
  levelWorth: share,
});

/** All numbers of the score. */
export type MaturityModel = z.infer<typeof maturityModelSchema>;
/** One area of the model. */
export type AreaModel = MaturityModel['areas'][number];
/** One criterion of the model. */
export type CriterionModel = AreaModel['criteria'][number];
/** What to do where a criterion is not met. */
export type Remedy = z.infer<typeof remedySchema>;
/** Criterion → coverage it needs at the least. */
export type Requirements = z.infer<typeof requirementsSchema>;

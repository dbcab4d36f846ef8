import { z } from 'zod';
import { contexts } from './call.js';
import { relativePathSchema } from './location.js';
import { indicatorNames } from './indicators.js';
import { grades, metrics } from './metrics.js';
import { protectionNames } from './protection-names.js';

const name = z.string().min(1);
const share = z.number().min(0).max(1);
const level = z.int().min(0).max(3);
const count = z.int().nonnegative();

/**
 * A share with its upper bound: what it would be if every unknown verdict were the best one. Both
 * are null where nothing applies.
 */
const bounded = { score: share.nullable(), scoreUpTo: share.nullable() };

/** Why a criterion does not apply: nothing is subject to it, or nobody has collected the facts. */
export const notApplicableSchema = z.strictObject({
  because: z.enum(['no-subject', 'not-collected']),
  reason: name,
});

/** One question of an area and how far the repository answers it. */
export const criterionSchema = z.strictObject({
  id: name,
  title: name,
  metric: z.enum(metrics),
  per: z.enum(['call', 'dependency', 'service']),
  weight: z.number().positive(),
  /** Of its area, once the weight of what does not apply is shared out; 0 where it does not apply. */
  share,
  /** How many of what is averaged: calls, dependencies or services. */
  subjects: count,
  /** How many calls or services have which status, the best first. */
  tally: z.array(z.strictObject({ status: name, count })),
  /** Mean of what they earn; null where the criterion does not apply. */
  coverage: share.nullable(),
  coverageUpTo: share.nullable(),
  ...bounded,
  notApplicable: notApplicableSchema.optional(),
});

/** One area of maturity. */
export const areaSchema = z.strictObject({
  id: name,
  title: name,
  /** Of the score; 0 for what counts for levels only. */
  weight: share,
  /** Of the score, once the weight of what does not apply is shared out. */
  share,
  ...bounded,
  criteria: z.array(criterionSchema),
});

/**
 * What a level or tier asks of a criterion. `open`: unknown verdicts or missing facts decide, so it
 * is not claimed; `waived`: nothing is subject to it.
 */
export const requirementSchema = z.strictObject({
  criterion: name,
  /** Coverage it needs at the least. */
  needs: share,
  coverage: share.nullable(),
  state: z.enum(['holds', 'fails', 'open', 'waived']),
});

/** One level, and what it needs beyond the ones below it. */
export const levelSchema = z.strictObject({
  level,
  name,
  means: name,
  reached: z.boolean(),
  requirements: z.array(requirementSchema),
});

/** A call or service that a recommendation is about, and what it shows now. */
export const siteSchema = z.strictObject({
  subject: z.enum(['call', 'service']),
  /** `id` of the call, `dir` of the service. */
  id: name,
  status: name,
});

/** What to do next, and what it gains. */
export const recommendationSchema = z.strictObject({
  criterion: name,
  area: name,
  priority: z.enum(grades),
  pattern: name,
  action: name,
  effort: z.enum(grades),
  impact: z.enum(grades),
  /** Working days, from and to: an estimate of the model. */
  days: z.tuple([z.number().positive(), z.number().positive()]),
  /** "2–3 weeks". */
  timeline: name,
  rule: name.optional(),
  codemod: name.optional(),
  gain: z.strictObject({
    /** Of the score, if every site is mended. */
    score: share,
    /** The next level, where it needs this; with nothing else it needs, doing this reaches it. */
    unblocks: z.strictObject({ level, blockers: z.int().positive() }).optional(),
  }),
  /** Gain per day, which the recommendations are sorted by. */
  value: z.number().nonnegative(),
  sites: z.array(siteSchema),
});

/** Mean of what the verdicts on each protection earn; null where no call is subject to it. */
const adoptionSchema = z.strictObject(
  Object.fromEntries(protectionNames.map((protection) => [protection, share.nullable()])) as Record<
    (typeof protectionNames)[number],
    z.ZodNullable<typeof share>
  >,
);

/** How far the calls in the files of an owner are protected. */
export const ownerAdoptionSchema = z.strictObject({
  /** As CODEOWNERS has it; null for files nobody owns. */
  owner: name.nullable(),
  calls: count,
  adoption: adoptionSchema,
});

/** Calls outside of servers, which the score leaves out. */
export const apartSchema = z.strictObject({
  context: z.enum(contexts),
  calls: count,
  adoption: adoptionSchema,
});

/** Whether a package keeps what its tier asks. */
export const tierStateSchema = z.strictObject({
  tier: z.int().positive(),
  name,
  met: z.boolean(),
  requirements: z.array(requirementSchema),
});

/** The maturity of one package by itself. */
export const packageMaturitySchema = z.strictObject({
  dir: relativePathSchema,
  name: name.optional(),
  ...bounded,
  level: level.nullable(),
  levelUpTo: level.nullable(),
  areas: z.array(z.strictObject({ id: name, score: share.nullable() })),
  criteria: z.array(z.strictObject({ id: name, coverage: share.nullable() })),
  /** Absent where the package has no tier, or one the model does not know. */
  tier: tierStateSchema.optional(),
});

/** An operational indicator, and the level it fits. Declared, not measured: it moves no score. */
export const indicatorStateSchema = z.strictObject({
  id: z.enum(indicatorNames),
  title: name,
  unit: name,
  value: z.number().nonnegative(),
  fits: level,
  source: z.literal('declared'),
});

/** The maturity of the repository; without areas it has not been scored. */
export const maturitySchema = z.strictObject({
  /** Of the areas by weight; null where nothing applies, or before it was scored. */
  ...bounded,
  /** 0 Reactive, 1 Basic, 2 Managed, 3 Optimized; null where nothing applies. */
  level: level.nullable(),
  /** If every open requirement held. */
  levelUpTo: level.nullable(),
  areas: z.array(areaSchema),
  /** From 0 up. */
  levels: z.array(levelSchema),
  /** The most gain per day first. */
  recommendations: z.array(recommendationSchema),
  /** Those that have scored calls or a service; sorted like `packages`. */
  packages: z.array(packageMaturitySchema),
  /** Sorted by owner, nobody last; empty where no file has an owner. */
  owners: z.array(ownerAdoptionSchema),
  /** Scripts and browser code. */
  apart: z.array(apartSchema),
  indicators: z.array(indicatorStateSchema),
});

/** One question of an area and how far the repository answers it. */
export type Criterion = z.infer<typeof criterionSchema>;
/** One area of maturity. */
export type Area = z.infer<typeof areaSchema>;
/** What a level or tier asks of a criterion. */
export type Requirement = z.infer<typeof requirementSchema>;
/** One level, and what it needs. */
export type Level = z.infer<typeof levelSchema>;
/** A call or service that a recommendation is about. */
export type Site = z.infer<typeof siteSchema>;
/** What to do next, and what it gains. */
export type Recommendation = z.infer<typeof recommendationSchema>;
/** Mean of what the verdicts on each protection earn. */
export type Adoption = z.infer<typeof adoptionSchema>;
/** How far the calls in the files of an owner are protected. */
export type OwnerAdoption = z.infer<typeof ownerAdoptionSchema>;
/** Calls outside of servers. */
export type Apart = z.infer<typeof apartSchema>;
/** The maturity of one package by itself. */
export type PackageMaturity = z.infer<typeof packageMaturitySchema>;
/** Whether a package keeps what its tier asks. */
export type TierState = z.infer<typeof tierStateSchema>;
/** An operational indicator, declared. */
export type IndicatorState = z.infer<typeof indicatorStateSchema>;
/** The maturity of the repository. */
export type Maturity = z.infer<typeof maturitySchema>;

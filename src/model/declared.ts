import { z } from 'zod';
import { indicatorNames, type IndicatorName } from './indicators.js';
import { practiceNames } from './metrics.js';

const name = z.string().min(1);

/** A service level objective that stands in the configuration. */
const sloSchema = z.strictObject({
  name,
  /** Directory or name of the package it holds for; absent where it holds for all. */
  service: name.optional(),
  /** Share of good events: 0.999. */
  objective: z.number().min(0).max(1),
  windowDays: z.int().positive().optional(),
});

/** A practice that no source shows, such as alerts that are kept in another repository. */
const declaredPracticeSchema = z.strictObject({
  practice: z.enum(practiceNames),
  /** Directory or name of the package it holds for; absent where it holds for all. */
  service: name.optional(),
  /** Where it can be seen. */
  reason: name,
});

const figure = z.number().nonnegative().optional();

const figures = Object.fromEntries(indicatorNames.map((name) => [name, figure])) as Record<
  IndicatorName,
  typeof figure
>;

/** What outages and work cost. Nothing is assumed: without all of them there is no business case. */
export const businessSchema = z.strictObject({
  /** "EUR", for reading only. */
  currency: name,
  outageHoursPerYear: z.number().nonnegative(),
  costPerOutageHour: z.number().nonnegative(),
  /** Share of those hours that the work is expected to avoid. */
  avoidableShare: z.number().min(0).max(1),
  costPerWorkingDay: z.number().nonnegative(),
});

/** What the configuration says of operation. It is declared, not measured, and marked so. */
export const declaredSchema = z.strictObject({
  indicators: z.strictObject(figures).optional(),
  slos: z.array(sloSchema).optional(),
  practices: z.array(declaredPracticeSchema).optional(),
  business: businessSchema.optional(),
});

/** What outages and work cost. */
export type Business = z.infer<typeof businessSchema>;
/** What the configuration says of operation. */
export type Declared = z.infer<typeof declaredSchema>;

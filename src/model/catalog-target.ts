import { z } from 'zod';

/** Code in the two languages, where types make it differ. */
const spellingsSchema = z.strictObject({ typescript: z.string(), javascript: z.string() });

/** A range of versions, and what it needs of the package that asks for it. */
const wantedSchema = z.strictObject({
  range: z.string().min(1),
  /** The oldest Node that these versions run on: "22.0.0". */
  node: z.string().optional(),
  /** They are ES modules alone. */
  module: z.literal(true).optional(),
});

/**
 * Guards: how `fix --target` writes a policy with the library. Code quotes by `'`, ends statements by
 * `;`, and has placeholders: `{{dependency}}` is its name as a literal, the others are figures
 * (`limit`, `queue`, `windowCalls`, `failureRate`, `failurePercent`, `minimumCalls`, `windowMs`, `resetMs`,
 * `attemptMs`, `repetitions`, `baseMs`, `maximumMs`).
 */
export const policyTargetSchema = z.strictObject({
  /** Versions that the code is for. */
  versions: z.string().min(1),
  /** What a package is to ask for that does not yet: the first that fits. */
  wanted: z.array(wantedSchema).min(1),
  /** The method of a policy that runs a function. */
  method: z.string().min(1),
  /** The name of the default export, where it is used. */
  main: z.string().optional(),
  /** Exports; those are imported that the code names. */
  names: z.array(z.string()).default([]),
  /** What policies share, and the name in it that says whether a file has it already. */
  helpers: spellingsSchema.extend({ name: z.string().min(1) }),
  begin: z.string().min(1),
  end: spellingsSchema,
  /** In their order; policies that are not asked for leave their part out, unless it is always there. */
  parts: z.array(
    z.strictObject({
      gives: z.enum(['breaker', 'bulkhead', 'timeout']),
      code: z.string(),
      absent: z.string().optional(),
      always: z.literal(true).optional(),
    }),
  ),
  /** A policy of its own, since writes run under the others. */
  retry: z.string().optional(),
});

/** How policies are written with a library. */
export type PolicyTarget = z.infer<typeof policyTargetSchema>;

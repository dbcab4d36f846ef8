import { z } from 'zod';
import { idSchema, relativePathSchema } from './location.js';
import { severities } from './levels.js';

const ids = z.array(idSchema);

/** One condition and whether it let the assessment pass. */
export const conditionResultSchema = z.strictObject({
  /** As written: "new:error". */
  text: z.string().min(1),
  /** Folder of the package it is about; absent where it is about the repository. */
  package: relativePathSchema.optional(),
  passed: z.boolean(),
  /** The figure it compared; null where nothing in the repository is subject to it. */
  value: z.number().nullable().optional(),
  /** Ids of the findings that fail it, in the order of the assessment. */
  findings: ids,
});

/** A finding that is there no more. */
export const fixedFindingSchema = z.strictObject({
  id: idSchema,
  rule: z.string().min(1),
  severity: z.enum(severities),
  file: relativePathSchema,
  message: z.string().min(1),
});

/** An entry of the baseline that silences nothing, or no longer. */
export const idleEntrySchema = z.strictObject({
  id: idSchema,
  rule: z.string().min(1),
  file: relativePathSchema,
  /** Last day it silenced its finding; absent where it has none. */
  expires: z.iso.date().optional(),
});

/** What a gate decided, and by what. */
export const gateSchema = z.strictObject({
  passed: z.boolean(),
  /** Those of the repository first, then by package. */
  conditions: z.array(conditionResultSchema),
  /** Findings that nothing silences and that were not there before, by the order of the assessment. */
  new: ids,
  /** Gone since the state it was compared with; empty without one. */
  fixed: z.array(fixedFindingSchema),
  /** The commit it was compared with; absent without one. */
  since: z.string().min(1).optional(),
  /** The commit that settings, baseline and comments were taken from; absent where from the same state. */
  policyFrom: z.string().min(1).optional(),
  /** Absent where there is no baseline, or it is ignored. */
  baseline: z
    .strictObject({
      file: relativePathSchema,
      entries: z.int().nonnegative(),
      /** Findings that it silences. */
      silenced: z.int().nonnegative(),
      /** Their finding is gone. */
      unmatched: z.array(idleEntrySchema),
      /** Their last day is over. */
      expired: z.array(idleEntrySchema),
    })
    .optional(),
});

/** What a gate decided, and by what. */
export type Gate = z.infer<typeof gateSchema>;
/** One condition and whether it let the assessment pass. */
export type ConditionResult = z.infer<typeof conditionResultSchema>;
/** A finding that is there no more. */
export type FixedFinding = z.infer<typeof fixedFindingSchema>;
/** An entry of the baseline that silences nothing, or no longer. */
export type IdleEntry = z.infer<typeof idleEntrySchema>;

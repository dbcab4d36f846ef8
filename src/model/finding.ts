import { z } from 'zod';
import { severities } from './levels.js';
import { columnSchema, evidenceSchema, idSchema, lineSchema, locationSchema } from './location.js';

/** What a rule speaks about, and the name it has in the rule's expressions. */
export const ruleSubjects = [
  'call',
  'dependency',
  'breaker',
  'retry',
  'pool',
  'entry',
  'callPath',
  'service',
] as const;

/** What findings speak about: the subjects of rules, and comments that are to silence rules. */
const findingSubjects = [...ruleSubjects, 'suppression'] as const;

/** How sure a codemod is, the surest first. */
export const safeties = ['safe', 'unsafe', 'suggestion', 'refused'] as const;

/** The codemod that removes a finding; whether it can here, and how safely, only its plan tells. */
export const findingFixSchema = z.strictObject({
  /** "add-timeout". */
  codemod: z.string().min(1),
});

/** Whether a finding is silenced, by what and until when. */
export const suppressionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('active') }),
  z.strictObject({
    state: z.literal('suppressed'),
    by: z.enum(['comment', 'configuration', 'baseline']),
    reason: z.string().min(1),
    /** Who answers for it; only baselines say so. */
    owner: z.string().min(1).optional(),
    /** The day it was accepted, YYYY-MM-DD; only baselines say so. */
    since: z.iso.date().optional(),
    /** Where it is silenced; absent for baselines. */
    at: locationSchema.optional(),
    /** Last day of the suppression, YYYY-MM-DD. */
    until: z.iso.date().optional(),
  }),
]);

/** nursery rules never gate. */
export const stabilities = ['stable', 'nursery'] as const;

/** A flaw that a rule found. */
export const findingSchema = locationSchema.extend({
  /** Rule, package-relative file, symbol, callee and ordinal; never the message. */
  id: idSchema,
  contentId: idSchema,
  column: columnSchema,
  endLine: lineSchema,
  endColumn: columnSchema,
  /** `id` of the rule: "missing-timeout". */
  rule: z.string().min(1),
  severity: z.enum(severities),
  stability: z.enum(stabilities),
  message: z.string().min(1),
  subject: z.enum(findingSubjects),
  /** `id` of what it speaks about. */
  subjectId: z.string().min(1),
  /** The chain that led to the verdict, the decisive place first. */
  evidence: z.array(evidenceSchema),
  fix: findingFixSchema.optional(),
  suppression: suppressionSchema,
});

/** A flaw that a rule found. */
export type Finding = z.infer<typeof findingSchema>;
/** The codemod that removes a finding. */
export type FindingFix = z.infer<typeof findingFixSchema>;
/** Whether a finding is silenced, by what and until when. */
export type Suppression = z.infer<typeof suppressionSchema>;

import { z } from 'zod';
import { callSchema } from './call.js';
import { callPathSchema, entryPointSchema } from './entry.js';
import type { ruleSubjects } from './finding.js';
import { evidenceSchema, millisecondsSchema } from './location.js';
import { reaches } from './levels.js';
import {
  breakerSchema,
  dependencySchema,
  poolSchema,
  retrySchema,
  serviceSchema,
} from './subjects.js';

/** A call as rules see it. */
export const callSubjectSchema = callSchema.extend({
  /** Client and operation: "axios get"; "fetch" only once. */
  name: z.string(),
  /** The name and what is called: "axios get to users-api"; without it where that is not known. */
  label: z.string(),
  reach: z.enum(reaches),
  /** What goes on while the answer does not come: "the caller waits", "its socket stays taken". */
  meanwhile: z.string(),
  /** What a call keeps that is not answered: "one of 50 sockets". */
  keeps: z.string(),
});

const calls = { calls: z.array(callSubjectSchema) };

/** What the expressions of a rule can ask for, by the subject it speaks about. */
export const subjectSchemas = {
  call: callSubjectSchema,
  dependency: dependencySchema.extend({
    ...calls,
    /** How many of its calls ask for something or hand it over; connecting and closing do neither. */
    requestCount: z.int().nonnegative(),
  }),
  breaker: breakerSchema.extend(calls),
  retry: retrySchema.extend(calls),
  pool: poolSchema.extend(calls),
  entry: entryPointSchema.extend(calls),
  callPath: callPathSchema.extend({
    ...calls,
    entryPoint: entryPointSchema,
    /** Absent where nothing bounds it, or it is not known. */
    worstCaseMs: millisecondsSchema.optional(),
    /** Absent where nothing bounds them, or they are not known. */
    attempts: z.int().optional(),
  }),
  service: serviceSchema,
} satisfies Record<(typeof ruleSubjects)[number], z.ZodObject>;

/** What a rule can ask for besides the fields of its subject. */
export const placeSchema = evidenceSchema;

/** A call as rules see it. */
export type CallSubject = z.infer<typeof callSubjectSchema>;
/** What rules speak about, by the name it has in their expressions. */
export type Subjects = {
  [Name in keyof typeof subjectSchemas]: z.infer<(typeof subjectSchemas)[Name]>;
};

import { z } from 'zod';
import { evidenceSchema, millisecondsSchema } from './location.js';
import { protectionNames } from './protection-names.js';

/** The five protections of a call, in the order reports show them. */

/** The phases of a call that a time bound can reach. */
export const timeoutPhases = ['connect', 'headers', 'body', 'total', 'acquire'] as const;

/** Where a protection stands. */
export const protectionPlaces = [
  'call-option',
  'client-option',
  'global-default',
  'connection-string',
  'signal',
  'race',
  'policy',
  'library',
  'wrapper',
  'decorator',
  'own-code',
  'caller',
  /** Outside of the code: the settings say so. */
  'declared',
] as const;

/**
 * Why a setting bounds, repeats or limits nothing:
 * `ignored`: the client does not read it;
 * `incomplete`: it works only together with another one, which is missing;
 * `switched-off`: its value switches it off;
 * `idle-signal`: it is a signal that nothing aborts;
 * `other-purpose`: it does something else, and may be right for that.
 */
export const ineffectiveKinds = [
  'ignored',
  'incomplete',
  'switched-off',
  'idle-signal',
  'other-purpose',
] as const;
/** What the caller gets in place of the answer. */
export const alternativeKinds = ['cache', 'other-source', 'default'] as const;

/** A setting that reads like a protection and does nothing, with the reason. */
export const ineffectiveSchema = evidenceSchema.extend({
  /** The setting as the sources spell it: "timeout". */
  what: z.string().min(1),
  kind: z.enum(ineffectiveKinds),
  /** Completes "this setting …". */
  why: z.string().min(1),
});

const evidence = z.array(evidenceSchema).optional();
const by = z.enum(protectionPlaces).optional();
const ineffective = z.array(ineffectiveSchema).optional();

/** The verdict could not be reached; `reason` says what stood in the way. */
const unknownSchema = z.strictObject({
  status: z.literal('unknown'),
  reason: z.string().min(1),
  /** The question does not arise, as a call that awaits no answer needs no timeout. */
  notApplicable: z.literal(true).optional(),
  evidence,
  ineffective,
});

const timeoutBoundSchema = z.strictObject({
  /** The longest wait of one attempt; absent where the bound is real but its value is not in the sources. */
  ms: millisecondsSchema.optional(),
  by,
  /** The phases the bound reaches. */
  covers: z.array(z.enum(timeoutPhases)).optional(),
  evidence,
  ineffective,
});

/** Is there a finite bound on how long the call can wait for its answer? */
export const timeoutSchema = z.discriminatedUnion('status', [
  timeoutBoundSchema.extend({ status: z.literal('bounded') }),
  timeoutBoundSchema.extend({ status: z.literal('library-default'), ms: millisecondsSchema }),
  z.strictObject({ status: z.literal('delegated'), by, evidence, ineffective }),
  timeoutBoundSchema.extend({ status: z.literal('partial') }),
  z.strictObject({
    status: z.literal('none'),
    /** The phases that are bounded all the same; the answer is not among them. */
    covers: z.array(z.enum(timeoutPhases)).optional(),
    evidence,
    ineffective,
  }),
  unknownSchema,
]);

/** Is a failed call repeated? */
export const retryVerdictSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.enum(['yes', 'builtin', 'partial']),
    /** Attempts in all, the first included. */
    attempts: z.int().positive().optional(),
    by,
    evidence,
    ineffective,
  }),
  z.strictObject({ status: z.literal('no'), evidence, ineffective }),
  unknownSchema,
]);

/** Does a circuit breaker refuse the call while its dependency fails? */
export const breakerVerdictSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.enum(['yes', 'partial']), by, evidence, ineffective }),
  z.strictObject({ status: z.literal('no'), evidence, ineffective }),
  unknownSchema,
]);

/** Is there a bound on how many of these calls can be in flight at once? */
export const bulkheadVerdictSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.enum(['yes', 'library-default', 'partial']),
    /** Calls in flight at once. */
    limit: z.int().positive().optional(),
    by,
    evidence,
    ineffective,
  }),
  z.strictObject({ status: z.literal('no'), evidence, ineffective }),
  unknownSchema,
]);

/** When the call has finally failed, does its caller get an alternative? */
export const fallbackVerdictSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.enum(['yes', 'handled', 'partial']),
    by,
    /** True where the failure leaves no trace: it is not logged, counted or answered. */
    silent: z.literal(true).optional(),
    /** What is tried one after another; absent where that has not been found out. */
    alternatives: z.array(z.enum(alternativeKinds)).optional(),
    evidence,
    ineffective,
  }),
  z.strictObject({ status: z.literal('no'), evidence, ineffective }),
  unknownSchema,
]);

/** The five verdicts of a call. */
export const protectionSchema = z.strictObject({
  timeout: timeoutSchema,
  retry: retryVerdictSchema,
  breaker: breakerVerdictSchema,
  bulkhead: bulkheadVerdictSchema,
  fallback: fallbackVerdictSchema,
});

/** The five verdicts of a call. */
export type Protection = z.infer<typeof protectionSchema>;
/** One of the five protections. */
export type ProtectionName = (typeof protectionNames)[number];
/** A setting that reads like a protection and does nothing. */
export type Ineffective = z.infer<typeof ineffectiveSchema>;

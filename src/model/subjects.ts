import { z } from 'zod';
import { callKinds } from './call-kinds.js';
import {
  evidenceSchema,
  idSchema,
  locationSchema,
  millisecondsSchema,
  relativePathSchema,
} from './location.js';

const name = z.string().min(1);
const callIds = z.array(idSchema);
const evidence = z.array(evidenceSchema);
/** Fields that the sources set and that could not be read, and what stood in the way. */
const unknown = z
  .array(z.strictObject({ what: name, reason: z.string().min(1) }))
  .min(1)
  .optional();

/** What is called over the network: a service, a database, a broker. */
export const dependencySchema = z.strictObject({
  /** Unique in the assessment and readable: the name, with the kind in front where two share it. */
  id: name,
  /** Host, configuration key, database or client, whichever the sources tell. */
  name,
  kind: z.enum(callKinds),
  /** Clients that call it; sorted. */
  clients: z.array(name).min(1),
  /** How many calls it gets. */
  callCount: z.int().positive(),
  /** Ids of those calls, in the order of `calls`. */
  calls: callIds,
});

/** One circuit breaker. */
export const breakerSchema = locationSchema.extend({
  id: idSchema,
  name: name.optional(),
  /** npm package, or "own" for the repository's own implementation. */
  library: name,
  calls: callIds,
  /** False where nothing is run through it; absent where that is not known. */
  applied: z.boolean().optional(),
  /** Whether an open breaker has an answer of its own; a fallback around it is that of its calls. */
  fallback: z.boolean().optional(),
  /** How long it lives: as long as the process, as its object, or for one call only. */
  scope: z.enum(['module', 'object', 'call']).optional(),
  /** Failures that open it: a share (0–1) of the calls in the window, or a number in a row. */
  failureRate: z.number().min(0).max(1).optional(),
  consecutiveFailures: z.int().positive().optional(),
  /** Calls in the window below which it never opens. */
  minimumCalls: z.int().nonnegative().optional(),
  windowMs: millisecondsSchema.optional(),
  /** A window that is measured in calls. */
  windowCalls: z.int().positive().optional(),
  /** From open to the first probe. */
  resetMs: millisecondsSchema.optional(),
  /** Whether changes of its state are observed. */
  observed: z.boolean().optional(),
  /** True where it opens by what is usual (EWMA, CUSUM and the like), not at a fixed threshold. */
  adaptive: z.boolean().optional(),
  unknown,
  evidence,
});

/** One place that repeats failed calls. */
export const retrySchema = locationSchema.extend({
  id: idSchema,
  /** npm package, or "own" for a loop in the repository. */
  library: name,
  calls: callIds,
  /** Attempts in all, the first included; absent where not readable. */
  attempts: z.int().positive().optional(),
  /** True where nothing ends the repetition. */
  endless: z.boolean().optional(),
  backoff: z.enum(['none', 'constant', 'linear', 'exponential', 'unknown']),
  delayMs: millisecondsSchema.optional(),
  maximumDelayMs: millisecondsSchema.optional(),
  jitter: z.boolean().optional(),
  /** Waits as long as the answer's Retry-After asks for. */
  honoursRetryAfter: z.boolean().optional(),
  unknown,
  evidence,
});

/** One pool or limiter that bounds calls in flight. */
export const poolSchema = locationSchema.extend({
  id: idSchema,
  /** npm package, or "own". */
  library: name,
  dependency: name.optional(),
  calls: callIds,
  /** Calls in flight at once; absent where not readable. */
  limit: z.int().positive().optional(),
  /** Calls that may wait for a permit; absent where nothing bounds them. */
  queueLimit: z.int().nonnegative().optional(),
  /** Longest wait for a permit. */
  acquireMs: millisecondsSchema.optional(),
  configured: z.boolean(),
  /** How long it lives; absent where that is not known. */
  scope: z.enum(['module', 'object', 'call']).optional(),
  /** True where the limit follows latency or load (AIMD, Vegas and the like). */
  adaptive: z.boolean().optional(),
  unknown,
  evidence,
});

/** Whether a service has a practice, and where that shows. */
export const practiceSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.enum(['yes', 'partial']), evidence }),
  z.strictObject({ status: z.literal('no') }),
  z.strictObject({ status: z.literal('unknown'), reason: z.string().min(1) }),
]);

/** One deployable package and its operational practices. */
export const serviceSchema = z.strictObject({
  name,
  /** Directory of its package.json. */
  dir: relativePathSchema,
  health: practiceSchema,
  readiness: practiceSchema,
  shutdown: practiceSchema,
  telemetry: practiceSchema,
  alerts: practiceSchema,
  slo: practiceSchema,
  flags: practiceSchema,
  chaosTests: practiceSchema,
  /** Metrics on retries, breakers and limits; absent, like what follows, where nobody looked. */
  protectionMetrics: practiceSchema.optional(),
  /** Features are reduced by load or by the error budget. */
  sloDegradation: practiceSchema.optional(),
  /** Protection that acts on a forecast. */
  prediction: practiceSchema.optional(),
});

/** What is called over the network. */
export type Dependency = z.infer<typeof dependencySchema>;
/** One circuit breaker. */
export type Breaker = z.infer<typeof breakerSchema>;
/** One place that repeats failed calls. */
export type Retry = z.infer<typeof retrySchema>;
/** One pool or limiter that bounds calls in flight. */
export type Pool = z.infer<typeof poolSchema>;
/** Whether a service has a practice, and where that shows. */
export type Practice = z.infer<typeof practiceSchema>;
/** One deployable package and its operational practices. */
export type Service = z.infer<typeof serviceSchema>;

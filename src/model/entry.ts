import { z } from 'zod';
import { evidenceSchema, idSchema, locationSchema, millisecondsSchema } from './location.js';

/** How work enters. */
export const entryPointKinds = [
  'http-route',
  'graphql-resolver',
  'rpc-method',
  'consumer',
  'cron',
  'lambda',
  'cli',
  'startup',
] as const;

/**
 * What runs a handler where its kind does not tell: a message, an event or the clock runs a function of
 * a cloud, and nobody waits; a user asks a bot, and waits for its answer.
 */
export const entryTriggers = ['message', 'schedule', 'user'] as const;

/** What a bound on the work that enters bounds. */
export const entryLimitKinds = ['concurrency', 'rate', 'time', 'size'] as const;

/** A bound on the work that enters: requests in flight, per interval, time or size of one. */
export const entryLimitSchema = z.strictObject({
  kind: z.enum(entryLimitKinds),
  /** Requests, requests per `windowMs`, milliseconds or bytes; absent where not readable. */
  value: z.number().nonnegative().optional(),
  windowMs: millisecondsSchema.optional(),
  evidence: z.array(evidenceSchema),
});

/** The handler registered with a framework, named by what a client sees. */
export const entryPointSchema = locationSchema.extend({
  id: idSchema,
  kind: z.enum(entryPointKinds),
  /** "GET /users/:id", "topic orders". */
  name: z.string().min(1),
  /** What runs it, where the kind does not tell who waits. */
  trigger: z.enum(entryTriggers).optional(),
  /** Symbol of the handler; absent where it has no name. */
  symbol: z.string().min(1).optional(),
  limits: z.array(entryLimitSchema),
});

/** One call on a call path. */
export const pathCallSchema = z.strictObject({
  step: z.literal('call'),
  /** `id` of the call. */
  call: idSchema,
  /** Longest time with its retries, pauses aside; null where nothing bounds it, or its length is not known. */
  worstCaseMs: millisecondsSchema.nullable(),
  /** Attempts in all; null where nothing bounds them, or their number is not known. */
  attempts: z.int().positive().nullable(),
});

/**
 * Steps one after another, side by side, or either of several. `loop`: for one element after another;
 * `fan-out`: for all elements at once; `detached`: nobody waits for them.
 */
export const pathGroupSchema = z.strictObject({
  step: z.enum(['sequence', 'parallel', 'choice', 'loop', 'fan-out', 'detached']),
  get steps(): z.ZodArray<
    z.ZodDiscriminatedUnion<[typeof pathCallSchema, typeof pathGroupSchema], 'step'>
  > {
    return z.array(z.discriminatedUnion('step', [pathCallSchema, pathGroupSchema]));
  },
});

/** From one entry point to the calls it leads to. */
export const callPathSchema = z.strictObject({
  /** `id` of the entry point. */
  entryPoint: idSchema,
  /** Each function that is called is written out once; what is repeated counts in the sums below. */
  structure: pathGroupSchema,
  /** Longest time the entry point can wait, pauses aside; null where nothing bounds it, or it is not known. */
  worstCaseMs: millisecondsSchema.nullable(),
  /** True where a call on it can wait without end. */
  isUnbounded: z.literal(true).optional(),
  /** Most attempts one request of the entry point can cause; null where nothing bounds them, or they are not known. */
  attempts: z.int().nonnegative().nullable(),
  /** The call that retries at several levels repeat most; absent where no retries are nested. */
  amplification: z
    .strictObject({ call: idSchema, attempts: z.int().positive(), levels: z.int().min(2) })
    .optional(),
});

/** A bound on the work that enters. */
export type EntryLimit = z.infer<typeof entryLimitSchema>;
/** The handler registered with a framework. */
export type EntryPoint = z.infer<typeof entryPointSchema>;
/** From one entry point to the calls it leads to. */
export type CallPath = z.infer<typeof callPathSchema>;
/** Steps one after another, side by side, either of several, or repeated. */
export type PathGroup = z.infer<typeof pathGroupSchema>;

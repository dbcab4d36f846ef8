import { z } from 'zod';
import { interceptorFactsSchema } from './catalog-interceptors.js';
import { literalSchema, placeSchema, scope } from './catalog-scope.js';
import { timeoutPhases } from './protection.js';

/**
 * How a client or guard bounds, repeats and limits its calls: its defaults, where each can be set,
 * and which settings do nothing.
 */

const settingScope = {
  ...scope,
  at: z.array(placeSchema).min(1),
  /** Values that switch it off; default: 0, false, null, Infinity. */
  off: z.array(literalSchema).optional(),
  /** It only works together with this: otherwise `why` is reported and it counts as absent. */
  requires: z
    .strictObject({
      at: z.array(placeSchema).min(1),
      /** Accepted values; default: any that is set. */
      is: z.array(literalSchema).optional(),
      why: z.string(),
      /** True where it is made for another reason just as well, so that no finding tells of it. */
      otherPurpose: z.literal(true).optional(),
    })
    .optional(),
};

const phases = z.array(z.enum(timeoutPhases)).min(1);

/**
 * How a policy works besides, by the name the assessment gives it (`gives`): what a setting says, else
 * the default. Without places and default it is known to be absent. The first that applies decides.
 */
const detailSchema = <const Field extends string>(fields: readonly [Field, ...Field[]]) =>
  z.strictObject({
    ...scope,
    gives: z.enum(fields),
    at: z.array(placeSchema).default([]),
    default: literalSchema.optional(),
    /** What a number there counts. */
    unit: z.enum(['ms', 's', 'min', 'percent']).optional(),
    /** What a value means, by its spelling: `{ exponentialDelay: exponential, "1": constant }`; `number` is any. */
    means: z.record(z.string(), literalSchema).optional(),
    /** What any other value means; default: the value itself. */
    otherwise: literalSchema.optional(),
  });

const carriersSchema = z
  .array(z.strictObject({ ...scope, at: z.array(placeSchema).min(1) }))
  .default([]);

const timeoutSettingSchema = z.strictObject({
  ...settingScope,
  /** Phases it bounds. Only headers, body and total bound the wait for an answer. */
  covers: phases,
  unit: z.enum(['ms', 's', 'min']).default('ms'),
  /**
   * What stands there: a duration, an AbortSignal, a point in time, or a carrier (agent,
   * dispatcher, fetch function, another client) whose own bounds apply.
   */
  takes: z.enum(['duration', 'signal', 'deadline', 'carrier']).default('duration'),
  /** With a carrier: what it does without any setting holds for the calls too. */
  withDefaults: z.literal(true).optional(),
  /** With a carrier: it alone sends the calls; where it cannot be followed, nothing is known of them. */
  sends: z.literal(true).optional(),
  /** Options beside it that a codemod sets to the same time, since it alone does half of the work. */
  besides: z.array(z.string()).optional(),
  /** What setting it may break: a codemod sets it only where it is asked for that place. */
  caution: z.string().optional(),
});

/**
 * Functions of the repository that the client has every call run by: an adapter, a handler, a
 * middleware. What such a function puts around going on with the call protects the call, and so
 * does what it hands on with it.
 */
const hookFactsSchema = z.strictObject({
  ...scope,
  /** Where the function stands; the first place that has one decides. */
  at: z.array(placeSchema).min(1),
  /**
   * How it goes on: it calls a value of a type of the entry (`{ type: Adapter }`), or what it was
   * handed (`{ parameter: 1 }`, `{ parameter: 0, property: query }`).
   */
  proceeds: z.union([
    z.strictObject({ type: z.string().min(1) }),
    z.strictObject({ parameter: z.int().nonnegative(), property: z.string().min(1).optional() }),
  ]),
  /**
   * Settings that it hands on when it goes on (`call.0.deadline`), which hold for the call. Where it
   * goes on without them as well, streams are let past: they hold for calls with a callback alone.
   */
  sets: z.array(timeoutSettingSchema).optional(),
});

const ineffectiveSettingSchema = z.strictObject({
  ...scope,
  at: z.array(placeSchema).min(1),
  /** Completes "this setting …": "is ignored: fetch knows no timeout option". */
  why: z.string(),
  /** True where the client does not read it at all; others do something else, and may be right for that. */
  ignored: z.literal(true).optional(),
});

const timeoutFactsSchema = z.strictObject({
  /** The longest wait that a codemod begins with, where that of the kind of client does not fit. */
  recommendedMs: z.number().positive().optional(),
  /** Bounds without any setting; where several fit the call, all apply. None: nothing bounds it. */
  defaults: z
    .array(
      z.strictObject({
        ...scope,
        ms: z.number().positive(),
        covers: phases,
        /** It holds too where a setting switches the client's own timeout off: that of what it runs on. */
        remains: z.literal(true).optional(),
        /** The platform's own fetch ends it, which Node's and Bun's do, and that of no other runtime. */
        of: z.literal('fetch').optional(),
      }),
    )
    .default([]),
  settings: z.array(timeoutSettingSchema).default([]),
  ineffective: z.array(ineffectiveSettingSchema).default([]),
});

const retryFactsSchema = z.strictObject({
  /** Attempts in all that the client makes of a failed call by itself. None: one attempt. */
  defaults: z.array(z.strictObject({ ...scope, attempts: z.int().min(2) })).default([]),
  settings: z
    .array(
      z.strictObject({
        ...settingScope,
        /** What a number there counts; "presence": any value switches retries on. */
        counts: z.enum(['retries', 'attempts', 'presence']).default('retries'),
        /** What stands there: a count, or a carrier (a client that this one sends through) whose own retries repeat these calls too. */
        takes: z.enum(['count', 'carrier']).default('count'),
        /** Attempts where it is switched on without a number. */
        attempts: z.int().min(2).optional(),
        /** Patterns or texts of the only failures that it repeats: without an outage among them it counts as absent. */
        selects: z.array(placeSchema).min(1).optional(),
      }),
    )
    .default([]),
  ineffective: z.array(ineffectiveSettingSchema).default([]),
  /**
   * The only HTTP methods that are repeated, in capitals; the first that applies decides, and
   * without any all are. Others may be named `at` a place.
   */
  methods: z
    .array(
      z.strictObject({
        ...scope,
        repeated: z.array(z.string().regex(/^[A-Z]+$/)),
        at: z.array(placeSchema).default([]),
        /** A retry that the repository sets repeats every method. */
        unlessSet: z.literal(true).optional(),
      }),
    )
    .default([]),
  details: z
    .array(
      detailSchema([
        'endless',
        'backoff',
        'delayMs',
        'maximumDelayMs',
        'jitter',
        'honoursRetryAfter',
      ]),
    )
    .default([]),
  /** Where an object stands that brings details of its own: `backoff: new ExponentialBackoff()`. */
  carriers: carriersSchema,
});

const bulkheadFactsSchema = z.strictObject({
  /** Calls in flight at once without any setting; more wait. None: nothing bounds them. */
  defaults: z.array(z.strictObject({ ...scope, limit: z.int().positive().optional() })).default([]),
  settings: z
    .array(
      z.strictObject({
        ...settingScope,
        takes: z.enum(['number', 'carrier', 'presence']).default('number'),
      }),
    )
    .default([]),
  ineffective: z.array(ineffectiveSettingSchema).default([]),
  /** How long a call waits for a permit stands in `timeout` too, where that covers `acquire`. */
  details: z.array(detailSchema(['queueLimit', 'acquireMs', 'adaptive'])).default([]),
});

/** Only guards break: whether one of these types refuses calls while its dependency fails. */
const breakerFactsSchema = z.strictObject({
  on: z.array(z.string()).optional(),
  /** Settings and their values with which it lets everything through: switched off, or observing only. */
  idle: z
    .array(
      z.strictObject({
        on: scope.on,
        at: z.array(placeSchema).min(1),
        is: z.array(literalSchema).min(1),
        source: scope.source,
      }),
    )
    .default([]),
  details: z
    .array(
      detailSchema([
        'failureRate',
        'consecutiveFailures',
        'minimumCalls',
        'windowMs',
        'windowCalls',
        'resetMs',
        'adaptive',
      ]),
    )
    .default([]),
  /** Where an object stands that brings details of its own: `breaker: new ConsecutiveBreaker(5)`. */
  carriers: carriersSchema,
  /** Where changes of its state are observed: with the names of the events, where they matter. */
  observed: z
    .array(z.strictObject({ at: placeSchema, is: z.array(literalSchema).optional() }))
    .default([]),
});

const fallbackFactsSchema = z.strictObject({
  on: z.array(z.string()).optional(),
  members: z.array(z.string()).optional(),
  where: scope.where,
  /** Where the alternative stands: `method.fallback.0`; absent where the guard itself always has one. */
  at: z.array(placeSchema).min(1).optional(),
  /**
   * What a failed call gives: a prepared value or source, its failure as a typed result, an answer in
   * which `member` tells of the failure, so that whoever reads the answer decides, or what a function
   * that stands at the place makes of the failure that it is told (`told`).
   */
  gives: z.enum(['alternative', 'error-result', 'answered-error', 'told']).default('alternative'),
  member: z.string().optional(),
  /** Calls in the same chain that make it throw all the same. */
  unlessCalled: z.array(z.string()).default([]),
});

/** What a client or guard does for its calls, and where that is set. */
export const protectionFactsSchema = z.strictObject({
  timeout: timeoutFactsSchema.optional(),
  retry: retryFactsSchema.optional(),
  bulkhead: bulkheadFactsSchema.optional(),
  breaker: breakerFactsSchema.optional(),
  fallback: fallbackFactsSchema.optional(),
  hooks: z.array(hookFactsSchema).optional(),
  interceptors: interceptorFactsSchema.optional(),
});

/** What a client or guard does for its calls, and where that is set. */
export type ProtectionFacts = z.infer<typeof protectionFactsSchema>;
/** How a client bounds the wait for an answer. */
export type TimeoutFacts = z.infer<typeof timeoutFactsSchema>;
/** Where a function stands that runs the calls of a client. */
export type HookFacts = z.infer<typeof hookFactsSchema>;
/** How a client repeats failed calls. */
export type RetryFacts = z.infer<typeof retryFactsSchema>;
/** How a client limits calls in flight. */
export type BulkheadFacts = z.infer<typeof bulkheadFactsSchema>;
/** What a client or guard gives in the place of a failed call. */
export type FallbackFacts = z.infer<typeof fallbackFactsSchema>;
/** Whether and how a guard refuses calls while their dependency fails. */
export type BreakerFacts = z.infer<typeof breakerFactsSchema>;
/** One field of a policy: where it is set, and what it is otherwise. */
export type Detail = z.infer<ReturnType<typeof detailSchema>>;

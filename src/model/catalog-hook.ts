import { z } from 'zod';
import { placeSchema, scope } from './catalog-scope.js';

/**
 * Functions of the repository that the client has every call run by: an adapter, a handler, a
 * middleware. What such a function puts around going on with the call protects the call.
 */
export const hookFactsSchema = z.strictObject({
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
});

/** Functions of the repository that run as a part of every call of a client: its interceptors. */
export const interceptorFactsSchema = z.strictObject({
  ...scope,
  /** They are handed the options of the call before it is sent. */
  before: z.array(placeSchema).default([]),
  /** They are handed the answer. */
  after: z.array(placeSchema).default([]),
  /** They are handed the failure. */
  failed: z.array(placeSchema).default([]),
  /** Options with which `before` can bound the call: milliseconds, and an AbortSignal. */
  timeout: z.string().min(1).optional(),
  signal: z.string().min(1).optional(),
});

/**
 * How `fix` has all calls of a client run by a policy, by one edit where the client is made. Code
 * quotes by `'` and has placeholders: `{{policy}}` is the policy, `{{maker}}` what the member is called
 * on that makes the client ("axios" of `axios.create()`). It stands
 * - as an option of what makes the client: `instance.0.adapter`,
 * - as arguments of a method called on what was made, which gives the client to use: `chained.$extends`,
 * - as arguments of a method of the variable that holds it, on the next line: `statement.middlewareStack.add`.
 */
export const hookCodeSchema = z.strictObject({
  /** Versions that the code is for; the oldest that the package asks for has to be one. */
  versions: z.string().min(1),
  /** Members and classes that make such a client: "create", "Client|Pool", "/Client$/". */
  makers: z.array(z.string().min(1)).min(1),
  at: z
    .string()
    .regex(
      /^(instance\.\d+\.[\w$]+|chained\.[\w$]+|statement(\.[\w$]+)+)$/,
      'code stands for example at instance.0.adapter, chained.$extends or statement.middlewareStack.add',
    ),
  /**
   * Names that no source of the repository may have: with what they stand for, the code would do
   * something else, or less than is said.
   */
  absent: z.array(z.string().min(1)).optional(),
  code: z.string().min(1),
  /** Where types make it differ. */
  typescript: z.string().min(1).optional(),
});

/** How `fix` hooks a policy into a client. */
export type HookCode = z.infer<typeof hookCodeSchema>;
/** Where a function stands that runs the calls of a client. */
export type HookFacts = z.infer<typeof hookFactsSchema>;
/** Where functions stand that run as a part of every call. */
export type InterceptorFacts = z.infer<typeof interceptorFactsSchema>;

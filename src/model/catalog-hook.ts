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

/** Where a function stands that runs the calls of a client. */
export type HookFacts = z.infer<typeof hookFactsSchema>;

import { z } from 'zod';
import { placeSchema, scope } from './catalog-scope.js';

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

/** Where functions stand that run as a part of every call. */
export type InterceptorFacts = z.infer<typeof interceptorFactsSchema>;

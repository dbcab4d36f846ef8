/** What an error or a response may say about when to come back. */
interface Answer {
  readonly retryAfterMs?: unknown;
  readonly response?: Answer | null;
  readonly headers?: { get?: (name: string) => unknown; readonly [name: string]: unknown } | null;
}

/**
 * Milliseconds that a server asked to wait, from a `Retry-After` header (seconds or a date) of a
 * response, or of the response that an error carries; or from `retryAfterMs` of the error itself.
 * 0 if it did not ask.
 */
export function retryAfterOf(end: unknown, now: number): number {
  const { retryAfterMs, headers, response } = (end ?? {}) as Answer;
  if (typeof retryAfterMs === 'number') return retryAfterMs;
  const given = headers ?? response?.headers;
  const value = given?.get?.('retry-after') ?? given?.['retry-after'];
  // A product makes a number of a string; what is none may be a date.
  return Math.max(0, (value as number) * 1000 || Date.parse(value as string) - now) || 0;
}

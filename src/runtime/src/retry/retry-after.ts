/** What an error or a response may say about when to come back. */
interface Answer {
  readonly retryAfterMs?: unknown;
  readonly response?: Answer | null;
  readonly headers?: { get?: (name: string) => unknown; readonly [name: string]: unknown } | null;
}

/**
 * Milliseconds that a server asked to wait, from a `Retry-After` header (seconds or a date) of a
 * response, or of the response that an error carries; or from `retryAfterMs` of the error itself.
 */
export function retryAfterOf(end: unknown, now: number): number | undefined {
  const answer = end as Answer | null | undefined;
  if (typeof answer?.retryAfterMs === 'number') return answer.retryAfterMs;
  const value = headerOf(answer?.headers ?? answer?.response?.headers);
  if (value == null || value === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value as string) - now : seconds * 1000;
  return ms > 0 ? ms : undefined;
}

function headerOf(headers: Answer['headers']): unknown {
  return headers?.get?.('retry-after') ?? headers?.['retry-after'];
}

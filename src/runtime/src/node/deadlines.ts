import { AsyncLocalStorage } from 'node:async_hooks';
import { systemClock } from '../core/clock.js';
import type { Deadlines } from '../timeout/timeout.js';

const storage = new AsyncLocalStorage<number>();

/** The header that carries what remains of a deadline: milliseconds, so that clocks may differ. */
export const deadlineHeader = 'x-deadline-ms';

/**
 * Deadlines that follow the work through everything it awaits. Hand them to timeouts, which then
 * never outlast the work around them: `timeout({ limit: 2000, deadlines })`.
 */
export const deadlines: Deadlines = {
  remainingMs() {
    const deadline = storage.getStore();
    return deadline === undefined ? undefined : deadline - systemClock.now();
  },
  within(ms, body) {
    const deadline = systemClock.now() + ms;
    const present = storage.getStore() ?? Infinity;
    // A deadline inside another can only be earlier.
    return storage.run(Math.min(deadline, present), body);
  },
};

/** Headers for an outgoing request: what remains of the deadline, if there is one. */
export function deadlineHeaders(): Record<string, string> {
  const remainingMs = deadlines.remainingMs();
  if (remainingMs === undefined) return {};
  return { [deadlineHeader]: String(Math.max(0, Math.floor(remainingMs))) };
}

/** Runs `body` with the deadline that an incoming request carries, if it carries one. */
export function withDeadlineOf<T>(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: () => T,
): T {
  const value = headers[deadlineHeader];
  const ms = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  return ms === undefined ? body() : deadlines.within(ms, body);
}

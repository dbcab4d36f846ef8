import { systemClock, type Clock } from '../core/clock.js';
import { listen } from '../core/listen.js';
import { resultOf } from '../core/result.js';
import type { Stop } from '../core/scope.js';
import { settingsOf } from '../core/settings.js';
import { unlink } from '../core/linked.js';
import { Pause, timersOf } from '../core/timers.js';
import { timeout } from '../timeout/timeout.js';
import type { CircuitBreaker } from './circuit-breaker.js';

/** How to ask a dependency in the background whether it works again. */
export interface HealthCheckOptions {
  /** Resolves when the dependency works. */
  readonly check: (signal: AbortSignal) => unknown;
  /** Pause between two checks. Default: 5 s. */
  readonly everyMs?: number | undefined;
  /** A check that takes longer has failed. Default: 2 s. */
  readonly timeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * While a breaker is open, asks the dependency, one check at a time; the first that succeeds lets
 * probes in before the reset delay is over. A check that fails changes nothing: a broken check
 * must not keep a breaker open.
 */
export function withHealthCheck(breaker: CircuitBreaker, options: HealthCheckOptions): Stop {
  const { check, ...given } = options;
  const defaults = { everyMs: 5_000, timeoutMs: 2_000, clock: systemClock };
  const { everyMs, timeoutMs, clock } = settingsOf(defaults, given);
  const limit = timeout({ limit: timeoutMs, clock });
  let stopAsking: Stop | undefined;

  const ask = (): Stop => {
    let asking = true;
    const pause = new Pause(() => {
      void resultOf(limit, ({ signal }) => check(signal)).then(({ ok }) => {
        if (!asking) return;
        if (ok) breaker.tryAgain();
        else timersOf(clock).start(pause, everyMs);
      });
    });
    timersOf(clock).start(pause, everyMs);
    return () => {
      asking = false;
      unlink(pause);
    };
  };

  const stopListening = listen(
    breaker,
    ({ to }) => {
      stopAsking?.();
      stopAsking = to === 'open' ? ask() : undefined;
    },
    'state',
  );
  return () => {
    stopListening();
    stopAsking?.();
  };
}

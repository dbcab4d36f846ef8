import type { DetectedSite } from '../../detect/detect.js';
import type { Call } from '../../model/assessment.js';
import type { Judging } from '../judging.js';
import { readRetry } from '../retry/retry-facts.js';
import { subjectOf } from '../verdicts.js';
import type { Duration } from './duration.js';

/** What one call can take by itself, without what stands around it on a path. */
export interface Measure {
  /** One run with the attempts that the client makes by itself. */
  readonly duration: Duration;
  /** Those attempts; undefined where their number is not known. */
  readonly attempts: number | undefined;
}

/** Where a bound of the client itself stands: each attempt has it anew. */
const PER_ATTEMPT = /^(call-option|client-option|global-default|connection-string)$/;
/** Others are no part of answering whoever waits. */
const WAITED_FOR = /^(request|publish|connect)$/;

export function measureOf(judging: Judging, detected: DetectedSite, call: Call): Measure {
  const attempts = clientAttempts(judging, detected);
  const answers = detected.site.performed.action.answer !== 'none';
  const duration = WAITED_FOR.test(call.role) && answers ? waitOf(call, attempts) : 0;
  return { duration, attempts };
}

function waitOf({ protection: { timeout } }: Call, attempts: number | undefined): Duration {
  switch (timeout.status) {
    case 'none':
      return 'unbounded';
    case 'library-default':
      return attempts === undefined ? 'unknown' : timeout.ms * attempts;
    case 'bounded': {
      const { ms, by } = timeout;
      if (ms === undefined) return 'unknown';
      // A signal or a race goes on while the client tries again.
      const isPerAttempt = by !== undefined && PER_ATTEMPT.test(by);
      if (!isPerAttempt) return ms;
      return attempts === undefined ? 'unknown' : ms * attempts;
    }
    case 'partial':
    case 'delegated':
    case 'unknown':
      return 'unknown';
  }
}

/** Attempts of the client alone: what stands around it is on the path. */
function clientAttempts(judging: Judging, detected: DetectedSite): number | undefined {
  const subject = subjectOf(detected);
  const facts = subject.on.client.protection?.retry;
  if (facts === undefined) return 1;
  const { configured, libraryDefault, unknown } = readRetry(judging, subject, facts);
  if (configured !== null) return configured.value.attempts;
  if (libraryDefault !== null) return libraryDefault.attempts;
  return unknown === null ? 1 : undefined;
}

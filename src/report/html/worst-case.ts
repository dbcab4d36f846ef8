import type { Assessment, Call, PathGroup } from '../../model/assessment.js';
import { formatDuration } from '../../text/format-duration.js';
import { isUnbounded } from './coverage-of-calls.js';

/** What is said where nothing ends the wait. */
export const NO_BOUND = 'no bound';

/** By id of the call; null where its time is not known on some path. */
type Times = ReadonlyMap<string, number | null>;

/** The longest one call can take with its retries: "12 s", "8 s or more" where some are not known, "no bound" or "not known". */
export function worstCaseOf(calls: readonly Call[], onPaths: Times): string {
  if (calls.length === 0) return 'n/a';
  if (calls.some(isUnbounded)) return NO_BOUND;
  const times = calls.map((call) => onPaths.get(call.id) ?? ownTime(call));
  const known = times.filter((time) => time !== null);
  if (known.length === 0) return 'not known';
  const longest = readable(Math.max(...known));
  return known.length < times.length ? `${longest} or more` : longest;
}

const MINUTE_MS = 60_000;

/** Minutes, where seconds are too many to be grasped. */
const readable = (ms: number): string =>
  ms >= 10 * MINUTE_MS && ms < 60 * MINUTE_MS
    ? `${Math.round(ms / MINUTE_MS)} min`
    : formatDuration(ms);

/** How long calls take at worst on the paths that lead to them. */
export function timesOnPaths({ callPaths }: Pick<Assessment, 'callPaths'>): Times {
  const times = new Map<string, number | null>();
  const open: PathGroup['steps'] = callPaths.map(({ structure }) => structure);
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (step.step === 'call') {
      const before = times.get(step.call);
      times.set(step.call, longer(before, step.worstCaseMs));
    } else {
      open.push(...step.steps);
    }
  }
  return times;
}

function longer(before: number | null | undefined, time: number | null): number | null {
  if (before === undefined) return time;
  return before === null || time === null ? null : Math.max(before, time);
}

/** What is known of a call that no entry point leads to. */
function ownTime({ protection: { timeout, retry } }: Call): number | null {
  const ms = 'ms' in timeout ? timeout.ms : undefined;
  if (ms === undefined) return null;
  if (retry.status === 'no') return ms;
  return 'attempts' in retry && retry.attempts !== undefined ? ms * retry.attempts : null;
}

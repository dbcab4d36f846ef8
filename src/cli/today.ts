import { KnownError } from '../text/known-error.js';

/** The day the gate goes by: as named, else that of SOURCE_DATE_EPOCH, else the clock's. */
export function dayOf(named: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (named !== undefined) return requireDay(named);
  const epoch = environment['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return dayAt(Date.now());
  const milliseconds = /^\d+$/.test(epoch) ? Number(epoch) * 1000 : Number.NaN;
  if (Number.isFinite(milliseconds) && milliseconds < LATEST) return dayAt(milliseconds);
  const advice = 'Set it to seconds since 1970, or unset it.';
  throw new KnownError(`SOURCE_DATE_EPOCH is "${epoch}"`, advice, 2);
}

const LATEST = Date.UTC(9999, 11, 31);

/** In UTC, so that a gate decides the same everywhere. */
const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** A day that exists, written so that days sort as text. */
export function requireDay(text: string): string {
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(Date.parse(`${text}T00:00Z`) || 0) === text;
  if (isDay) return text;
  throw new KnownError(`"${text}" is no day`, 'Write it as in 2026-12-31.', 2);
}

import { countOf } from '../text/count-of.js';
import type { Fault } from './schema-faults.js';

const MOST_TOLD = 20;

/** A file that is something else altogether has very many mistakes. */
export function toldFaults(faults: readonly Fault[]): readonly Fault[] {
  if (faults.length <= MOST_TOLD) return faults;
  const more = { path: [], message: countOf(faults.length - MOST_TOLD, 'more mistake') };
  return [...faults.slice(0, MOST_TOLD), more];
}

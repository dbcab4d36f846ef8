import type { Call } from '../../model/assessment.js';
import type { CallKind } from '../../model/call-kinds.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { Sources } from '../sources.js';
import { carriesFile } from './carries-file.js';
import { limitMs, type Limits } from './limits.js';

interface Waiting {
  readonly call: Call;
  readonly entry: ClientEntry | undefined;
}

/** The longest wait for the answer of a call; files take longer, unless the user has said how long. */
export function longestWaitMs(
  { call, entry }: Waiting,
  { sources, limits }: { readonly sources: Sources; readonly limits: Limits },
): number {
  const ms = limitMs(call.kind, limits, entry?.protection?.timeout?.recommendedMs);
  const isChosen = limits[call.kind] !== undefined || limits.all !== undefined;
  if (isChosen || ms >= FILE_MS || !SENDING.has(call.kind)) return ms;
  return carriesFile(call, sources) ? FILE_MS : ms;
}

/** Ten megabytes over a line of two megabits. */
const FILE_MS = 60_000;

const SENDING: ReadonlySet<CallKind> = new Set(['http', 'saas', 'storage', 'other']);

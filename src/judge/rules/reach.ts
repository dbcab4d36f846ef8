import type { Assessment, Call, CallPath, EntryPoint, PathGroup } from '../../model/assessment.js';
import { reaches, type Reach } from '../../model/levels.js';

const reachOfEntry: Readonly<Record<EntryPoint['kind'], Reach>> = {
  'http-route': 'request',
  'graphql-resolver': 'request',
  'rpc-method': 'request',
  lambda: 'request',
  consumer: 'worker',
  cron: 'worker',
  cli: 'script',
  startup: 'script',
};

const reachOfTrigger: Readonly<Record<NonNullable<EntryPoint['trigger']>, Reach>> = {
  message: 'worker',
  schedule: 'worker',
  user: 'request',
};

/** Nobody waits for a function that a message or the clock runs; whoever asks a bot does. */
export const entryReach = ({ kind, trigger }: EntryPoint): Reach =>
  trigger === undefined ? reachOfEntry[kind] : reachOfTrigger[trigger];

/** The most urgent of several; scripts where there is none. */
export const mostUrgent = (found: Iterable<Reach>): Reach => {
  const all = new Set(found);
  return reaches.find((reach) => all.has(reach)) ?? 'script';
};

/** Who waits for each call, by what leads to it. */
export function reachOfCalls(assessment: Assessment): (call: Call) => Reach {
  const { callPaths, entryPoints } = assessment;
  const entryById = new Map(entryPoints.map((entry) => [entry.id, entry]));
  const found = new Map<string, Set<Reach>>();
  for (const { entryPoint, structure } of callPaths) {
    const entry = entryById.get(entryPoint);
    if (entry === undefined) continue;
    for (const { id, isDetached } of callsOf(structure)) {
      const reach = entryReach(entry);
      const reaches = found.get(id) ?? new Set();
      found.set(id, reaches.add(isDetached ? behind(reach) : reach));
    }
  }
  const isLibrary = libraries(assessment, found);
  return ({ id, file, context, unawaited, unused }) => {
    if (context !== 'server') return context;
    const reaches = found.get(id) ?? [withoutEntry(isLibrary(file), unused)];
    const reach = mostUrgent(reaches);
    return unawaited === true ? behind(reach) : reach;
  };
}

/** Where no entry point is known to lead: nobody waits for code that nothing uses. */
function withoutEntry(isLibrary: boolean, unused: Call['unused']): Reach {
  if (isLibrary) return 'request';
  return unused === true ? 'script' : 'worker';
}

/**
 * Whether a file belongs to a published package that nothing in the repository leads into: whoever
 * installs it waits for its calls. Elsewhere, what no entry point leads to mostly runs beside the
 * requests, or nowhere: of 80 such calls that were taken for a request's, 63 were none (bench/accuracy).
 */
function libraries(
  { calls, packages, entryPoints }: Assessment,
  reached: ReadonlyMap<string, unknown>,
): (file: string) => boolean {
  const dirs = packages.map(({ dir }) => dir).toSorted((one, other) => other.length - one.length);
  const packageOf = (file: string): string => dirs.find((dir) => file.startsWith(`${dir}/`)) ?? '.';
  const led = new Set([
    ...entryPoints.map(({ file }) => packageOf(file)),
    ...calls.filter(({ id }) => reached.has(id)).map(({ file }) => packageOf(file)),
  ]);
  const published = new Set(packages.filter((one) => one.published).map(({ dir }) => dir));
  return (file) => published.has(packageOf(file)) && !led.has(packageOf(file));
}

/** What a request starts and does not wait for is as urgent as the work of a queue. */
const behind = (reach: Reach): Reach => (reach === 'request' ? 'worker' : reach);

interface CallOnPath {
  readonly id: string;
  /** Nobody on the path waits for it. */
  readonly isDetached: boolean;
}

/** All calls below a group, in its order. */
function callsOf(group: PathGroup): readonly CallOnPath[] {
  const found: CallOnPath[] = [];
  const add = ({ step, steps }: PathGroup, isBehind: boolean): void => {
    const isDetached = isBehind || step === 'detached';
    for (const one of steps) {
      if (one.step === 'call') found.push({ id: one.call, isDetached });
      else add(one, isDetached);
    }
  };
  add(group, false);
  return found;
}

/** Ids of the calls on a call path, each once. */
export const callsOn = ({ structure }: CallPath): ReadonlySet<string> =>
  new Set(callsOf(structure).map(({ id }) => id));

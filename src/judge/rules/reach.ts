import type { Assessment, Call, EntryPoint, PathGroup } from '../../model/assessment.js';
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

export const entryReach = ({ kind }: EntryPoint): Reach => reachOfEntry[kind];

/** The most urgent of several; scripts where there is none. */
export const mostUrgent = (found: Iterable<Reach>): Reach => {
  const all = new Set(found);
  return reaches.find((reach) => all.has(reach)) ?? 'script';
};

/** Who waits for each call, by what leads to it. */
export function reachOfCalls({ callPaths, entryPoints }: Assessment): (call: Call) => Reach {
  const entryById = new Map(entryPoints.map((entry) => [entry.id, entry]));
  const found = new Map<string, Reach[]>();
  for (const { entryPoint, structure } of callPaths) {
    const entry = entryById.get(entryPoint);
    if (entry === undefined) continue;
    for (const id of callsOn(structure)) {
      found.set(id, [...(found.get(id) ?? []), entryReach(entry)]);
    }
  }
  return ({ id, context }) => {
    if (context !== 'server') return context;
    const reaches = found.get(id);
    // Where no entry point is known, somebody's request may well be waiting.
    return reaches === undefined ? 'request' : mostUrgent(reaches);
  };
}

/** Ids of the calls on a call path. */
export function callsOn(group: PathGroup): readonly string[] {
  return group.steps.flatMap((step) => (step.step === 'call' ? [step.call] : callsOn(step)));
}

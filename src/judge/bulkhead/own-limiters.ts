import type { CallFact, CallId } from '../../parse/facts.js';
import type { ChangeFact } from '../../parse/statement-facts.js';
import type { CodeMap } from '../code/code-map.js';
import { isSpelledAs } from '../code/spelling.js';
import type { Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import { isKeyedAt, isPermitKeyed } from './permit-keys.js';

const ACQUIRES = /^(acquire|tryAcquire|acquireLock|lock|take|enter|obtain|runExclusive)$/;
const RELEASES = /^(release|releaseLock|unlock|leave|free)$/;
const PAUSE = /^pause$/;
const RESUME = /^resume$/;

/** What in the function around a call lets only so many through at once. */
export function limiterLayers(judging: Judging, map: CodeMap, call: CallFact): readonly Layer[] {
  const { file } = map.facts;
  const lock = acquired(judging, map, call);
  const skip = lock === null ? skipped(map, call) : null;
  const paused = lock === null && skip === null ? pausedSource(map, call) : null;
  const found = lock ?? skip ?? paused;
  if (found === null) return [];
  const mark = { file, start: found.start, what: found.what };
  return [
    {
      mark,
      by: 'own-code',
      bulkhead: found.limit === undefined ? {} : { limit: found.limit },
      ...(lock === null && { isOnlyForAll: true }),
      source: { by: 'permit' },
    },
  ];
}

interface Found {
  readonly start: number;
  readonly what: string;
  readonly limit?: number;
}

/** A permit is taken before the call and given back after it. */
function acquired(judging: Judging, map: CodeMap, call: CallFact): Found | null {
  if (!besides(map, call, RELEASES).some(([, one]) => one.start > call.start)) return null;
  const taken = besides(map, call, ACQUIRES).find(
    ([id, one]) =>
      one.start < call.start &&
      one.use !== 'statement' &&
      isOneForAll(judging, map.facts.file, [id, one]),
  );
  return taken === undefined ? null : { start: taken[1].start, what: 'a permit is taken' };
}

/** A lock of the catalogue says what its key is; of any other it stands first. */
function isOneForAll(judging: Judging, file: string, [id, call]: [CallId, CallFact]): boolean {
  const point = { file, call: id };
  const asked = judging.callees(point).filter((value) => value.kind === 'operation');
  const locks = asked.filter(({ action }) => action.permit !== undefined);
  if (locks.length > 0) {
    return !locks.some(({ on, action }) => isPermitKeyed(judging, { on, action, point }));
  }
  // Taking a connection of a pool is no limit beyond the pool's own.
  if (asked.some(({ on }) => on.client.guard !== true)) return false;
  const [key] = call.arguments;
  return key === undefined || !isKeyedAt(judging, file, { call, key });
}

/** Calls of the same function that have such a name. */
const besides = (map: CodeMap, call: CallFact, name: RegExp): readonly [CallId, CallFact][] =>
  map.callsNamed(name).flatMap((id): readonly [CallId, CallFact][] => {
    const one = map.facts.calls[id];
    return one?.function === call.function ? [[id, one]] : [];
  });

/** `if (this.isRunning) return; this.isRunning = true; … this.isRunning = false`. */
function skipped(map: CodeMap, call: CallFact): Found | null {
  const changes = map.statements('change', call.function);
  for (const branch of map.branchesIn(call.function)) {
    if (branch.end > call.start) continue;
    const leaves = map
      .within(branch.then, call.function)
      .some(({ kind }) => kind === 'return' || kind === 'throw');
    if (!leaves) continue;
    const raised = changes.find(
      (one) =>
        one.start > branch.end &&
        one.start < call.start &&
        sets(one, true) &&
        isSpelledAs(one.target, branch.test),
    );
    const lowered = changes.some(
      (one) => one.start > call.start && sets(one, false) && isSpelledAs(one.target, branch.test),
    );
    if (raised !== undefined && lowered) {
      return { start: branch.start, what: 'a run that overlaps is skipped', limit: 1 };
    }
  }
  return null;
}

const sets = ({ operator, value }: ChangeFact, wanted: boolean): boolean =>
  operator === '=' && value?.kind === 'literal' && value.value === wanted;

/** `source.pause()` before, `source.resume()` after. */
function pausedSource(map: CodeMap, call: CallFact): Found | null {
  const pause = besides(map, call, PAUSE).find(([, one]) => one.start < call.start)?.[1];
  const resumes = besides(map, call, RESUME).some(([, one]) => one.start > call.start);
  return pause === undefined || !resumes
    ? null
    : { start: pause.start, what: 'the source is paused', limit: 1 };
}

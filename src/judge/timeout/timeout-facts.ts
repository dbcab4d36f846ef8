import type { TimeoutFacts } from '../../model/catalog-protection.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Bound, ProtectionPlace } from '../surroundings/layers.js';
import { actionOf } from '../../detect/operations.js';
import type { FunctionPlace, Mark } from '../code/points.js';
import {
  isSwitchedOff,
  numberOf,
  readIneffective,
  readSettings,
  type Ineffective,
  type Made,
} from '../settings/readings.js';
import { withCarriers } from '../settings/carriers.js';
import { appliesTo } from '../settings/scope.js';
import type { Subject } from '../settings/settings.js';
import { runtimeOf, unknownPlatform } from './platform-fetch.js';
import { isMadeCarrier, unfollowedSender } from './senders.js';
import { addedToNow } from './points-in-time.js';
import { readSignal } from './signals.js';

type Setting = TimeoutFacts['settings'][number];
type Phase = Setting['covers'][number];

/** A bound on the wait for an answer that a client or guard gives. */
export interface TimeoutReading {
  readonly bound: Bound;
  readonly by: ProtectionPlace;
  readonly covers: readonly Phase[];
  readonly mark: Mark | null;
  /** Where what was made there is handed over. */
  readonly handedAt?: Mark;
  /** Only some of the known callers hand it over. */
  readonly isPartial?: true;
}

export interface TimeoutReadings {
  /** Bounds that reach the answer, the shortest first. */
  readonly bounds: readonly TimeoutReading[];
  /** Phases that settings bound besides. */
  readonly otherPhases: readonly Phase[];
  readonly libraryDefault: TimeoutReading | null;
  readonly ineffective: readonly Ineffective[];
  readonly delegated: Mark | null;
  readonly unknown: string | null;
}

const ANSWER: ReadonlySet<Phase> = new Set(['headers', 'body', 'total']);
const boundsAnswer = (covers: readonly Phase[]): boolean =>
  covers.some((phase) => ANSWER.has(phase));

const UNIT: Readonly<Record<Setting['unit'], number>> = { ms: 1, s: 1000, min: 60_000 };

/** What the facts of a client or guard say about the wait of one call. */
export function readTimeout(
  judging: Judging,
  subject: Subject,
  facts: TimeoutFacts,
): TimeoutReadings {
  const read = withCarriers(judging, readSettings(judging, subject, facts.settings));
  const answering = readSettings(
    judging,
    subject,
    facts.settings.filter(({ covers }) => boundsAnswer(covers)),
  );
  const results = read.made.map((made) => readMade(judging, made));
  const bounds = results.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const reaching = bounds.filter(({ covers }) => boundsAnswer(covers));
  const isOff = results.some(({ isOff: off }) => off);
  return {
    bounds: reaching.toSorted(
      (one, other) => (one.bound.ms ?? Infinity) - (other.bound.ms ?? Infinity),
    ),
    otherPhases: bounds.flatMap(({ covers }) => covers).filter((phase) => !ANSWER.has(phase)),
    libraryDefault:
      defaultOf(judging, subject, isOff ? remaining(facts) : facts) ??
      carriedDefault(judging, read.made),
    ineffective: [
      ...read.ineffective,
      ...readIneffective(judging, subject, facts.ineffective),
      ...results.flatMap(({ ineffective }) => (ineffective === null ? [] : [ineffective])),
    ],
    delegated:
      results.find(({ delegated }) => delegated !== null)?.delegated ?? answering.delegated,
    unknown:
      answering.unknown ??
      unfollowedSender(read.made) ??
      unknownVersion(judging, subject, facts) ??
      unknownPlatform(judging, subject, facts),
  };
}

interface Result {
  readonly reading: TimeoutReading | null;
  readonly isOff: boolean;
  readonly ineffective: Ineffective | null;
  readonly delegated: Mark | null;
}

const NOTHING: Result = { reading: null, isOff: false, ineffective: null, delegated: null };

function readMade(judging: Judging, made: Made<Setting>): Result {
  const { setting, found, by, mark } = made;
  const { covers } = setting;
  switch (setting.takes) {
    case 'duration':
      return duration(made);
    case 'deadline':
      return { ...NOTHING, reading: { bound: deadline(judging, made), by, covers, mark } };
    case 'signal':
      return signal(judging, made);
    case 'carrier': {
      const carried = found.values.filter(isMadeCarrier);
      const bounds = found.values.map((value) => carriedBound(judging, value, made));
      const [first] = bounds.flat();
      const isPartial = carried.some((value) => bounds[found.values.indexOf(value)]?.length === 0);
      if (first === undefined) return NOTHING;
      return { ...NOTHING, reading: isPartial ? { ...first, isPartial: true } : first };
    }
  }
}

function duration({ setting, found, by, mark }: Made<Setting>): Result {
  const { covers, unit, off } = setting;
  if (isSwitchedOff(found.values, off)) {
    const ineffective = {
      mark,
      kind: 'switched-off',
      why: 'is switched off: it bounds nothing',
    } as const;
    return { ...NOTHING, isOff: true, ineffective };
  }
  const number = numberOf(found.values);
  const bound = number === undefined ? {} : { ms: number * UNIT[unit] };
  const isPartial = found.isPartial === true ? { isPartial: found.isPartial } : {};
  return { ...NOTHING, reading: { bound, by, covers, mark, ...isPartial } };
}

function signal(judging: Judging, { setting, found, mark }: Made<Setting>): Result {
  const read = readSignal(judging, found.values);
  switch (read.fires) {
    case 'timed': {
      const isTimed = (values: readonly Value[]): boolean =>
        readSignal(judging, values).fires === 'timed';
      const isPartial = found.isPartial === true || found.apart?.every(isTimed) === false;
      return {
        ...NOTHING,
        reading: {
          bound: read.bound,
          by: 'signal',
          covers: setting.covers,
          mark: read.mark ?? mark,
          ...(isPartial && { isPartial }),
        },
      };
    }
    case 'never':
      // A caller's idle signal says nothing of other callers, known or not.
      if (!found.values.every((value) => isMadeIn(value, mark.file)))
        return { ...NOTHING, delegated: mark };
      return {
        ...NOTHING,
        ineffective: { mark, kind: 'idle-signal', why: 'is a signal that nothing aborts' },
      };
    case 'elsewhere':
      return NOTHING;
    case 'unknown':
      return { ...NOTHING, delegated: mark };
  }
}

const isMadeIn = (value: Value, file: string): boolean =>
  value.kind === 'external' && value.creations[0]?.place.file === file;

/** `new Date(Date.now() + 5000)`, `Date.now() + 5000`: the number added to now. */
function deadline(judging: Judging, { found, setting }: Made<Setting>): Bound {
  const { expression, place } = found.at;
  const added = addedToNow(judging, expression, place.file);
  const ms = added === null ? undefined : numberOf(judging.resolver.evaluate(added, place));
  return ms === undefined ? {} : { ms: ms * UNIT[setting.unit] };
}

/** An agent, dispatcher or other client brings the bounds that it was made with. */
function carriedBound(
  judging: Judging,
  value: Value,
  { by, mark }: Made<Setting>,
): readonly TimeoutReading[] {
  if (value.kind === 'function') return ownBounds(judging, value, { by, mark });
  if (value.kind !== 'external') return [];
  const facts = value.client.protection?.timeout;
  if (facts === undefined || value.creations.length === 0) return [];
  const { bounds } = readTimeout(judging, whereMade(value), facts);
  return bounds.map((one) => carriedBy(one, { by, mark }));
}

const whereMade = (on: ExternalValue): Subject => ({
  on,
  point: { file: on.creations[0]?.place.file ?? '', call: -1 },
  operation: '',
  frame: null,
});

const carriedBy = (
  { mark: made, ...rest }: TimeoutReading,
  { by, mark }: { readonly by: ProtectionPlace; readonly mark: Mark },
): TimeoutReading =>
  made === null ? { ...rest, by, mark } : { ...rest, by, mark: made, handedAt: mark };

/** A function of the repository in the place of a client's own: what bounds the calls inside it. */
function ownBounds(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  { by, mark }: { readonly by: ProtectionPlace; readonly mark: Mark },
): readonly TimeoutReading[] {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined) return [];
  return map.callsWithin(fact).flatMap((call) => {
    const point = { file, call };
    const expression = judging.call(point);
    if (expression === undefined) return [];
    return judging.callees(point).flatMap((callee) => {
      const made = actionOf(judging.resolver, expression, callee);
      const facts = made?.on.client.protection?.timeout;
      if (made === null || facts === undefined || made.action.role !== 'request') return [];
      const operation = made.action.operation ?? made.name;
      const read = readTimeout(judging, { on: made.on, point, operation, frame: null }, facts);
      return read.bounds.map((one) => carriedBy(one, { by, mark }));
    });
  });
}

/** A transport that calls the platform's fetch, or a driver, leaves its calls to the bound of that. */
function carriedDefault(judging: Judging, made: readonly Made<Setting>[]): TimeoutReading | null {
  const carriers = made
    .filter(({ setting }) => setting.takes === 'carrier' && setting.withDefaults === true)
    .flatMap(({ found }) => found.values);
  for (const value of carriers) {
    const facts = value.kind === 'external' ? value.client.protection?.timeout : undefined;
    if (value.kind !== 'external' || facts === undefined) continue;
    const { libraryDefault: found } = readTimeout(judging, whereMade(value), facts);
    if (found !== null) return found;
  }
  return null;
}

/** What ends a call whose client's own timeout is switched off. */
const remaining = ({ defaults, ...rest }: TimeoutFacts): TimeoutFacts => ({
  ...rest,
  defaults: defaults.filter(({ remains }) => remains === true),
});

function defaultOf(
  judging: Judging,
  subject: Subject,
  { defaults }: TimeoutFacts,
): TimeoutReading | null {
  const applying = defaults.filter(
    (one) =>
      boundsAnswer(one.covers) &&
      (one.of === undefined || runtimeOf(judging, subject) === null) &&
      appliesTo(judging, subject, one) === 'yes',
  );
  const [shortest] = applying.toSorted((one, other) => one.ms - other.ms);
  return shortest === undefined
    ? null
    : { bound: { ms: shortest.ms }, by: 'library', covers: shortest.covers, mark: null };
}

/** A default that differs between versions says nothing while the version is not known. */
function unknownVersion(
  judging: Judging,
  subject: Subject,
  { defaults }: TimeoutFacts,
): string | null {
  const isOpen = defaults.some(
    (one) => boundsAnswer(one.covers) && appliesTo(judging, subject, one) === 'unknown-version',
  );
  return isOpen ? `the version of ${subject.on.packageName} is not known` : null;
}

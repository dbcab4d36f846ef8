import type { Ineffective as IneffectiveSetting } from '../../model/protection.js';
import { isPartlyKnown } from '../../resolve/expressions/text-values.js';
import type { Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { ProtectionPlace } from '../surroundings/layers.js';
import { overlaid, type LookUp } from './found-setting.js';
import { isOneOf, type Literal } from '../code/literals.js';
import { parsePlace } from './places.js';
import type { Mark } from '../code/points.js';
import { appliesTo, type Applies, type Scope } from './scope.js';
import { findSetting, findSettings, type Subject } from './settings.js';

/** A setting that does nothing, with the reason. */
export interface Ineffective {
  readonly mark: Mark;
  readonly kind: IneffectiveSetting['kind'];
  readonly why: string;
}

/** One setting of the catalogue that is made for a call. */
export interface Made<S> {
  readonly setting: S;
  readonly found: Extract<LookUp, { state: 'set' }>;
  readonly by: ProtectionPlace;
  readonly mark: Mark;
}

/** What is known of the settings of a kind. */
export interface Readings<S> {
  readonly made: readonly Made<S>[];
  readonly ineffective: readonly Ineffective[];
  /** A setting is handed in by callers that are not known. */
  readonly delegated: Mark | null;
  /** Why it could not be read whether a setting is made. */
  readonly unknown: string | null;
}

interface Setting extends Scope {
  readonly at: readonly string[];
  readonly requires?: Requirement | undefined;
}

interface Requirement {
  readonly at: readonly string[];
  readonly is?: readonly Literal[] | undefined;
  readonly why: string;
  readonly otherPurpose?: true | undefined;
}

/** Which of the settings that the catalogue knows are made for a call, the first place of each. */
export function readSettings<S extends Setting>(
  judging: Judging,
  subject: Subject,
  settings: readonly S[],
): Readings<S> {
  const found = settings.flatMap((setting) => {
    const applies = appliesTo(judging, subject, setting);
    return applies === 'no'
      ? []
      : [{ setting, applies, ...firstPlaceSet(judging, subject, setting.at) }];
  });
  const made = found.flatMap(({ setting, applies, found: state, at }): readonly Made<S>[] =>
    state.state === 'set' && applies === 'yes'
      ? [{ setting, found: state, by: byOf(at), mark: markOf({ found: state, at }) }]
      : [],
  );
  const isDelegated = found.some(({ found: { state } }) => state === 'delegated');
  return {
    made: made.filter(({ setting }) => isMet(judging, subject, setting.requires)),
    ineffective: made.flatMap(({ mark, setting: { requires } }) =>
      requires === undefined || isMet(judging, subject, requires)
        ? []
        : [{ mark, ...missing(requires) }],
    ),
    delegated: isDelegated ? markOfCall(judging, subject) : null,
    unknown: found.map((one) => whyUnknown(subject, one)).find((why) => why !== null) ?? null,
  };
}

/** Why a setting could not be read, or not be trusted; null where it was read. */
function whyUnknown(
  { on }: Subject,
  { found, at, applies }: FoundAt & { readonly applies: Applies },
): string | null {
  if (found.state === 'unknown') return `${spelledPlace(at)} could not be read`;
  return found.state === 'set' && applies === 'unknown-version'
    ? `the version of ${on.packageName} is not known`
    : null;
}

const missing = ({ why, otherPurpose }: Requirement): Omit<Ineffective, 'mark'> => ({
  kind: otherPurpose ? 'other-purpose' : 'incomplete',
  why,
});

export interface FoundAt {
  readonly found: LookUp;
  readonly at: string;
}

/**
 * The first place of several that says something; what is set comes before what cannot be read. Where only
 * some callers set it there, the next place that is set holds for the others.
 */
export function firstPlaceSet(
  judging: Judging,
  subject: Subject,
  places: readonly string[],
): FoundAt {
  const all = places.map((at) => ({ found: findSetting(judging, subject, at), at }));
  const [first, ...next] = all.filter(({ found }) => found.state === 'set');
  if (first !== undefined) {
    return {
      ...first,
      found: next.reduce((over, { found }) => overlaid(over, found), first.found),
    };
  }
  return (
    all.find(({ found }) => found.state === 'delegated') ??
    all.find(({ found }) => found.state === 'unknown') ?? { found: { state: 'absent' }, at: '' }
  );
}

interface IneffectiveFact extends Setting {
  readonly why: string;
  readonly ignored?: true | undefined;
}

/** Settings of the catalogue that are known to do nothing and are made all the same. */
export function readIneffective(
  judging: Judging,
  subject: Subject,
  settings: readonly IneffectiveFact[],
): readonly Ineffective[] {
  return settings.flatMap((setting) => {
    if (appliesTo(judging, subject, setting) !== 'yes') return [];
    const first = firstPlaceSet(judging, subject, setting.at);
    if (first.found.state !== 'set' || isSwitchedOff(first.found.values)) return [];
    const kind = setting.ignored ? 'ignored' : 'other-purpose';
    return [{ mark: markOf(first), kind, why: setting.why }];
  });
}

function isMet(judging: Judging, subject: Subject, requires: Requirement | undefined): boolean {
  if (requires === undefined) return true;
  const { is } = requires;
  return requires.at
    .flatMap((at) => findSettings(judging, subject, at))
    .some(
      (found) =>
        found.state === 'set' &&
        (is === undefined || found.values.some((value) => isOneOf(value, is)) || spells(found, is)),
    );
}

/** `TimeoutStrategy.Aggressive`: an enum's member of a package is known by its spelling. */
function spells(
  { values, at }: Extract<LookUp, { state: 'set' }>,
  accepted: readonly Literal[],
): boolean {
  const packaged = values.some(
    (value) => value.kind === 'package' && accepted.includes(value.path),
  );
  const { expression } = at;
  return (
    packaged ||
    (expression.kind === 'member' &&
      expression.object.kind === 'name' &&
      accepted.includes(`${expression.object.name}.${expression.property ?? ''}`))
  );
}

const SWITCHED_OFF: readonly Literal[] = [0, false, null, Infinity];

/** Whether every value that a setting can have switches it off. */
export const isSwitchedOff = (
  values: readonly Value[],
  off: readonly Literal[] = SWITCHED_OFF,
): boolean => {
  // What the environment may hold instead is not in the sources: their default counts.
  const telling = values.filter((value) => !isPartlyKnown(value));
  return (
    telling.length > 0 && telling.every((value) => isOneOf(value, off) || isOffText(value, off))
  );
};

/** `parseInt(process.env.TIMEOUT ?? '0')`. */
const isOffText = (value: Value, off: readonly Literal[]): boolean =>
  value.kind === 'constant' &&
  typeof value.value === 'string' &&
  off.includes(numberOf([value]) ?? NaN);

/** The greatest number that a setting can have, where its numbers are in the sources. */
export function numberOf(values: readonly Value[]): number | undefined {
  const numbers = values.flatMap((value) => {
    if (value.kind !== 'constant') return [];
    if (typeof value.value === 'number') return [value.value];
    return typeof value.value === 'string' && /^\d+(\.\d+)?$/.test(value.value)
      ? [Number(value.value)]
      : [];
  });
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** The number that a setting has, where it has but one: callers may differ. */
export function onlyNumberOf(values: readonly Value[]): number | undefined {
  const numbers = new Set(values.map((value) => numberOf([value])));
  numbers.delete(undefined);
  const [only] = numbers;
  return numbers.size === 1 ? only : undefined;
}

function byOf(at: string): ProtectionPlace {
  if (at.includes('?')) return 'connection-string';
  if (/^(global|setup)\./.test(at)) return 'global-default';
  return /^(call|chain)\./.test(at) ? 'call-option' : 'client-option';
}

function markOf({ found, at }: FoundAt): Mark {
  if (found.state !== 'set') throw new Error('only a setting that is made has a place');
  const { place, start } = found.at;
  return { file: place.file, start, what: spelledPlace(at) };
}

/** "timeout" of `call.1.timeout` and of `….useFactory.().timeout`, "setTimeout" of `chain.setTimeout.0`: how the sources spell it. */
function spelledPlace(at: string): string {
  const { names, path, query } = parsePlace(at);
  if (query !== undefined) return query;
  const own = path.slice(path.lastIndexOf('()') + 1);
  return (own.length > 0 ? own : names).join('.') || 'options';
}

function markOfCall(judging: Judging, { point, operation }: Subject): Mark {
  return { file: point.file, start: judging.call(point)?.start ?? 0, what: operation };
}

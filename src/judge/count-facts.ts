import type { BulkheadFacts, RetryFacts } from '../model/catalog-protection.js';
import type { Expression } from '../parse/facts.js';
import type { ExternalValue, Value } from '../resolve/values.js';
import { namesOutage } from './error-tests.js';
import type { Judging } from './judging.js';
import type { Limit, ProtectionPlace, Repetition } from './layers.js';
import type { Mark } from './points.js';
import {
  isSwitchedOff,
  numberOf,
  readIneffective,
  readSettings,
  type Ineffective,
  type Made,
  type Readings,
} from './readings.js';
import { appliesTo } from './scope.js';
import { findSetting, type Subject } from './settings.js';

/** What a client or guard says of a protection that is counted: attempts, or calls in flight. */
export interface CountReadings<T> {
  readonly configured: {
    readonly value: T;
    readonly by: ProtectionPlace;
    /** Where it is set: where it is handed over first, then where it was made. */
    readonly marks: readonly Mark[];
    /** The agent or pool that brings it. */
    readonly carrier?: ExternalValue;
  } | null;
  /** A setting switches off what the library does by itself. */
  readonly isOff: boolean;
  readonly libraryDefault: T | null;
  readonly ineffective: readonly Ineffective[];
  readonly unknown: string | null;
  /** The client behind this one whose retries these are. */
  readonly carriedBy?: ExternalValue;
}

type RetrySetting = RetryFacts['settings'][number];

/** What a client is told to repeat, else what that is told that it sends through, else its own way. */
export function readRetry(
  judging: Judging,
  subject: Subject,
  facts: RetryFacts,
): CountReadings<Repetition> {
  const settings = facts.settings.filter(({ takes }) => takes === 'count');
  const own = readOwnRetry(judging, subject, { ...facts, settings });
  if (own.configured !== null || own.isOff) return own;
  const carried = carriedRetry(judging, subject, facts);
  const isTold = carried !== null && (carried.configured !== null || carried.isOff);
  return isTold || own.libraryDefault === null ? (carried ?? own) : own;
}

/** A carrier that cannot be read changes nothing: few clients of a kind repeat. */
function carriedRetry(
  judging: Judging,
  subject: Subject,
  facts: RetryFacts,
): CountReadings<Repetition> | null {
  const carriers = facts.settings.filter(({ takes }) => takes === 'carrier');
  const values = readSettings(judging, subject, carriers).made.flatMap(({ found }) => found.values);
  for (const on of values) {
    const inner = on.kind === 'external' ? on.client.protection?.retry : undefined;
    if (on.kind !== 'external' || inner === undefined) continue;
    const point = { file: on.creations[0]?.place.file ?? subject.point.file, call: -1 };
    const read = readRetry(judging, { on, point, operation: '', frame: null }, inner);
    return { carriedBy: on, ...read };
  }
  return null;
}

function readOwnRetry(
  judging: Judging,
  subject: Subject,
  facts: RetryFacts,
): CountReadings<Repetition> {
  const read = readSettings(judging, subject, facts.settings);
  const chosen = read.made.filter(({ setting }) => !selectsNoOutage(judging, subject, setting));
  const made = chosen.map((one) => ({
    one,
    isOff: isSwitchedOff(one.found.values, one.setting.off),
  }));
  const on = made.find(({ isOff }) => !isOff)?.one;
  const isOff = on === undefined && made.length > 0;
  const applying = facts.defaults.filter((one) => appliesTo(judging, subject, one) === 'yes');
  return {
    configured: on === undefined ? null : { value: attemptsOf(on), by: on.by, marks: [on.mark] },
    isOff,
    libraryDefault: isOff ? null : defaultAttempts(applying[0], facts, read),
    ineffective: [
      ...read.ineffective,
      ...read.made.filter((one) => !chosen.includes(one)).map(repeatsOthers),
      ...readIneffective(judging, subject, facts.ineffective),
    ],
    unknown: read.unknown ?? unknownVersion(judging, subject, facts.defaults),
  };
}

/** The library's own number, unless a setting that cannot be read here may name another. */
function defaultAttempts(
  own: RetryFacts['defaults'][number] | undefined,
  { settings }: RetryFacts,
  { unknown, delegated }: Readings<RetrySetting>,
): Repetition | null {
  if (own === undefined) return null;
  const isRead = unknown === null && delegated === null;
  const isSwitch = ({ counts, attempts }: RetrySetting): boolean =>
    counts === 'presence' && attempts === own.attempts;
  return isRead || settings.every(isSwitch) ? { attempts: own.attempts } : {};
}

const repeatsOthers = ({ mark }: Made<RetrySetting>): Ineffective => ({
  mark,
  kind: 'other-purpose',
  why: 'repeats only the failures that it names, and no outage is among them',
});

/** `retry: { match: [/deadlock/i] }`: what is named can be read, and no outage is among it. */
function selectsNoOutage(judging: Judging, subject: Subject, { selects }: RetrySetting): boolean {
  const named = (selects ?? [])
    .map((at) => findSetting(judging, subject, at))
    .flatMap((found) => (found.state === 'set' ? [found.at.expression] : []))
    .flatMap((one) => (one.kind === 'array' ? one.elements : [one]));
  const texts = named.map(patternText);
  return texts.length > 0 && texts.every((text) => text !== null && !namesOutage(text));
}

/** The text of a pattern or text; null for what cannot be read. */
function patternText(expression: Expression): string | null {
  if (expression.kind === 'literal') return String(expression.value);
  return expression.kind === 'other' && expression.what.startsWith(PATTERN)
    ? expression.what.slice(PATTERN.length)
    : null;
}

const PATTERN = 'regexp ';

function attemptsOf({ setting, found }: Made<RetrySetting>): Repetition {
  const number = setting.counts === 'presence' ? undefined : numberOf(found.values);
  if (number === undefined || !Number.isFinite(number)) {
    return setting.attempts === undefined ? {} : { attempts: setting.attempts };
  }
  return { attempts: Math.max(1, Math.round(number) + (setting.counts === 'retries' ? 1 : 0)) };
}

export function readBulkhead(
  judging: Judging,
  subject: Subject,
  facts: BulkheadFacts,
): CountReadings<Limit> {
  const read = readSettings(judging, subject, facts.settings);
  const limits = read.made.flatMap((made) => {
    const found = limitOf(judging, made);
    if (found === null) return [];
    const carrier = carrierOf(made);
    const marks = [made.mark, ...found.marks];
    return [{ value: found.limit, by: made.by, marks, ...(carrier !== null && { carrier }) }];
  });
  const isOff =
    limits.length === 0 &&
    read.made.some(
      ({ found, setting }) =>
        setting.takes === 'number' && isSwitchedOff(found.values, setting.off),
    );
  const applying = facts.defaults.filter((one) => appliesTo(judging, subject, one) === 'yes');
  return {
    configured: limits[0] ?? null,
    isOff,
    libraryDefault: isOff ? null : defaultLimit(applying, carriedDefaults(judging, read.made)),
    ineffective: [...read.ineffective, ...readIneffective(judging, subject, facts.ineffective)],
    unknown: read.unknown ?? unknownVersion(judging, subject, facts.defaults),
  };
}

/** What a pool or agent that was handed over limits by itself, else what the client does. */
function defaultLimit(
  applying: readonly { readonly limit?: number | undefined }[],
  carried: readonly Limit[],
): Limit | null {
  const [own] = applying;
  // A finite limit of unknown size is one all the same.
  const given = own === undefined ? null : own.limit === undefined ? {} : { limit: own.limit };
  return carried[0] ?? given;
}

const carriedDefaults = (
  judging: Judging,
  made: readonly Made<BulkheadFacts['settings'][number]>[],
): readonly Limit[] =>
  made
    .filter(({ setting }) => setting.takes === 'carrier')
    .flatMap(({ found }) => found.values)
    .flatMap((value) => carriedReadings(judging, value)?.libraryDefault ?? []);

interface FoundLimit {
  readonly limit: Limit;
  /** Where the carrier itself is limited. */
  readonly marks: readonly Mark[];
}

function limitOf(
  judging: Judging,
  { setting, found }: Made<BulkheadFacts['settings'][number]>,
): FoundLimit | null {
  switch (setting.takes) {
    case 'presence':
      return { limit: {}, marks: [] };
    case 'number': {
      if (isSwitchedOff(found.values, setting.off)) return null;
      const limit = numberOf(found.values);
      const isReadable = limit !== undefined && Number.isInteger(limit) && limit >= 1;
      return { limit: isReadable ? { limit } : {}, marks: [] };
    }
    case 'carrier':
      return (
        found.values.map((value) => carriedLimit(judging, value)).find((one) => one !== null) ??
        null
      );
  }
}

const carrierOf = ({
  setting,
  found,
}: Made<BulkheadFacts['settings'][number]>): ExternalValue | null => {
  if (setting.takes !== 'carrier') return null;
  return found.values.find((value) => value.kind === 'external') ?? null;
};

/** An agent or pool brings the limit that it was made with. */
function carriedLimit(judging: Judging, value: Value): FoundLimit | null {
  const configured = carriedReadings(judging, value)?.configured;
  return configured == null ? null : { limit: configured.value, marks: configured.marks };
}

function carriedReadings(judging: Judging, value: Value): CountReadings<Limit> | null {
  if (value.kind !== 'external') return null;
  const facts = value.client.protection?.bulkhead;
  const [made] = value.creations;
  if (facts === undefined || made === undefined) return null;
  const point = { file: made.place.file, call: -1 };
  const subject: Subject = { on: value, point, operation: '', frame: null };
  return readBulkhead(judging, subject, facts);
}

function unknownVersion(
  judging: Judging,
  subject: Subject,
  defaults: readonly Parameters<typeof appliesTo>[2][],
): string | null {
  const isOpen = defaults.some((one) => appliesTo(judging, subject, one) === 'unknown-version');
  return isOpen ? `the version of ${subject.on.packageName} is not known` : null;
}

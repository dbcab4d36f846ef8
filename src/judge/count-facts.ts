import type { BulkheadFacts, RetryFacts } from '../model/catalog-protection.js';
import type { ExternalValue, Value } from '../resolve/values.js';
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
} from './readings.js';
import { appliesTo } from './scope.js';
import type { Subject } from './settings.js';

/** What a client or guard says of a protection that is counted: attempts, or calls in flight. */
export interface CountReadings<T> {
  readonly configured: {
    readonly value: T;
    readonly by: ProtectionPlace;
    readonly mark: Mark;
    /** The agent or pool that brings it. */
    readonly carrier?: ExternalValue;
  } | null;
  /** A setting switches off what the library does by itself. */
  readonly isOff: boolean;
  readonly libraryDefault: T | null;
  readonly ineffective: readonly Ineffective[];
  readonly unknown: string | null;
}

type RetrySetting = RetryFacts['settings'][number];

export function readRetry(
  judging: Judging,
  subject: Subject,
  facts: RetryFacts,
): CountReadings<Repetition> {
  const read = readSettings(judging, subject, facts.settings);
  const made = read.made.map((one) => ({
    one,
    isOff: isSwitchedOff(one.found.values, one.setting.off),
  }));
  const on = made.find(({ isOff }) => !isOff)?.one;
  const isOff = on === undefined && made.length > 0;
  const applying = facts.defaults.filter((one) => appliesTo(judging, subject, one) === 'yes');
  return {
    configured: on === undefined ? null : { value: attemptsOf(on), by: on.by, mark: on.mark },
    isOff,
    libraryDefault: isOff || applying[0] === undefined ? null : { attempts: applying[0].attempts },
    ineffective: [...read.ineffective, ...readIneffective(judging, subject, facts.ineffective)],
    unknown: read.unknown ?? unknownVersion(judging, subject, facts.defaults),
  };
}

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
    const limit = limitOf(judging, made);
    const carrier = limit === null ? null : carrierOf(made);
    return limit === null
      ? []
      : [{ value: limit, by: made.by, mark: made.mark, ...(carrier !== null && { carrier }) }];
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

function limitOf(
  judging: Judging,
  { setting, found }: Made<BulkheadFacts['settings'][number]>,
): Limit | null {
  switch (setting.takes) {
    case 'presence':
      return {};
    case 'number': {
      if (isSwitchedOff(found.values, setting.off)) return null;
      const limit = numberOf(found.values);
      return limit === undefined || !Number.isInteger(limit) || limit < 1 ? {} : { limit };
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
const carriedLimit = (judging: Judging, value: Value): Limit | null =>
  carriedReadings(judging, value)?.configured?.value ?? null;

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

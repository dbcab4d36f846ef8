import type { BulkheadFacts } from '../../model/catalog-protection.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Limit, ProtectionPlace } from '../surroundings/layers.js';
import type { Mark } from '../code/points.js';
import {
  isSwitchedOff,
  numberOf,
  readIneffective,
  readSettings,
  type Ineffective,
  type Made,
} from './readings.js';
import { withCarriers } from './carriers.js';
import { appliesTo } from './scope.js';
import type { Subject } from './settings.js';
import { valuesApart } from './found-setting.js';

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

export function readBulkhead(
  judging: Judging,
  subject: Subject,
  facts: BulkheadFacts,
): CountReadings<Limit> {
  const read = withCarriers(judging, readSettings(judging, subject, facts.settings));
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
      // A branch or caller that sets what cannot be read may allow more.
      const limits = valuesApart(found).map(numberOf);
      const limit = limits.includes(undefined) ? undefined : numberOf(found.values);
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

/** A default that differs between versions says nothing while the version is not known. */
export function unknownVersion(
  judging: Judging,
  subject: Subject,
  defaults: readonly Parameters<typeof appliesTo>[2][],
): string | null {
  const isOpen = defaults.some((one) => appliesTo(judging, subject, one) === 'unknown-version');
  return isOpen ? `the version of ${subject.on.packageName} is not known` : null;
}

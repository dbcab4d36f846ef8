import type { Detail } from '../../model/catalog-protection.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { LookUp } from '../settings/found-setting.js';
import type { Mark } from '../code/points.js';
import { numberOf } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import { findSetting, type Subject } from '../settings/settings.js';

type Literal = string | number | boolean | null;

/** A field that the sources set and that could not be read. */
export interface Unread {
  readonly what: string;
  readonly reason: string;
}

/** The fields of a policy. */
export interface Details {
  readonly known: ReadonlyMap<string, Literal>;
  /** Fields that are known to be absent. */
  readonly absent: ReadonlySet<string>;
  readonly unread: readonly Unread[];
  /** Where what is known was set. */
  readonly marks: readonly Mark[];
}

/** What a protection of the catalogue says of its details. */
export interface Detailed {
  readonly details: readonly Detail[];
  readonly carriers?: readonly {
    readonly at: readonly string[];
    readonly on?: readonly string[] | undefined;
  }[];
}

/** Which protection of a carrier holds what it brings. */
type Protection = 'retry' | 'breaker';

/** The details of a policy: what its settings say, what objects in them bring, else the defaults. */
export function readDetails(
  judging: Judging,
  subject: Subject,
  { facts, of }: { readonly facts: Detailed; readonly of?: Protection },
): Details {
  const reading = new Reading(judging, subject);
  // What an object brings says more than that there is one.
  for (const carried of of === undefined ? [] : carriedBy(judging, subject, facts)) {
    const own = carried.client.protection?.[of ?? 'retry'];
    const inner = { ...subject, on: carried };
    for (const detail of own?.details ?? []) reading.read(detail, inner);
  }
  for (const detail of facts.details) reading.read(detail);
  return reading;
}

/** Objects that stand where a policy takes one. */
function carriedBy(
  judging: Judging,
  subject: Subject,
  { carriers = [] }: Detailed,
): readonly ExternalValue[] {
  return carriers
    .filter((one) => appliesTo(judging, subject, one) === 'yes')
    .flatMap(({ at }) => at.map((place) => findSetting(judging, subject, place)))
    .flatMap((found) => (found.state === 'set' ? found.values : []))
    .filter((value) => value.kind === 'external');
}

class Reading implements Details {
  readonly known = new Map<string, Literal>();
  readonly absent = new Set<string>();
  readonly unread: Unread[] = [];
  readonly marks: Mark[] = [];
  readonly #judging: Judging;
  readonly #subject: Subject;

  constructor(judging: Judging, subject: Subject) {
    this.#judging = judging;
    this.#subject = subject;
  }

  read(detail: Detail, subject = this.#subject): void {
    const { gives } = detail;
    if (this.known.has(gives) || this.unread.some(({ what }) => what === gives)) return;
    const applies = appliesTo(this.#judging, subject, detail);
    if (applies === 'no') return;
    const found = this.#find(detail, subject);
    if (found.state === 'absent') {
      this.#leave(detail, applies === 'yes');
      return;
    }
    const value = found.state === 'set' ? meaningOf(detail, found) : undefined;
    if (value === undefined) {
      this.unread.push({ what: gives, reason: `${spelled(detail)} could not be read` });
      return;
    }
    this.known.set(gives, value);
    if (found.state === 'set') this.#note(detail, found);
  }

  #note(detail: Detail, { at: { place, start } }: Extract<LookUp, { state: 'set' }>): void {
    this.marks.push({ file: place.file, start, what: spelled(detail) });
  }

  #find({ at }: Detail, subject: Subject): LookUp {
    if (at.length > 0 && isKnownByType(subject.on)) return { state: 'unknown' };
    const all = at.map((place) => findSetting(this.#judging, subject, place));
    return (
      all.find(({ state }) => state === 'set') ??
      all.find(({ state }) => state !== 'absent') ?? { state: 'absent' }
    );
  }

  /** No setting is made. */
  #leave({ gives, default: given }: Detail, isCertain: boolean): void {
    if (!isCertain) return;
    if (given !== undefined) this.known.set(gives, given);
    else this.absent.add(gives);
  }
}

/** It is made somewhere, and where is not known: an annotation says what it is. */
export const isKnownByType = ({ creations, type, client }: ExternalValue): boolean =>
  creations.length === 0 &&
  ![client.exports, client.globals, ...Object.values(client.subpaths ?? {})].some((names) =>
    Object.values(names).includes(type),
  );

/** Fields that are no number. */
const WORDS: ReadonlySet<string> = new Set([
  'endless',
  'backoff',
  'jitter',
  'honoursRetryAfter',
  'adaptive',
] satisfies Detail['gives'][]);

const UNITS = { ms: 1, s: 1000, min: 60_000, percent: 0.01 } as const;

/** What a setting says; undefined where that cannot be read. */
function meaningOf(
  { gives, unit = 'ms', means = {}, otherwise }: Detail,
  { values, at: { expression }, isPartial }: Extract<LookUp, { state: 'set' }>,
): Literal | undefined {
  if (isPartial === true) return undefined;
  const number = numberOf(values);
  const name = expression.kind === 'member' ? expression.property : null;
  const spellings = [...values.map(spellingOf), name, number === undefined ? null : 'number'];
  const meant = spellings.find((one) => one != null && Object.hasOwn(means, one));
  if (meant != null) return means[meant];
  if (otherwise !== undefined) return otherwise;
  if (number === undefined) return WORDS.has(gives) ? constantOf(values) : undefined;
  return Number.isFinite(number) ? number * UNITS[unit] : undefined;
}

function constantOf(values: readonly Value[]): Literal | undefined {
  const constant = values.find((value) => value.kind === 'constant');
  return constant?.kind === 'constant' ? constant.value : undefined;
}

/** How the catalogue spells a value: a constant as it is, what packages and functions export by name. */
function spellingOf(value: Value): string | null {
  switch (value.kind) {
    case 'constant':
      return String(value.value);
    case 'package':
      return value.path.split('.').at(-1) ?? null;
    case 'external':
    case 'operation':
    case 'function':
    case 'class':
    case 'instance':
    case 'object':
    case 'list':
    case 'shape':
    case 'callable':
    case 'module':
      return null;
  }
}

/** "minTimeout" of `call.1.minTimeout`. */
const spelled = ({ at: [place = ''], gives }: Detail): string => {
  const last = place.split('.').at(-1) ?? '';
  return last === '' || /^(\d+|last)$/.test(last) ? gives : last;
};

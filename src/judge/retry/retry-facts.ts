import type { RetryFacts } from '../../model/catalog-protection.js';
import type { Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { unknownVersion, type CountReadings } from '../settings/count-facts.js';
import { namesOutage, passesOnlyClientErrors } from '../fallback/error-tests.js';
import type { Judging } from '../judging.js';
import type { Repetition } from '../surroundings/layers.js';
import {
  isSwitchedOff,
  numberOf,
  readIneffective,
  readSettings,
  type Ineffective,
  type Made,
  type Readings,
} from '../settings/readings.js';
import { methodRepeated, type MethodRepeated } from './repeated-methods.js';
import { withCarriers } from '../settings/carriers.js';
import { appliesTo } from '../settings/scope.js';
import { findSetting, type Subject } from '../settings/settings.js';

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
  const { made } = withCarriers(judging, readSettings(judging, subject, carriers));
  const values = made.flatMap(({ found }) => found.values);
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
  const asked = { told: subject, call: subject };
  const byItself = methodRepeated(judging, asked, facts.methods);
  const whenSet = facts.methods.filter(({ unlessSet }) => unlessSet !== true);
  const repeated = methodRepeated(judging, asked, whenSet);
  const { chosen, useless } = sorted(judging, subject, { read, repeated });
  const made = chosen.map((one) => ({
    one,
    isOff: isSwitchedOff(one.found.values, one.setting.off),
  }));
  const on = made.find(({ isOff }) => !isOff)?.one;
  const isOff = on === undefined && made.length > 0;
  const applying = facts.defaults.filter((one) => appliesTo(judging, subject, one) === 'yes');
  const repeats = !isOff && useless.length === 0 && byItself.is === 'repeated';
  return {
    configured: on === undefined ? null : { value: attemptsOf(on), by: on.by, marks: [on.mark] },
    isOff,
    libraryDefault: repeats ? defaultAttempts(applying[0], facts, read) : null,
    ineffective: [
      ...read.ineffective,
      ...useless,
      ...readIneffective(judging, subject, facts.ineffective),
    ],
    unknown:
      read.unknown ??
      unknownVersion(judging, subject, facts.defaults) ??
      (byItself.is === 'unknown' && !isOff ? byItself.why : null),
  };
}

interface Sorted {
  readonly chosen: readonly Made<RetrySetting>[];
  /** Settings that repeat no outage of this call. */
  readonly useless: readonly Ineffective[];
}

function sorted(
  judging: Judging,
  subject: Subject,
  {
    read: { made },
    repeated,
  }: { readonly read: Readings<RetrySetting>; readonly repeated: MethodRepeated },
): Sorted {
  if (repeated.is === 'unknown')
    return {
      chosen: made.filter(({ setting, found }) => isSwitchedOff(found.values, setting.off)),
      useless: [],
    };
  const reasons = made.map((one) => ({
    one,
    why: whyUseless(judging, subject, { one, repeated }),
  }));
  return {
    chosen: reasons.flatMap(({ one, why }) => (why === null ? [one] : [])),
    useless: reasons.flatMap(({ one: { mark }, why }) =>
      why === null ? [] : [{ mark, kind: 'other-purpose', why }],
    ),
  };
}

/** Why a setting repeats no outage of this call; null where it does, or is switched off anyway. */
function whyUseless(
  judging: Judging,
  subject: Subject,
  { one, repeated }: { readonly one: Made<RetrySetting>; readonly repeated: MethodRepeated },
): string | null {
  if (isSwitchedOff(one.found.values, one.setting.off)) return null;
  if (selectsNoOutage(judging, subject, one.setting))
    return 'repeats only the failures that it names, and no outage is among them';
  return repeated.is === 'sent-once' ? repeated.why : null;
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

/** `retry: { match: [/deadlock/i] }`: what is named can be read, and no outage is among it. */
function selectsNoOutage(judging: Judging, subject: Subject, { selects }: RetrySetting): boolean {
  const told = (selects ?? [])
    .map((at) => findSetting(judging, subject, at))
    .flatMap((found) => (found.state === 'set' ? [found] : []));
  if (told.some(({ values }) => selectsOnlyClientErrors(judging, values))) return true;
  const named = told.flatMap(({ at: { expression } }) =>
    expression.kind === 'array' ? expression.elements : [expression],
  );
  const texts = named.map(patternText);
  return texts.length > 0 && texts.every((text) => text !== null && !namesOutage(text));
}

/** `(error) => error.response?.status === 429`. */
const selectsOnlyClientErrors = (judging: Judging, values: readonly Value[]): boolean =>
  values.length > 0 &&
  values.every((value) => {
    if (value.kind !== 'function') return false;
    const returned = judging.facts(value.file)?.functions[value.function]?.returns ?? [];
    return returned.length === 1 && returned.every(passesOnlyClientErrors);
  });

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

import type { Protection } from '../model/assessment.js';
import type { DetectedSite } from '../detect/detect.js';
import { answeredFailure } from './fallback/answered-failures.js';
import { readBulkhead, type CountReadings } from './settings/count-facts.js';
import { readRetry } from './retry/retry-facts.js';
import type { Judging } from './judging.js';
import { isShutOff } from './code/shut-off.js';
import {
  surrounded,
  type Limit,
  type Repetition,
  type Shared,
  type Summary,
  UNPROTECTED,
} from './surroundings/layers.js';
import type { Policies } from './policies/policy.js';
import { ownFallback } from './surroundings/guards.js';
import { hookLayers } from './surroundings/hooks.js';
import { interceptedLayers } from './surroundings/client-interceptors.js';
import type { AttachedGuards } from './surroundings/attached-guards.js';
import type { Outside } from './surroundings/outside.js';
import type { Subject } from './settings/settings.js';
import type { Waiting } from './surroundings/surveyor.js';
import { readsAnswer } from './fallback/effects.js';
import { timeoutVerdict } from './timeout/timeout-verdict.js';
import { withMaking } from './settings/makings.js';
import { evidenceOf, ineffectiveOf } from './verdict-parts.js';

type Verdict<K extends keyof Protection> = Protection[K];

/** The five verdicts of one call, and the policies that they come from. */
export interface Judged {
  readonly protection: Protection;
  readonly own: OwnPolicies;
  readonly policies: Policies;
  readonly waiting: Waiting;
  /** Only methods that nothing calls lead to it, or a test in front of it has one outcome for all callers. */
  readonly isUnreached: boolean;
}

/** What a client does by itself for one of its calls. */
export interface OwnPolicies {
  readonly subject: Subject;
  readonly retry: CountReadings<Repetition> | null;
  readonly bulkhead: CountReadings<Limit> | null;
}

/** The five verdicts of one call. */
export function judgeCall(
  judging: Judging,
  { outside, guards }: { readonly outside: Outside; readonly guards: AttachedGuards },
  { detected, isFannedOut }: { readonly detected: DetectedSite; readonly isFannedOut: boolean },
): Judged {
  const subject = withMaking(judging, subjectOf(detected));
  const layers = [
    ...hookLayers(judging, subject),
    ...interceptedLayers(judging, subject),
    ...ownFallback(judging, subject),
    ...answeredFailure(judging, subject),
    ...guards.layers(subject),
  ];
  const inside = judging.survey.around(subject.point);
  const around = withFanOut(surrounded(layers, outside.beyond(inside)), isFannedOut);
  const facts = subject.on.client.protection;
  const retry = facts?.retry === undefined ? null : readRetry(judging, subject, facts.retry);
  const bulkhead =
    facts?.bulkhead === undefined ? null : readBulkhead(judging, subject, facts.bulkhead);
  const protection = {
    timeout: timeoutVerdict(judging, detected, { subject, around }),
    retry: retryVerdict(judging, retry, around),
    breaker: breakerVerdict(judging, around),
    bulkhead: bulkheadVerdict(judging, bulkhead, around),
    fallback: fallbackVerdict(judging, detected, around),
  };
  const own = { subject, retry, bulkhead };
  const isUnreached = around.isUnreached === true || isShutOff(judging, subject.point);
  return { protection, own, policies: around.policies, waiting: inside.waiting, isUnreached };
}

/** What limits messages does not limit what each of them starts all at once. */
const withFanOut = (around: Summary, isFannedOut: boolean): Summary =>
  isFannedOut && around.bulkhead.isPerMessage === true
    ? { ...around, bulkhead: UNPROTECTED.bulkhead }
    : around;

export function subjectOf({ facts, site }: DetectedSite): Subject {
  const { on, name, action } = site.performed;
  const call = facts.calls.indexOf(site.call);
  return {
    on,
    point: { file: facts.file, call },
    operation: action.operation ?? name,
    frame: null,
  };
}

const byOf = ({ by }: Shared<unknown>): { readonly by?: NonNullable<Shared<unknown>['by']> } =>
  by === undefined ? {} : { by };

function retryVerdict(
  judging: Judging,
  read: OwnPolicies['retry'],
  { retry }: Summary,
): Verdict<'retry'> {
  const idle = read === null ? {} : ineffectiveOf(judging, read.ineffective);
  const own = read?.configured ?? null;
  if (repeats(own)) {
    return { status: 'yes', ...own.value, by: own.by, ...evidenceOf(judging, own.marks), ...idle };
  }
  const around = aroundOf(judging, retry);
  if (retry.on === 'all') return { status: 'yes', ...around, ...idle };
  if (read?.libraryDefault != null) {
    return {
      status: 'builtin',
      ...read.libraryDefault,
      by: 'library',
      ...idle,
    };
  }
  return retry.on === 'some' ? { status: 'partial', ...around, ...idle } : absent(read, idle);
}

type Configured = CountReadings<Repetition>['configured'];

/** One attempt in all is no retry. */
export const repeats = (own: Configured): own is NonNullable<Configured> =>
  own !== null && (own.value.attempts ?? 2) > 1;

/** Neither the client nor anything around it: "no", unless that could not be read. */
function absent<I>(
  read: { readonly unknown: string | null } | null,
  idle: I,
): ({ readonly status: 'unknown'; readonly reason: string } | { readonly status: 'no' }) & I {
  return read?.unknown == null
    ? { status: 'no', ...idle }
    : { status: 'unknown', reason: read.unknown, ...idle };
}

/** What surrounds the call, in the words of a verdict. */
const aroundOf = <T extends object>(
  judging: Judging,
  shared: Shared<T>,
): Partial<T> & ReturnType<typeof byOf> & ReturnType<typeof evidenceOf> =>
  ({
    ...shared.value,
    ...byOf(shared),
    ...evidenceOf(judging, shared.marks),
  }) as Partial<T> & ReturnType<typeof byOf> & ReturnType<typeof evidenceOf>;

function breakerVerdict(judging: Judging, { breaker }: Summary): Verdict<'breaker'> {
  if (breaker.on === 'none') return { status: 'no' };
  const status = breaker.on === 'all' ? 'yes' : 'partial';
  return { status, ...byOf(breaker), ...evidenceOf(judging, breaker.marks) };
}

function bulkheadVerdict(
  judging: Judging,
  read: OwnPolicies['bulkhead'],
  { bulkhead }: Summary,
): Verdict<'bulkhead'> {
  const idle = read === null ? {} : ineffectiveOf(judging, read.ineffective);
  if (read?.configured != null) {
    const { value, by, marks } = read.configured;
    return { status: 'yes', ...value, by, ...evidenceOf(judging, marks), ...idle };
  }
  const around = aroundOf(judging, bulkhead);
  const isAsked = bulkhead.isDefault !== true;
  if (bulkhead.on === 'all' && isAsked) return { status: 'yes', ...around, ...idle };
  if (read?.libraryDefault != null) {
    return { status: 'library-default', ...read.libraryDefault, by: 'library', ...idle };
  }
  if (bulkhead.on === 'all') return { status: 'library-default', ...around, ...idle };
  const isPartial = bulkhead.on === 'some' && isAsked;
  return isPartial ? { status: 'partial', ...around, ...idle } : absent(read, idle);
}

/** What the caller of a failed call gets: an empty answer is an alternative only where one was asked for. */
function fallbackVerdict(
  judging: Judging,
  detected: DetectedSite,
  { fallback: { state, marks, isSilent } }: Summary,
): Verdict<'fallback'> {
  const evidence = {
    ...(isSilent === true && { silent: true as const }),
    ...evidenceOf(judging, marks),
  };
  switch (state) {
    case 'no':
    case 'startup':
      return { status: 'no' };
    case 'partial':
      return { status: 'partial', ...evidence };
    case 'alternative':
      return { status: 'yes', ...evidence };
    case 'default':
      return { status: readsAnswer(judging, detected) ? 'yes' : 'handled', ...evidence };
    case 'reported':
      return { status: 'handled', ...evidence };
  }
}

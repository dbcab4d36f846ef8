import type { protectionPlaces } from '../../model/protection.js';
import {
  merged,
  NO_POLICIES,
  policiesOf,
  type Policies,
  type PolicySource,
} from '../policies/policy.js';
import type { Mark } from '../code/points.js';

export type ProtectionPlace = (typeof protectionPlaces)[number];

/** A finite wait; without `ms` it is finite but its length is not in the sources. */
export interface Bound {
  readonly ms?: number;
}

export interface Repetition {
  /** Attempts in all; absent where not readable. */
  readonly attempts?: number;
}

export interface Limit {
  readonly limit?: number;
}

/**
 * What becomes of a failure that is caught:
 * `alternative`: another source or a prepared value takes its place;
 * `default`: nothing, or something empty, takes its place and the caller goes on;
 * `reported`: it ends in an error answer or a typed error result.
 */
export type Outcome = 'alternative' | 'default' | 'reported';

/** One protection around a call, with what it gives. */
export interface Layer {
  readonly mark: Mark;
  readonly by: ProtectionPlace;
  readonly timeout?: Bound;
  readonly retry?: Repetition;
  readonly breaker?: true;
  readonly bulkhead?: Limit;
  readonly fallback?: Outcome;
  /** The failure is answered by throwing one with a chosen status: somebody must be there to answer. */
  readonly isThrown?: true;
  /** The failure leaves no trace: it is neither logged nor counted nor answered. */
  readonly isSilent?: boolean;
  /** A flag or pause bounds calls only where all of them look at it: others run beside those that do. */
  readonly isOnlyForAll?: true;
  /** Nobody asked for it: a library does so by itself. */
  readonly isDefault?: true;
  /** It limits messages: what one of them starts all at once is not limited. */
  readonly isPerMessage?: true;
  /** What it is described by in the lists of policies; absent where it is none. */
  readonly source?: PolicySource;
}

/** What a group of call paths has in common: a protection stands on all, some or none of them. */
export interface Shared<T> {
  readonly on: 'all' | 'some' | 'none';
  /** The weakest on these paths. */
  readonly value?: T;
  readonly by?: ProtectionPlace;
  readonly marks: readonly Mark[];
  /** It counts on all paths, or on none. */
  readonly isOnlyForAll?: true;
  /** On some of them nobody asked for it. */
  readonly isDefault?: true;
  /** On some of them it limits messages. */
  readonly isPerMessage?: true;
}

/** `startup`: it propagates out of code that runs when the process starts, and ends it. */
export type OutcomeState = Outcome | 'partial' | 'no' | 'startup';

/** What surrounds a call, over all known paths that lead to it. */
export interface Summary {
  readonly timeout: Shared<Bound>;
  readonly retry: Shared<Repetition>;
  readonly breaker: Shared<true>;
  readonly bulkhead: Shared<Limit>;
  readonly fallback: {
    readonly state: OutcomeState;
    readonly marks: readonly Mark[];
    readonly isSilent?: boolean;
  };
  /** Every policy on any of these paths. */
  readonly policies: Policies;
  /** Nothing in the repository leads here. */
  readonly isUnreached?: true;
}

const NOTHING = { on: 'none', marks: [] } as const;

export const UNPROTECTED: Summary = {
  timeout: NOTHING,
  retry: NOTHING,
  breaker: NOTHING,
  bulkhead: NOTHING,
  fallback: { state: 'no', marks: [] },
  policies: NO_POLICIES,
};

export const UNREACHED: Summary = { ...UNPROTECTED, isUnreached: true };

/** What may run by ways that are not known, whatever is known of those that are. */
export const reached = (summary: Summary): Summary => {
  const { isUnreached, ...open } = summary;
  return isUnreached === true ? open : summary;
};

export const STARTUP: Summary = { ...UNPROTECTED, fallback: { state: 'startup', marks: [] } };

/** Layers from the inside out, and beyond them what the callers add. */
export function surrounded(layers: readonly Layer[], outside: Summary): Summary {
  const absorber = absorberOf(layers, outside.fallback.state);
  // A failure that was caught is no reason for anything further out to try again; a thrown answer is.
  const ends = layers.findIndex(
    ({ fallback, isThrown }) => fallback !== undefined && isThrown !== true,
  );
  const retrying = ends < 0 ? layers : layers.slice(0, ends + 1);
  const outsideRetry = ends < 0 ? outside.retry : NOTHING;
  return {
    timeout: given(layers, ({ timeout }) => timeout, outside.timeout),
    retry: given(retrying, ({ retry }) => retry, outsideRetry),
    breaker: given(layers, ({ breaker }) => breaker, outside.breaker),
    bulkhead: given(layers, ({ bulkhead }) => bulkhead, outside.bulkhead),
    fallback:
      absorber?.fallback === undefined
        ? outside.fallback
        : {
            state: absorber.fallback,
            marks: [absorber.mark],
            isSilent: absorber.isSilent === true,
          },
    policies: merged([
      policiesOf(retrying, ['retry']),
      policiesOf(layers, ['breaker', 'bulkhead']),
      ends < 0 ? outside.policies : outside.policies.filter(({ kind }) => kind !== 'retry'),
    ]),
    ...(outside.isUnreached === true && { isUnreached: true }),
  };
}

/** Where the failure ends: an answer that is thrown goes on to whoever catches it further out. */
function absorberOf(layers: readonly Layer[], outside: OutcomeState): Layer | undefined {
  const ending = layers.find(
    ({ fallback, isThrown }) => fallback !== undefined && isThrown !== true,
  );
  if (ending !== undefined) return ending;
  const isEndedOutside =
    outside === 'startup' || outside === 'default' || outside === 'alternative';
  return isEndedOutside ? undefined : layers.find(({ fallback }) => fallback !== undefined);
}

type Reservations = Pick<Layer, 'isOnlyForAll' | 'isDefault' | 'isPerMessage'>;

/** With what reservations a protection counts, where one of these does. */
const reservationsOf = (all: readonly Reservations[]): Reservations => ({
  ...(all.some(({ isOnlyForAll }) => isOnlyForAll === true) && { isOnlyForAll: true }),
  ...(all.some(({ isDefault }) => isDefault === true) && { isDefault: true }),
  ...(all.some(({ isPerMessage }) => isPerMessage === true) && { isPerMessage: true }),
});

function given<T>(
  layers: readonly Layer[],
  read: (layer: Layer) => T | undefined,
  outside: Shared<T>,
): Shared<T> {
  for (const layer of layers) {
    const value = read(layer);
    if (value === undefined) continue;
    return { on: 'all', value, by: layer.by, marks: [layer.mark], ...reservationsOf([layer]) };
  }
  return outside;
}

/** What several callers have in common. */
export function common(all: readonly Summary[]): Summary {
  const reached = all.filter(({ isUnreached }) => isUnreached !== true);
  const summaries = reached.length > 0 ? reached : all;
  const [first] = summaries;
  if (first === undefined) return UNPROTECTED;
  if (summaries.length === 1) return first;
  return {
    timeout: shared(
      summaries.map(({ timeout }) => timeout),
      longest,
    ),
    retry: shared(
      summaries.map(({ retry }) => retry),
      (one) => one,
    ),
    breaker: shared(
      summaries.map(({ breaker }) => breaker),
      (one) => one,
    ),
    bulkhead: shared(counting(summaries.map(({ bulkhead }) => bulkhead)), (one) => one),
    fallback: {
      state: commonOutcome(summaries.map(({ fallback }) => fallback.state)),
      marks: marksOf(summaries.map(({ fallback }) => fallback)),
      isSilent: summaries.every(({ fallback }) => fallback.isSilent === true),
    },
    policies: merged(summaries.map(({ policies }) => policies)),
    ...(reached.length === 0 && { isUnreached: true }),
  };
}

/** Without those that count only where all paths pass one. */
function counting<T>(all: readonly Shared<T>[]): readonly Shared<T>[] {
  if (all.every(({ on }) => on === 'all')) return all;
  return all.map((one) => (one.isOnlyForAll === true ? NOTHING : one));
}

function longest(one: Bound, other: Bound): Bound {
  if (one.ms === undefined || other.ms === undefined) return {};
  return one.ms >= other.ms ? one : other;
}

function shared<T>(all: readonly Shared<T>[], weaker: (one: T, other: T) => T): Shared<T> {
  const present = all.filter(({ on }) => on !== 'none');
  const values = present.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const [first, ...rest] = values;
  if (first === undefined) return NOTHING;
  const by = present[0]?.by;
  return {
    on: all.every(({ on }) => on === 'all') ? 'all' : 'some',
    value: rest.reduce(weaker, first),
    ...(by === undefined ? {} : { by }),
    marks: marksOf(present),
    ...reservationsOf(present),
  };
}

const MOST_MARKS = 6;

const marksOf = (all: readonly { readonly marks: readonly Mark[] }[]): readonly Mark[] => {
  const seen = new Map<string, Mark>();
  for (const mark of all.flatMap(({ marks }) => marks))
    seen.set(`${mark.file}:${String(mark.start)}`, mark);
  return [...seen.values()].slice(0, MOST_MARKS);
};

/** Callers that differ: without any alternative on one path it is partial; the weaker one counts. */
function commonOutcome(states: readonly OutcomeState[]): OutcomeState {
  const found = new Set(states);
  if (found.size === 1) return states[0] ?? 'no';
  found.delete('startup');
  if (found.size === 0 || (found.size === 1 && found.has('no'))) return 'no';
  if (states.includes('startup')) return 'partial';
  if (found.has('no') || found.has('partial')) return 'partial';
  if (found.has('reported')) return 'reported';
  return 'default';
}

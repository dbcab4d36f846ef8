import { bounded, longest, times, total, type Duration } from './duration.js';
import type { Measure } from './measure.js';
import type { GroupStep, Tree } from './tree.js';

/** The call that is repeated most, and at how many levels. */
export interface Amplification {
  readonly call: string;
  readonly attempts: number;
  readonly levels: number;
}

/** What a tree can cost whoever waits for it. */
export interface Weight {
  readonly duration: Duration;
  /** Attempts of all calls together; undefined where nothing known bounds them. */
  readonly attempts: number | undefined;
  readonly most: Amplification | null;
}

/** A call's own measure, and its id. */
export interface MeasuredCall extends Measure {
  readonly call: string;
}

type Layer = Extract<Tree, { kind: 'layer' }>;

/** Weighs each tree once: functions that many entry points share are one tree. */
export class Weights {
  readonly #measure: (site: number) => MeasuredCall;
  readonly #measured = new Map<number, MeasuredCall>();
  readonly #known = new Map<Tree, Weight>();

  constructor(measure: (site: number) => MeasuredCall) {
    this.#measure = measure;
  }

  measured(site: number): MeasuredCall {
    const known = this.#measured.get(site) ?? this.#measure(site);
    this.#measured.set(site, known);
    return known;
  }

  of(tree: Tree): Weight {
    const known = this.#known.get(tree) ?? this.#weigh(tree);
    this.#known.set(tree, known);
    return known;
  }

  #weigh(tree: Tree): Weight {
    switch (tree.kind) {
      case 'site': {
        const { call, duration, attempts } = this.measured(tree.site);
        const levels = attempts === undefined || attempts > 1 ? 1 : 0;
        return {
          duration,
          attempts,
          most: attempts === undefined ? null : { call, attempts, levels },
        };
      }
      case 'layer':
        return layered(this.of(tree.tree), tree);
      case 'group':
        return grouped(
          tree.step,
          tree.trees.map((one) => this.of(one)),
        );
    }
  }
}

/** The same with what stands around it. */
export function layered({ duration, attempts, most }: Weight, { retry, ms }: Layer): Weight {
  const count = retry === undefined ? 1 : retry.attempts;
  const repeated = times(duration, count);
  return {
    duration: ms === undefined ? repeated : bounded(repeated, ms),
    attempts: product(attempts, count),
    most: amplified(most, count),
  };
}

const product = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one * other;

function amplified(most: Amplification | null, count: number | undefined): Amplification | null {
  if (most === null || count === undefined) return null;
  if (count === 1) return most;
  return { ...most, attempts: most.attempts * count, levels: most.levels + 1 };
}

function grouped(step: GroupStep, parts: readonly Weight[]): Weight {
  const durations = parts.map(({ duration }) => duration);
  const attempts = parts.map((one) => one.attempts);
  const most = mostOf(parts);
  switch (step) {
    case 'sequence':
      return { duration: total(durations), attempts: sum(attempts), most };
    case 'parallel':
      return { duration: longest(durations), attempts: sum(attempts), most };
    case 'choice':
      return { duration: longest(durations), attempts: largest(attempts), most };
    case 'loop':
      return { duration: times(total(durations), undefined), attempts: undefined, most };
    case 'fan-out':
      return { duration: longest(durations), attempts: undefined, most };
    case 'detached':
      return { duration: 0, attempts: sum(attempts), most };
  }
}

const sum = (all: readonly (number | undefined)[]): number | undefined =>
  all.reduce(
    (one, other) => (one === undefined || other === undefined ? undefined : one + other),
    0,
  );

const largest = (all: readonly (number | undefined)[]): number | undefined =>
  all.reduce(
    (one, other) => (one === undefined || other === undefined ? undefined : Math.max(one, other)),
    0,
  );

/** Of several that are repeated as often, the first. */
const mostOf = (parts: readonly Weight[]): Amplification | null =>
  parts.reduce<Amplification | null>(
    (most, { most: one }) =>
      one !== null && (most === null || one.attempts > most.attempts) ? one : most,
    null,
  );

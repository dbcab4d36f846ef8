import type { TripRule, TripRuleFactory } from '../trip-rule.js';

class Combined implements TripRule {
  readonly #rules: readonly TripRule[];
  readonly #trips: (verdicts: readonly boolean[]) => boolean;
  readonly needs: TripRule['needs'];

  constructor(rules: readonly TripRule[], trips: (verdicts: readonly boolean[]) => boolean) {
    this.#rules = rules;
    this.#trips = trips;
    const needs = rules.map((rule) => rule.needs);
    this.needs = (['duration', 'time'] as const).find((need) => needs.includes(need)) ?? '';
  }

  record(failed: boolean, now: number, durationMs: number): boolean {
    // Every rule hears of every outcome.
    return this.#trips(this.#rules.map((rule) => rule.record(failed, now, durationMs)));
  }

  isBad(failed: boolean, durationMs: number): boolean {
    return this.#rules.some((rule) => rule.isBad?.(failed, durationMs) ?? failed);
  }

  /** Each rule's numbers, after how many they are. */
  save(now: number): readonly number[] {
    return this.#rules.flatMap((rule) => {
      const saved = rule.save(now);
      return [saved.length, ...saved];
    });
  }

  reset(saved?: readonly number[], now?: number): void {
    let at = 0;
    for (const rule of this.#rules) {
      const length = saved?.[at++] ?? 0;
      rule.reset(saved?.slice(at, at + length), now);
      at += length;
    }
  }
}

/** Trips when any of the rules does. */
export function anyOf(...rules: readonly TripRuleFactory[]): TripRuleFactory {
  return combined(rules, (verdicts) => verdicts.includes(true));
}

/** Trips when all of the rules do at the same outcome. */
export function allOf(...rules: readonly TripRuleFactory[]): TripRuleFactory {
  return combined(rules, (verdicts) => !verdicts.includes(false));
}

function combined(
  rules: readonly TripRuleFactory[],
  trips: (verdicts: readonly boolean[]) => boolean,
): TripRuleFactory {
  if (rules.length === 0) throw new RangeError('rules cannot be none');
  return () =>
    new Combined(
      rules.map((make) => make()),
      trips,
    );
}

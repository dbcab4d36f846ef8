import { checkNumber } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

class Consecutive implements TripRule {
  readonly #limit: number;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  record(failed: boolean): boolean {
    return (this.#count = failed ? this.#count + 1 : 0) >= this.#limit;
  }

  reset([count = 0]: readonly number[] = []): void {
    this.#count = count;
  }

  save(): readonly number[] {
    return [this.#count];
  }
}

/** Trips after so many failures in a row. */
export function consecutive(failures: number): TripRuleFactory {
  checkNumber('failures', failures);
  return () => new Consecutive(failures);
}

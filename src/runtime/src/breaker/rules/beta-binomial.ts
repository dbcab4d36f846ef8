import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

/** When it is nearly certain that too large a share of calls fails. */
export interface BetaBinomialOptions {
  /** The rate of failures that is too high. Default: 0.2. */
  readonly failureRate?: number | undefined;
  /** How sure to be that the rate is higher. Default: 0.9999. */
  readonly confidence?: number | undefined;
  /** Calls after which a call weighs a third. Default: 50. */
  readonly memoryCalls?: number | undefined;
}

class BetaBinomial implements TripRule {
  readonly #rate: number;
  readonly #confidence: number;
  readonly #keep: number;
  #failures = 0;
  #successes = 0;

  constructor(rate: number, confidence: number, keep: number) {
    this.#rate = rate;
    this.#confidence = confidence;
    this.#keep = keep;
  }

  record(failed: boolean): boolean {
    this.#failures = this.#failures * this.#keep + Number(failed);
    this.#successes = this.#successes * this.#keep + Number(!failed);
    if (!failed) return false;
    // Jeffreys' prior: half a failure and half a success that nobody saw.
    const above = 1 - betaCdf(this.#rate, this.#failures + 0.5, this.#successes + 0.5);
    return above > this.#confidence;
  }

  reset([failures = 0, successes = 0]: readonly number[] = []): void {
    this.#failures = failures;
    this.#successes = successes;
  }

  save(): readonly number[] {
    return [this.#failures, this.#successes];
  }
}

/**
 * Trips when the probability that the true rate of failures exceeds `failureRate` is higher than
 * `confidence`, by what was seen lately.
 */
export function betaBinomial(options: BetaBinomialOptions = {}): TripRuleFactory {
  const defaults = { failureRate: 0.2, confidence: 0.9999, memoryCalls: 50 };
  const { failureRate, confidence, memoryCalls } = settingsOf(defaults, options);
  checkNumber('failureRate', failureRate, 0.999);
  checkNumber('confidence', confidence, 0.999999);
  const keep = Math.exp(-1 / memoryCalls);
  return () => new BetaBinomial(failureRate, confidence, keep);
}

/** The regularised incomplete beta function, by its continued fraction (Lentz's method). */
export function betaCdf(x: number, a: number, b: number): number {
  // The fraction converges fast on this side of the mean; the other side is the mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  let fraction = 1;
  let c = 1;
  let d = 0;
  for (let step = 0; step <= 200; step++) {
    const m = step >> 1;
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const term = step === 0 ? 1 : step % 2 === 0 ? even : odd;
    d = 1 / awayFromZero(1 + term * d);
    c = awayFromZero(1 + term / c);
    const change = c * d;
    fraction *= change;
    if (Math.abs(1 - change) < 1e-10 && step > 0) break;
  }
  return (Math.exp(scale) * (fraction - 1)) / a;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-30 ? 1e-30 : value;
}

// Stirling's series, after shifting small arguments up by the recurrence.
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 8) shift -= Math.log(z++);
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
  return shift + (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series;
}

import { rounded, sumOf } from './rounded.js';

/** Something with a weight and a score; without a score it does not apply. */
export interface Weighted {
  readonly weight: number;
  readonly score: number | null;
}

/** The mean by weight of what applies; null where nothing does. */
export function weightedMean(parts: readonly Weighted[]): number | null {
  const total = totalWeight(parts);
  if (total === 0) return null;
  const sum = sumOf(parts.map(({ weight, score }) => weight * (score ?? 0)));
  return rounded(sum / total);
}

/** Of the whole, once the weight of what does not apply is shared out. */
export function shareOf({ weight, score }: Weighted, parts: readonly Weighted[]): number {
  const total = totalWeight(parts);
  return score === null || total === 0 ? 0 : rounded(weight / total);
}

const totalWeight = (parts: readonly Weighted[]): number =>
  sumOf(parts.map(({ weight, score }) => (score === null ? 0 : weight)));

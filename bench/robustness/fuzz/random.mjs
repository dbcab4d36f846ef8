// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
import { mulberry32 } from '../../mulberry32.mjs';

/** Choices that are the same for the same seed. */
export function seededRandom(seed) {
  const next = mulberry32(seed);
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

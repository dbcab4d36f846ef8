import type { PathGroup } from '../../model/assessment.js';
import type { Repetition } from '../surroundings/layers.js';

/** How the parts of a group run. */
export type GroupStep = PathGroup['step'];

/** The outbound calls that a piece of code leads to, and what stands around them. */
export type Tree =
  /** Index among the detected sites. */
  | { readonly kind: 'site'; readonly site: number }
  | { readonly kind: 'group'; readonly step: GroupStep; readonly trees: readonly Tree[] }
  | {
      readonly kind: 'layer';
      readonly retry?: Repetition;
      readonly ms?: number;
      readonly tree: Tree;
    };

/** A group without what leads nowhere; null where nothing is left. */
export function group(step: GroupStep, trees: readonly (Tree | null)[]): Tree | null {
  // Groups within groups are kept: what several functions share is there once.
  const kept = trees.filter((one) => one !== null);
  const [only] = kept;
  if (only === undefined) return null;
  return kept.length === 1 && isOnlyItsParts(step) ? only : { kind: 'group', step, trees: kept };
}

export const sequence = (trees: readonly (Tree | null)[]): Tree | null => group('sequence', trees);

/** What nobody waits for. */
export const detached = (tree: Tree): Tree => ({ kind: 'group', step: 'detached', trees: [tree] });

/** A group of one is its part, unless what happens to the part is the point. */
export const isOnlyItsParts = (step: GroupStep): boolean =>
  step === 'sequence' || step === 'parallel' || step === 'choice';

/** What a guard or a loop adds to all that it runs. */
export function layered(
  tree: Tree | null,
  layers: readonly { readonly retry?: Repetition; readonly timeout?: { readonly ms?: number } }[],
): Tree | null {
  return layers.reduce<Tree | null>((inner, { retry, timeout }) => {
    const ms = timeout?.ms;
    if (inner === null || (retry === undefined && ms === undefined)) return inner;
    return {
      kind: 'layer',
      tree: inner,
      ...(retry !== undefined && { retry }),
      ...(ms !== undefined && { ms }),
    };
  }, tree);
}

import type { PathGroup } from '../../model/assessment.js';
import { millisecondsOf } from './duration.js';
import { isOnlyItsParts, type Tree } from './tree.js';
import { layered, type Weight, type Weights } from './weights.js';

type Step = PathGroup['steps'][number];
type Layer = Extract<Tree, { kind: 'layer' }>;

/** A tree as the assessment has it: a function that is called again is not written out again. */
export function structureOf(tree: Tree, weights: Weights): PathGroup {
  const steps = new Writer(weights).steps(tree, []);
  const [only] = steps;
  return steps.length === 1 && only !== undefined && only.step !== 'call'
    ? only
    : { step: 'sequence', steps: [...steps] };
}

class Writer {
  readonly #weights: Weights;
  readonly #written = new Set<Tree>();

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  /** `around`: what stands around the tree, the outermost first. */
  steps(tree: Tree, around: readonly Layer[]): readonly Step[] {
    if (this.#written.has(tree)) return [];
    this.#written.add(tree);
    if (tree.kind === 'layer') return this.steps(tree.tree, [...around, tree]);
    if (tree.kind === 'site') return [this.#call(tree, around)];
    const steps = tree.trees.flatMap((one) => this.#part(one, tree.step, around));
    if (tree.step === 'sequence') return steps;
    const isGroup = steps.length > 1 || (steps.length === 1 && !isOnlyItsParts(tree.step));
    return isGroup ? [{ step: tree.step, steps: [...steps] }] : steps;
  }

  /** One of several sequences stays together. */
  #part(tree: Tree, outer: PathGroup['step'], around: readonly Layer[]): readonly Step[] {
    const steps = this.steps(tree, around);
    const isAlone = outer === 'parallel' || outer === 'choice';
    return isAlone && steps.length > 1 ? [{ step: 'sequence', steps: [...steps] }] : steps;
  }

  #call(tree: Extract<Tree, { kind: 'site' }>, around: readonly Layer[]): Step {
    const { duration, attempts } = around
      .toReversed()
      .reduce<Weight>((weight, layer) => layered(weight, layer), this.#weights.of(tree));
    const { call } = this.#weights.measured(tree.site);
    return {
      step: 'call',
      call,
      worstCaseMs: millisecondsOf(duration),
      attempts: attempts ?? null,
    };
  }
}

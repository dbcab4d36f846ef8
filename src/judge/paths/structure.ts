import type { PathGroup } from '../../model/assessment.js';
import { millisecondsOf } from './duration.js';
import { isOnlyItsParts, type Tree } from './tree.js';
import { layered, type Weight, type Weights } from './weights.js';

type Step = PathGroup['steps'][number];
type Layer = Extract<Tree, { kind: 'layer' }>;

/**
 * A tree as the assessment has it: a function that is called again is not written out again, unless
 * nobody waited for it before and somebody does now.
 */
export function structureOf(tree: Tree, weights: Weights): PathGroup {
  const steps = new Writer(weights).steps(tree, { around: [], isBehind: false });
  const [only] = steps;
  return steps.length === 1 && only !== undefined && only.step !== 'call'
    ? only
    : { step: 'sequence', steps: [...steps] };
}

/** What stands around a tree, the outermost first, and whether nobody waits for it. */
interface Standing {
  readonly around: readonly Layer[];
  readonly isBehind: boolean;
}

class Writer {
  readonly #weights: Weights;
  readonly #written = new Set<Tree>();
  readonly #writtenBehind = new Set<Tree>();

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  steps(tree: Tree, at: Standing): readonly Step[] {
    if (this.#written.has(tree) || (at.isBehind && this.#writtenBehind.has(tree))) return [];
    (at.isBehind ? this.#writtenBehind : this.#written).add(tree);
    if (tree.kind === 'layer')
      return this.steps(tree.tree, { ...at, around: [...at.around, tree] });
    if (tree.kind === 'site') return [this.#call(tree, at.around)];
    const within = { ...at, isBehind: at.isBehind || tree.step === 'detached' };
    const steps = tree.trees.flatMap((one) => this.#part(one, tree.step, within));
    if (tree.step === 'sequence') return steps;
    const isGroup = steps.length > 1 || (steps.length === 1 && !isOnlyItsParts(tree.step));
    return isGroup ? [{ step: tree.step, steps: [...steps] }] : steps;
  }

  /** One of several sequences stays together. */
  #part(tree: Tree, outer: PathGroup['step'], at: Standing): readonly Step[] {
    const steps = this.steps(tree, at);
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

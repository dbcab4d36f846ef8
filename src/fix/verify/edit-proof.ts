import type { Node } from '../../parse/ast.js';
import type { ProgramChange } from './program-changes.js';

/** What an edit may change, and how that is told from anything else. */
export interface EditProof {
  /** A change that is one, whatever it is made of. */
  readonly isWhole: (before: Node, after: Node) => boolean;
  /**
   * What a whole change has in it that was there before, both as they are: other edits may stand in
   * it, and nothing else is other.
   */
  readonly keeps?: (before: Node, after: Node) => readonly [Node, Node] | null;
  /** Whether a change is what the edit is for. */
  readonly admits: (change: ProgramChange) => boolean;
}

import type { Node } from '../../parse/ast.js';
import { type EditableSource } from '../source/editable-source.js';
import { childrenOf, startOf } from '../source/node-places.js';

/** A node and what stands in its place afterwards; null where it was not there, or is not any more. */
export interface ProgramChange {
  readonly before: Node | null;
  readonly after: Node | null;
}

/** Two texts of one file, and where to stop looking for what exactly is other. */
export interface Comparing {
  readonly before: EditableSource;
  readonly after: EditableSource;
  /** A change that is one, whatever it is made of. */
  readonly isWhole: (before: Node, after: Node) => boolean;
  /** What such a change has kept, which is compared as well. */
  readonly keeps: (before: Node, after: Node) => readonly [Node, Node] | null;
}

/** The smallest nodes that differ, comments and layout included. */
export function programChanges(comparing: Comparing): readonly ProgramChange[] {
  const { before, after } = comparing;
  const changes: ProgramChange[] = [];
  const pending: (readonly [Node, Node])[] = [[before.program, after.program]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [one, two] = pair;
    if (textOf(before, one) === textOf(after, two)) continue;
    const isWhole = comparing.isWhole(one, two);
    const below = isWhole ? null : belowOf(comparing, one, two);
    const kept = isWhole ? comparing.keeps(one, two) : null;
    if (kept !== null) pending.push(kept);
    if (below === null) changes.push({ before: one, after: two });
    else {
      pending.push(...below.pairs);
      changes.push(...below.added.map((node) => ({ before: null, after: node })));
    }
  }
  return changes;
}

export const textOf = ({ text }: EditableSource, node: Node): string =>
  text.slice(startOf(node), node.end);

interface Below {
  readonly pairs: readonly [Node, Node][];
  readonly added: readonly Node[];
}

/** The children of both, side by side; null where the nodes themselves are other ones. */
function belowOf({ before, after }: Comparing, one: Node, two: Node): Below | null {
  if (one.type !== two.type) return null;
  const [own, other] = [childrenInOrder(before, one), childrenInOrder(after, two)];
  const below = paired(before, after, [own, other]);
  if (below === null) return null;
  const isLonger = below.added.length > 0;
  const [gaps, otherGaps] = [between(before, one, own), between(after, two, other)];
  const isSame = isLonger ? packed(gaps) === packed(otherGaps) : gaps === otherGaps;
  return isSame && own.length > 0 ? below : null;
}

/** A program and a block have statements that may become more; anything else keeps its number. */
function paired(
  before: EditableSource,
  after: EditableSource,
  [own, other]: readonly [readonly Node[], readonly Node[]],
): Below | null {
  let surplus = other.length - own.length;
  const pairs: [Node, Node][] = [];
  const added: Node[] = [];
  for (const node of other) {
    const twin = own[pairs.length];
    const isAdded =
      surplus > 0 &&
      isStatement(node) &&
      (twin === undefined || textOf(before, twin) !== textOf(after, node));
    if (isAdded) {
      added.push(node);
      surplus--;
    } else if (twin === undefined) return null;
    else pairs.push([twin, node]);
  }
  return surplus === 0 ? { pairs, added } : null;
}

const isStatement = ({ type }: Node): boolean => /(Statement|Declaration)$/.test(type);

/** What of a node is none of its children's. */
function between({ text }: EditableSource, node: Node, children: readonly Node[]): string {
  let from = startOf(node);
  const gaps = children.map((child) => {
    const gap = text.slice(from, Math.max(from, startOf(child)));
    from = Math.max(from, child.end);
    return gap;
  });
  return [...gaps, text.slice(from, node.end)].join('');
}

const packed = (text: string): string => text.replaceAll(/\s+/g, '');

export const childrenInOrder = (source: EditableSource, node: Node): readonly Node[] =>
  childrenOf(node, source.childKeys).toSorted(
    (one, two) => startOf(one) - startOf(two) || two.end - one.end,
  );

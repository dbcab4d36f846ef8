import type { IfFact, LoopFact, Span } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Repetition } from '../surroundings/layers.js';
import { group, layered, sequence, type Tree } from './tree.js';

/** What one call of a function's body leads to. */
export interface Item extends Span {
  readonly tree: Tree;
  /** The call of `Promise.all` and its kin that waits for it. */
  readonly collector: number | null;
  /** Its promise is kept, to be waited for later. */
  readonly isHeld: boolean;
  /** The loop that calls again after a failure. */
  readonly again: { readonly loop: LoopFact; readonly retry: Repetition } | null;
}

/** The body of one function, or a part of it. */
export interface Block {
  readonly map: CodeMap;
  readonly function: number;
  readonly span: Span;
  /** In the order in which they run. */
  readonly items: readonly Item[];
}

type Branching = IfFact | LoopFact;

/** The items of a block by what runs when. */
export function blockTree(block: Block): Tree | null {
  if (block.items.length === 0) return null;
  const [first] = branchings(block);
  if (first === undefined) return plain(block.items);
  const before = block.items.filter(({ start }) => start < first.start);
  const inside = block.items.filter(({ start }) => contains(first, start));
  const rest: Block = {
    ...block,
    span: { start: first.end, end: block.span.end },
    items: block.items.filter(({ start }) => start >= first.end),
  };
  const held = { ...block, items: inside };
  return first.kind === 'if'
    ? sequence([plain(before), branches(held, first, rest)])
    : sequence([plain(before), repeated(held, first), blockTree(rest)]);
}

/** The outermost branches and loops of a block that have items, in order. */
function branchings({ map, function: id, span, items }: Block): readonly Branching[] {
  const all = [...map.statements('if', id), ...map.statements('loop', id)].filter(
    (one) =>
      span.start <= one.start &&
      one.end <= span.end &&
      items.some(({ start }) => contains(one, start)),
  );
  return all
    .filter(
      (one) =>
        !all.some((other) => other !== one && contains(other, one.start) && other.end >= one.end),
    )
    .toSorted((one, other) => one.start - other.start);
}

function branches(
  block: Block,
  { then, otherwise, ...statement }: IfFact,
  rest: Block,
): Tree | null {
  const within = (span: Span): Block => ({
    ...block,
    span,
    items: block.items.filter(({ start }) => contains(span, start)),
  });
  const test = block.items.filter(
    ({ start }) => !contains(then, start) && (otherwise === null || !contains(otherwise, start)),
  );
  const taken = blockTree(within(then));
  if (otherwise === null && leaves(block, then, statement.function)) {
    return sequence([plain(test), group('choice', [taken, blockTree(rest)])]);
  }
  const other = otherwise === null ? null : blockTree(within(otherwise));
  return sequence([plain(test), group('choice', [taken, other]), blockTree(rest)]);
}

/** Whether the function ends with the branch: what follows runs only where the branch is not taken. */
function leaves({ map }: Block, span: Span, id: number): boolean {
  const inner = map
    .statements('if', id)
    .filter((one) => span.start <= one.start && one.end <= span.end);
  return map
    .within(span, id)
    .some(
      (one) =>
        (one.kind === 'return' || one.kind === 'throw') &&
        !inner.some((branch) => contains(branch, one.start)),
    );
}

function repeated(block: Block, loop: LoopFact): Tree | null {
  const tree = blockTree({ ...block, span: loop.body });
  const again = block.items.find((one) => one.again?.loop === loop)?.again;
  return again == null ? group('loop', [tree]) : layered(tree, [{ retry: again.retry }]);
}

/** Items without branches: what is waited for together runs side by side. */
function plain(items: readonly Item[]): Tree | null {
  const trees: (Tree | null)[] = [];
  let together: Item[] = [];
  const flush = (): void => {
    trees.push(sideBySide(together));
    together = [];
  };
  for (const item of items) {
    const [first] = together;
    if (first !== undefined && !isTogether(first, item)) flush();
    together.push(item);
  }
  flush();
  return sequence(trees);
}

const isTogether = (first: Item, item: Item): boolean =>
  first.collector === null
    ? first.isHeld && item.isHeld && item.collector === null
    : item.collector === first.collector;

function sideBySide(items: readonly Item[]): Tree | null {
  const outer = items.filter(
    (one) =>
      !items.some((other) => other !== one && other.start <= one.start && one.end < other.end),
  );
  return group(
    'parallel',
    outer.map((one) =>
      sequence(items.filter((item) => contains(one, item.start)).map(({ tree }) => tree)),
    ),
  );
}

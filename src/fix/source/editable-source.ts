import type { Node } from '../../parse/ast.js';
import { lineStartsOf } from '../../parse/lines.js';
import { parseSource, type SyntaxTree } from '../../parse/parser.js';
import { nestsTooDeeply } from '../../parse/nesting.js';
import type { ChildKeys } from '../../parse/survey.js';
import { once } from '../../text/once.js';
import { styleOf, type Style } from './style.js';

/** A file that is edited: its text and the syntax positions in it. */
export interface EditableSource {
  readonly file: string;
  readonly text: string;
  readonly program: Node;
  readonly style: Style;
  /** Every node that begins at an offset, the outermost first. */
  readonly startingAt: ReadonlyMap<number, readonly Node[]>;
  readonly parentOf: ReadonlyMap<Node, Node>;
  readonly lineStarts: readonly number[];
  readonly childKeys: ChildKeys;
}

/** Null where the text does not parse. */
export function editableSource(file: string, text: string): EditableSource | null {
  const tree = soundTree(file, text);
  if (tree === null) return null;
  const { program, childKeys } = tree;
  const nodes = once(() => nodesOf(program, childKeys));
  const lineStarts = once(() => lineStartsOf(text));
  const style = once(() => styleOf(text));
  return {
    ...{ file, text, program, childKeys },
    // What edits are proved by is parsed for its program alone.
    get startingAt() {
      return nodes().startingAt;
    },
    get parentOf() {
      return nodes().parentOf;
    },
    get lineStarts() {
      return lineStarts();
    },
    get style() {
      return style();
    },
  };
}

function nodesOf(
  program: Node,
  childKeys: ChildKeys,
): Pick<EditableSource, 'startingAt' | 'parentOf'> {
  const startingAt = new Map<number, Node[]>();
  const parentOf = new Map<Node, Node>();
  const pending: Node[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const known = startingAt.get(node.start);
    if (known === undefined) startingAt.set(node.start, [node]);
    else known.push(node);
    for (const child of childrenOf(node, childKeys)) {
      parentOf.set(child, node);
      pending.push(child);
    }
  }
  return { startingAt, parentOf };
}

/** Whether a text parses without any error. */
export const isSound = (file: string, text: string): boolean => soundTree(file, text) !== null;

function soundTree(file: string, text: string): SyntaxTree | null {
  if (nestsTooDeeply(file, text)) return null;
  const tree = parseSource(file, text);
  return tree.ok && tree.clean ? tree : null;
}

/** The offset of a line and column, both from 1. */
export const offsetAt = (
  { lineStarts }: EditableSource,
  { line, column = 1 }: { readonly line: number; readonly column?: number | undefined },
): number => (lineStarts[line - 1] ?? 0) + column - 1;

/** The line and column of an offset, both from 1. */
export function positionOf(
  { file, lineStarts }: EditableSource,
  offset: number,
): { readonly file: string; readonly line: number; readonly column: number } {
  const after = lineStarts.findIndex((start) => start > offset);
  const line = after === -1 ? lineStarts.length : after;
  return { file, line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
}

/** The nodes around one, from the inside out. */
export function* ancestorsOf({ parentOf }: EditableSource, node: Node): Generator<Node, void> {
  for (let around = parentOf.get(node); around !== undefined; around = parentOf.get(around))
    yield around;
}

/** The nodes right below one. */
export function childrenOf(node: Node, keys: ChildKeys): readonly Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  const children: Node[] = [];
  for (const key of keys[node.type] ?? []) {
    const child = fields[key];
    if (Array.isArray(child)) children.push(...child.filter(isNode));
    else if (isNode(child)) children.push(child);
  }
  return children;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

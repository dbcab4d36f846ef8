import type { Node } from '../../parse/ast.js';
import { lineStartsOf, positionAt } from '../../parse/lines.js';
import { parseSource, type SyntaxTree } from '../../parse/parser.js';
import { nestsTooDeeply } from '../../parse/nesting.js';
import type { ChildKeys } from '../../parse/survey.js';
import { once } from '../../text/once.js';
import { NodePlaces } from './node-places.js';
import { styleOf, type Style } from './style.js';

/** A file that is edited: its text and the syntax positions in it. */
export interface EditableSource {
  readonly file: string;
  readonly text: string;
  readonly program: Node;
  readonly style: Style;
  /** Every node that begins at an offset, the outermost first. */
  readonly startingAt: (offset: number) => readonly Node[];
  /** The node right around one; undefined for the program. */
  readonly parentOf: (node: Node) => Node | undefined;
  readonly lineStarts: readonly number[];
  readonly childKeys: ChildKeys;
}

/** Null where the text does not parse. */
export function editableSource(file: string, text: string): EditableSource | null {
  const tree = soundTree(file, text);
  if (tree === null) return null;
  const { program, childKeys } = tree;
  const places = new NodePlaces(program, childKeys);
  const lineStarts = once(() => lineStartsOf(text));
  const style = once(() => styleOf(text));
  return {
    ...{ file, text, program, childKeys },
    startingAt: (offset) => places.startingAt(offset),
    parentOf: (node) => places.around(node),
    // What edits are proved by is parsed for its program alone.
    get lineStarts() {
      return lineStarts();
    },
    get style() {
      return style();
    },
  };
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
  return { file, ...positionAt(lineStarts, offset) };
}

/** The nodes around one, from the inside out. */
export function* ancestorsOf({ parentOf }: EditableSource, node: Node): Generator<Node, void> {
  for (let around = parentOf(node); around !== undefined; around = parentOf(around)) yield around;
}

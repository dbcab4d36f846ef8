import { printableJson } from './printable-json.js';

/** Characters of a piece: enough that few are written, few enough that none is felt. */
const PIECE_LENGTH = 1024 * 1024;

/**
 * The JSON of an object, as `printableJson` with an indent of two makes it, piece by piece: that of
 * a large assessment takes more memory than the assessment itself.
 */
export function* jsonPieces(value: object): Iterable<string> {
  let piece = '';
  for (const part of partsOf(value)) {
    piece += part;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** In parts that end between two members of the object, or of a list that it holds. */
function* partsOf(value: object): Iterable<string> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) {
    yield '{}';
    return;
  }
  let before = '{\n';
  for (const [name, member] of members as readonly (readonly [string, unknown])[]) {
    yield `${before}  ${printableJson(name)}: `;
    if (Array.isArray(member) && member.length > 0) yield* itemsOf(member);
    else yield indented(member, '  ');
    before = ',\n';
  }
  yield '\n}';
}

function* itemsOf(items: readonly unknown[]): Iterable<string> {
  let before = '[\n';
  for (const item of items) {
    yield `${before}    ${indented(item, '    ')}`;
    before = ',\n';
  }
  yield '\n  ]';
}

/** Strings of JSON hold no line break, so that each is one between two lines. */
const indented = (value: unknown, indent: string): string =>
  printableJson(value, 2).replaceAll('\n', `\n${indent}`);

import type { Node } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from './editable-source.js';

/** A list in the text: the arguments of a call, or the properties of an object. */
export interface ElementList {
  /** Offset after the opening bracket. */
  readonly open: number;
  /** Offset of the closing bracket. */
  readonly close: number;
  readonly elements: readonly Node[];
  /** Objects have a space inside of their braces, arguments have none. */
  readonly padded: boolean;
}

/** Adds elements at the end of a list, laid out like those that are there. */
export function appendElements(
  source: EditableSource,
  list: ElementList,
  texts: readonly string[],
): readonly Edit[] {
  const last = list.elements.at(-1);
  if (last === undefined) return [fillEmpty(source, list, texts.join(', '))];
  const comma = skipTrivia(source.text, last.end);
  const hasComma = source.text[comma] === ',';
  const from = hasComma ? comma + 1 : last.end;
  const lineEnd = endOfLine(source.text, from);
  if (!isOnLines(source, list) || !isTrailing(source.text.slice(from, lineEnd))) {
    const text = texts.join(', ');
    return [insertion(source, from, hasComma ? ` ${text},` : `, ${text}`)];
  }
  const { lineEnd: newLine } = source.style;
  const lines = texts.join(`,${newLine}${indentOf(source, list)}`);
  const added = `${newLine}${indentOf(source, list)}${lines}${hasComma ? ',' : ''}`;
  if (hasComma) return [insertion(source, lineEnd, added)];
  return from === lineEnd
    ? [insertion(source, from, `,${added}`)]
    : [{ ...insertion(source, from, ','), alone: true }, insertion(source, lineEnd, added)];
}

/** Puts elements in front of one of a list. */
export function insertBefore(
  source: EditableSource,
  { list, element }: { readonly list: ElementList; readonly element: Node },
  texts: readonly string[],
): readonly Edit[] {
  const gap = isOnLines(source, list) ? `,${source.style.lineEnd}${indentOf(source, list)}` : ', ';
  return [insertion(source, element.start, texts.map((text) => `${text}${gap}`).join(''))];
}

function fillEmpty(source: EditableSource, { open, close, padded }: ElementList, text: string) {
  const space = padded && source.style.spacedBraces ? ' ' : '';
  const isBlank = source.text.slice(open, close).trim() === '';
  return {
    file: source.file,
    ...(isBlank ? { start: open, end: close } : { start: close, end: close }),
    text: `${space}${text}${space}`,
    alone: true as const,
  };
}

/** Whether each element begins a line of its own. */
function isOnLines({ text }: EditableSource, { open, elements }: ElementList): boolean {
  const [first] = elements;
  return first !== undefined && /[\r\n]/.test(text.slice(open, first.start));
}

function indentOf({ text }: EditableSource, { elements }: ElementList): string {
  const start = elements.at(-1)?.start ?? 0;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
}

/** Nothing, or comments that belong to the line. */
const isTrailing = (rest: string): boolean =>
  /^[ \t]*(\/\*[^\r\n]*\*\/[ \t]*)?(\/\/[^\r\n]*)?$/.test(rest);

function endOfLine(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/);
  return end === -1 ? text.length : from + end;
}

/** The first offset that is neither white space nor comment. */
export function skipTrivia(text: string, from: number): number {
  const trivia = /(?:\s+|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
  trivia.lastIndex = from;
  trivia.exec(text);
  return trivia.lastIndex;
}

const insertion = ({ file }: EditableSource, at: number, text: string): Edit => ({
  ...{ file, start: at, end: at, text },
});

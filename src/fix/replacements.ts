import { structuredPatch } from 'diff';

/** A stretch of a text and what stands there afterwards; lines and columns count from 1. */
export interface Replacement {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly inserted: string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The smallest changes of lines that make one text of another; columns count UTF-16 units. */
export function replacementsOf(before: string | null, after: string): readonly Replacement[] {
  if (before === null)
    return [{ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, inserted: after }];
  const [old, made] = [withoutMark(before), withoutMark(after)];
  const { hunks } = structuredPatch('', '', old, made, '', '', { context: 0 });
  const [oldLines, newLines] = [linesOf(old), linesOf(made)];
  return hunks.map((hunk) => {
    const [oldStart, newStart] = [hunk.oldStart - 1, hunk.newStart - 1];
    const removed = oldLines.slice(oldStart, oldStart + hunk.oldLines).join('');
    const added = newLines.slice(newStart, newStart + hunk.newLines).join('');
    return trimmed(oldStart + 1, removed, added);
  });
}

const withoutMark = (text: string): string =>
  text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;

/** Lines with their ends. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A change of whole lines, without what both begin and end with. */
function trimmed(line: number, removed: string, added: string): Replacement {
  const most = Math.min(removed.length, added.length);
  let head = 0;
  while (head < most && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < most - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++;
  const start = placeIn(removed.slice(0, head), line);
  const end = placeIn(removed.slice(0, removed.length - tail), line);
  return {
    ...{ startLine: start.line, startColumn: start.column },
    ...{ endLine: end.line, endColumn: end.column },
    inserted: added.slice(head, added.length - tail),
  };
}

/** Where one stands behind a text that begins with a line. */
function placeIn(text: string, first: number): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  return { line: first + lines.length - 1, column: (lines.at(-1) ?? '').length + 1 };
}

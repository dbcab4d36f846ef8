import { positionAt } from '../text/positions.js';
import { lineStartsOf } from './lines.js';
import { commentsOf, type CommentText } from './parser.js';

const MARK = 'resilint-disable-next-line';

/** A comment that silences rules for what begins in the next line of code. */
export interface Directive {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** As written between the mark and the dashes. */
  readonly rules: readonly string[];
  /** What follows the dashes; empty where nothing does. */
  readonly reason: string;
  /** The first line after it that holds more than comments. */
  readonly target: number;
}

export const mayHoldDirective = (text: string): boolean => text.includes(MARK);

/** `// resilint-disable-next-line <rule>[, <rule>] -- reason`, in a comment of any form. */
export function readDirectives(file: string, text: string): readonly Directive[] {
  const comments = commentsOf(file, text);
  const lineStarts = lineStartsOf(text);
  const codeLines = blankedLines(text, comments);
  return comments.flatMap((comment) => {
    const written = directiveIn(comment.value);
    if (written === null) return [];
    const start = positionAt(lineStarts, comment.start);
    const end = positionAt(lineStarts, comment.end);
    const target = codeLines.findIndex((line, index) => index >= end.line && line.trim() !== '');
    return [
      {
        file,
        ...start,
        endLine: end.line,
        endColumn: end.column,
        ...written,
        target: target < 0 ? end.line + 1 : target + 1,
      },
    ];
  });
}

function directiveIn(comment: string): Pick<Directive, 'rules' | 'reason'> | null {
  const text = comment.replaceAll(/^[\s*]+|[\s*]+$/g, '');
  if (!text.startsWith(MARK)) return null;
  const rest = text.slice(MARK.length);
  // "resilint-disable-next-lines" is another word.
  if (/^[\w-]/.test(rest) && !rest.startsWith('--')) return null;
  const dashes = rest.search(/(^|\s)--(\s|$)/);
  const names = dashes < 0 ? rest : rest.slice(0, dashes);
  const reason = dashes < 0 ? '' : rest.slice(dashes).trim().slice(2).trim();
  return {
    rules: names.split(/[\s,]+/).filter((name) => name !== ''),
    reason: reason.replaceAll(/\s*\n[\s*]*/g, ' '),
  };
}

/** The lines of the code alone; lines that hold comments only are blank, also with JSX braces around. */
function blankedLines(text: string, comments: readonly CommentText[]): readonly string[] {
  let blanked = '';
  let position = 0;
  for (const { start, end } of comments) {
    const before = text.slice(position, start);
    blanked += before + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
    position = end;
  }
  return (blanked + text.slice(position))
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\{\s*\}\s*$/, ''));
}

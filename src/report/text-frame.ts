import type { Call } from '../model/assessment.js';
import { cutEnd, cutStart, displayWidth } from '../text/display-width.js';
import { escapeControls } from '../text/escape-controls.js';
import type { Style } from './text-style.js';

type Framed = Pick<Call, 'line' | 'column' | 'endLine' | 'endColumn' | 'excerpt'>;

/** The code of a call with line numbers, the start of the call underlined. */
export function codeFrame(call: Framed, indent: string, style: Style): string[] {
  const cut = commonIndent(call.excerpt);
  const lastLine = call.line + call.excerpt.length - 1;
  const digits = String(lastLine).length;
  const gutter = (label: string, rule: string): string =>
    `${indent}${style.faint(`${label.padStart(digits)} ${rule}`)} `;
  const room = style.width - indent.length - digits - 3;
  const lines: string[] = [];
  for (const [index, raw] of call.excerpt.entries()) {
    const number = gutter(String(call.line + index), '│');
    if (index > 0) {
      lines.push((number + cutEnd(visible(raw.slice(cut)), room)).trimEnd());
      continue;
    }
    const { code, offset, length } = firstLine(call, cut, room);
    const underline = style.mark('^'.repeat(length));
    lines.push(number + code, `${gutter('', '│')}${' '.repeat(offset)}${underline}`);
  }
  if (call.endLine > lastLine) lines.push(gutter('', '⋮') + style.faint(`to line ${call.endLine}`));
  return lines;
}

/** White space that every line begins with. */
function commonIndent(lines: readonly string[]): number {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

/** The line the call begins in; where it is too long, the call stays in sight. */
function firstLine(call: Framed, cut: number, room: number) {
  const raw = call.excerpt[0] ?? '';
  const start = Math.max(cut, Math.min(call.column - 1, raw.length));
  const end = call.endLine === call.line ? call.endColumn - 1 : raw.trimEnd().length;
  const called = visible(raw.slice(start, end));
  const before = visible(raw.slice(cut, start));
  const after = visible(raw.slice(end)).trimEnd();
  const fits = displayWidth(before + called + after) <= room;
  const shownBefore = fits ? before : cutStart(before, Math.floor(room / 3));
  const offset = displayWidth(shownBefore);
  const shownCall = cutEnd(called, room - offset);
  const length = Math.max(1, displayWidth(shownCall));
  return { code: shownBefore + shownCall + cutEnd(after, room - offset - length), offset, length };
}

function visible(code: string): string {
  return escapeControls(code.replaceAll('\t', '  '));
}

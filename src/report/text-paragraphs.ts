import { flow, piece, type Style } from './text-style.js';

const nothing = piece('', (text) => text);

/** Running text, broken at the width of the terminal. */
export function paragraph(text: string, indent: string, style: Style): string[] {
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => [piece(word, style.plain)]);
  return flow(words, { width: style.width, first: indent, indent, separator: nothing });
}

/** A heading, and what is below it. */
export const section = (title: string, lines: readonly string[], style: Style): string[] =>
  lines.length === 0 ? [] : ['', style.heading(title), ...lines];

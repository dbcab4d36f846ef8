import { escapeControls } from './escape-controls.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text of strangers as Markdown that shows it and does nothing: no link, no HTML, no mention. It is
 * to stand within a line, where only these characters mean anything.
 */
export const markdownText = (text: string): string =>
  escapeControls(text)
    .replaceAll(/[\\`*_[\]~|#$]/g, '\\$&')
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? character)
    // Addresses become links without any mark around them.
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}\\.`)
    // A mention is found in the text that is shown, whatever was escaped.
    .replaceAll('@', '@\u2060');

/** Prose that sets code in backticks. */
export const markdownProse = (text: string): string =>
  text.replaceAll(/`([^`]+)`|[^`]+|`/g, (part, code?: string) =>
    code === undefined ? markdownText(part) : markdownCode(code),
  );

/** Text of strangers as a code span of Markdown. */
export function markdownCode(text: string): string {
  const shown = escapeControls(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return shown === '' ? '' : `${fence}${padding}${shown}${padding}${fence}`;
}

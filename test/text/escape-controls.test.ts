import { describe, expect, test } from 'vitest';
import { escapeControls } from '../../src/text/escape-controls.js';

describe('escaping what controls a terminal', () => {
  test('leaves ordinary text of any script as it is', () => {
    for (const text of ['src/größe/日本語/👍 file (1).ts', 'std::vector ## [a] ::1'])
      expect(escapeControls(text)).toBe(text);
  });

  test.each([
    ['an escape sequence', '\x1b[31m', String.raw`\x1b[31m`],
    ['a one-character control sequence', '\u009b31m', String.raw`\x9b31m`],
    ['line breaks and tabs', 'a\r\n\tb', String.raw`a\r\n\tb`],
    ['a bidirectional override', 'a\u202eb', String.raw`a\u{202e}b`],
    ['a zero-width space', 'a\u200bb', String.raw`a\u{200b}b`],
    ['an invisible tag', 'a\u{e0041}b', String.raw`a\u{e0041}b`],
    ['half of a surrogate pair', 'a\ud83db', String.raw`a\u{d83d}b`],
    ['a workflow command', '::error file=a::b', String.raw`\x3a:error file=a::b`],
    ['an indented workflow command', '  ::add-mask::b', String.raw`  \x3a:add-mask::b`],
    ['an older workflow command', 'a ##[error]b', String.raw`a #\x23[error]b`],
    [
      'a command of Azure Pipelines',
      'a ##vso[task.complete]b',
      String.raw`a #\x23vso[task.complete]b`,
    ],
  ])('makes %s visible', (_what, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped);
  });
});

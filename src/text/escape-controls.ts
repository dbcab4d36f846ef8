const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Characters that move the cursor, recolour a terminal, reorder or hide text: control characters,
 * format characters (bidirectional overrides, zero widths, tags), line separators and halves of
 * surrogate pairs.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** CI systems obey `::error::` where a line of a log begins, and `##[error]` or `##vso[…]` anywhere. */
const lineCommand = /^(\s*):(?=:[a-z])/i;
const command = /##(?=\w*\[)/g;

/**
 * Text of strangers, made visible and harmless for a terminal and for the log of a CI system: an
 * escape character reads "\x1b".
 */
export function escapeControls(text: string): string {
  return text
    .replaceAll(unprintable, (character) => named[character] ?? codeOf(character))
    .replace(lineCommand, '$1\\x3a')
    .replaceAll(command, '#\\x23');
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u{${digits}}`;
}

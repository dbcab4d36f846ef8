import type { Style } from './style.js';

/** Code of the catalogue, which quotes by `'` and ends statements by semicolons, as a file is written. */
export function spelt(code: string, { quote, semicolons }: Style): string {
  const quoted = code.replaceAll("'", quote);
  return semicolons ? quoted : quoted.replaceAll(/;(?= \}|\n|$)/g, '');
}

/** A text as a literal; what reorders or ends it is written by its code. */
export function quotedBy(quote: Style['quote'], text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

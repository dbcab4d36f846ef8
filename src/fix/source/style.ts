/** How the author of a file writes, as far as inserted text has to follow. */
export interface Style {
  readonly lineEnd: string;
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly spacedBraces: boolean;
  /** `10_000` rather than `10000`. */
  readonly separatedNumbers: boolean;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
}

export function styleOf(text: string): Style {
  return {
    lineEnd: count(text, /\r\n/g) * 2 > count(text, /\n/g) ? '\r\n' : '\n',
    // Quoted names stand in JSON, which keeps to no style of the file.
    spacedBraces: count(text, TIGHT) <= count(text, /\{ [\w'"$]/g),
    separatedNumbers: /\b\d{1,3}_\d{3}\b/.test(text),
    quote: count(text, /"/g) > count(text, /'/g) ? '"' : "'",
    semicolons: count(text, /;[ \t]*\r?$/gm) * 3 >= count(text, /[\w)\]'"`][ \t]*\r?$/gm),
  };
}

/** `{a: 1}` and `const {a} = …`. */
const TIGHT = /[(=:,[]\s*\{[\w'$]+:|\b(?:const|let|var|import)\s*\{[\w$]/g;

/** A whole number as the file writes them. */
export const numberText = (
  value: number,
  { separatedNumbers }: Pick<Style, 'separatedNumbers'>,
): string => (separatedNumbers ? String(value).replaceAll(/\B(?=(\d{3})+$)/g, '_') : String(value));

/** An object literal on one line. */
export const objectText = (content: string, { spacedBraces }: Style): string =>
  spacedBraces ? `{ ${content} }` : `{${content}}`;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

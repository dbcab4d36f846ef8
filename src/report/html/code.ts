/** A run of code in one look: keyword, string, comment, number, name of what is called, or plain. */
export interface Token {
  readonly look: 'k' | 's' | 'c' | 'n' | 'f' | '';
  readonly text: string;
}

/** One line of a code frame. */
export interface CodeLine {
  readonly number: number;
  readonly tokens: readonly Token[];
  /** Whether the call stands on it. */
  readonly isMarked: boolean;
}

/** What a frame shows. */
export interface Framed {
  readonly line: number;
  readonly endLine: number;
  readonly excerpt: readonly string[];
}

const LONGEST_LINE = 400;

/** The lines of an excerpt, highlighted, without the indentation they share. */
export function codeLines({ line, endLine, excerpt }: Framed): CodeLine[] {
  const cut = commonIndent(excerpt);
  return excerpt.map((text, index) => ({
    number: line + index,
    tokens: highlighted(text.slice(cut, cut + LONGEST_LINE).replaceAll('\t', '  ')),
    isMarked: line + index <= endLine,
  }));
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

const keywords =
  'as|async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|interface|let|new|null|of|private|protected|public|readonly|return|static|super|switch|this|throw|true|try|type|typeof|undefined|var|void|while|yield';

/** Each alternative is bounded by its own first character, so that no text is tried twice. */
const token = new RegExp(
  [
    /(?<c>\/\/.*|\/\*.*?(?:\*\/|$))/,
    /(?<s>'(?:[^'\\]|\\.)*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$)|`(?:[^`\\]|\\.)*(?:`|$))/,
    new RegExp(`(?<k>(?<![\\w$.])(?:${keywords})(?![\\w$]))`),
    /(?<n>(?<![\w$])\d[\w.]*)/,
    /(?<f>(?<![\w$])[A-Za-z_$][\w$]*(?=\())/,
    /(?<w>[A-Za-z_$][\w$]*)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** One line of TypeScript; a string or comment that goes on from the line before is not known. */
export function highlighted(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    const look = lookOf(match.groups ?? {});
    if (look === '') continue;
    if (match.index > end) tokens.push({ look: '', text: line.slice(end, match.index) });
    tokens.push({ look, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ look: '', text: line.slice(end) });
  return tokens;
}

function lookOf(groups: Readonly<Record<string, string | undefined>>): Token['look'] {
  const looks = ['k', 's', 'c', 'n', 'f'] as const;
  return looks.find((look) => groups[look] !== undefined) ?? '';
}

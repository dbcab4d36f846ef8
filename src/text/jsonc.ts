/** Where and why a text is no JSON. Lines and columns are 1-based. */
export interface JsonError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type JsonResult =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: JsonError };

/**
 * Parses JSON; comments, trailing commas and a byte order mark are accepted, as in tsconfig.json.
 * The messages are our own, since those of `JSON.parse` differ between versions of Node.
 */
export function parseJson(text: string): JsonResult {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return parseTolerantly(body);
  }
}

function parseTolerantly(text: string): JsonResult {
  const reader: Reader = { text, position: 0 };
  try {
    const value = readValue(reader);
    skipBlanks(reader);
    if (reader.position < text.length) throw new Unexpected();
    return { value };
  } catch {
    return { error: errorAt(text, reader.position) };
  }
}

interface Reader {
  readonly text: string;
  position: number;
}

class Unexpected extends Error {}

function errorAt(text: string, position: number): JsonError {
  const lines = text.slice(0, position).split(/\r\n|\n|\r/);
  const found = text.at(position);
  return {
    message:
      found === undefined ? 'no valid JSON: unexpected end' : 'no valid JSON: unexpected text',
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
  };
}

function readValue(reader: Reader): unknown {
  skipBlanks(reader);
  const start = reader.text[reader.position];
  if (start === '{') return Object.fromEntries(readItems(reader, '}', readProperty));
  return start === '[' ? readItems(reader, ']', readValue) : readLiteral(reader);
}

function readItems<T>(reader: Reader, end: string, readItem: (reader: Reader) => T): T[] {
  const items: T[] = [];
  reader.position += 1;
  skipBlanks(reader);
  while (!take(reader, end)) {
    items.push(readItem(reader));
    skipBlanks(reader);
    if (!take(reader, ',') && reader.text[reader.position] !== end) throw new Unexpected();
    skipBlanks(reader);
  }
  return items;
}

function readProperty(reader: Reader): [string, unknown] {
  if (reader.text[reader.position] !== '"') throw new Unexpected();
  const key = String(readLiteral(reader));
  skipBlanks(reader);
  if (!take(reader, ':')) throw new Unexpected();
  return [key, readValue(reader)];
}

const literal = /-?\d[\d.eE+-]*|true|false|null/y;

function readLiteral(reader: Reader): unknown {
  literal.lastIndex = reader.position;
  const found = quotedAt(reader) ?? literal.exec(reader.text)?.[0];
  if (found === undefined) throw new Unexpected();
  const value = JSON.parse(found) as unknown;
  reader.position += found.length;
  return value;
}

/** In a loop: a regular expression runs out of memory on a string of several megabytes. */
function quotedAt({ text, position }: Reader): string | undefined {
  if (text[position] !== '"') return undefined;
  let end = position + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return text.slice(position, end + 1);
}

const blank = /\s/;

function skipBlanks(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    while (blank.test(text[reader.position] ?? '')) reader.position += 1;
    const end = commentEnd(reader);
    if (end === null) return;
    reader.position = end;
  }
}

/** Where the comment ends that begins here; null where none does, or one that stays open. */
function commentEnd({ text, position }: Reader): number | null {
  const isLine = text.startsWith('//', position);
  if (!isLine && !text.startsWith('/*', position)) return null;
  const found = text.indexOf(isLine ? '\n' : '*/', position + 2);
  if (isLine) return found < 0 ? text.length : found;
  return found < 0 ? null : found + 2;
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.position] !== character) return false;
  reader.position += 1;
  return true;
}

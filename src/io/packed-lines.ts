import { writeFileSync } from 'node:fs';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { refusedUnless } from './output-file.js';
import { readBytes } from './read-text.js';

/** A file of few bytes may claim to unpack to any number of them. */
const MOST_BYTES = 1024 * 1024 * 1024;

const LINE_END = 0x0a;

/** Writes lines as one compressed file. */
export function writePackedLines(file: string, lines: readonly string[]): void {
  const text = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.of(LINE_END)]));
  const packed = gzipSync(text, { level: constants.Z_BEST_SPEED });
  refusedUnless(file, () => {
    writeFileSync(file, packed);
  });
}

/** The lines of such a file; undefined where it holds none. Throws where it cannot be read. */
export function readPackedLines(file: string): readonly string[] | undefined {
  const packed = readBytes(file);
  try {
    return linesOf(gunzipSync(packed, { maxOutputLength: MOST_BYTES }));
  } catch {
    return undefined;
  }
}

/** Line by line: all of them may be longer than a string can be. */
function linesOf(text: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(LINE_END, start);
    const stop = end < 0 ? text.length : end;
    lines.push(text.toString('utf8', start, stop));
    start = stop + 1;
  }
  return lines;
}

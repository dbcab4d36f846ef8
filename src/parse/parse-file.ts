import type { FailedFile } from '../model/repository.js';
import { extractFacts } from './extract.js';
import type { FileFacts } from './facts.js';
import { lineStartsOf, positionAt } from './lines.js';
import { nestsTooDeeply } from './nesting.js';
import { parseSource, type Transfer } from './parser.js';

export type ParsedFile =
  | { readonly ok: true; readonly facts: FileFacts }
  | { readonly ok: false; readonly failure: FailedFile };

/** Reads one source file. Nothing of it is executed; what cannot be read comes back as a failure. */
export function parseFile(file: string, text: string, transfer?: Transfer): ParsedFile {
  if (nestsTooDeeply(file, text)) return tooDeep(file);
  try {
    return parse(file, text, transfer);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(file);
    throw error;
  }
}

function parse(file: string, text: string, transfer?: Transfer): ParsedFile {
  const source = parseSource(file, text, transfer);
  if (source.ok) return { ok: true, facts: extractFacts({ file, text, ...source }) };
  const position = positionAt(lineStartsOf(text), source.offset);
  return { ok: false, failure: { file, ...position, message: source.message } };
}

const tooDeep = (file: string): ParsedFile => ({
  ok: false,
  failure: { file, message: 'nested too deeply' },
});

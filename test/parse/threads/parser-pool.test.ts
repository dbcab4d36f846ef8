import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFile, type ParsedFile } from '../../../src/parse/parse-file.js';
import { ParserPool, type ParserPoolOptions } from '../../../src/parse/threads/parser-pool.js';
import { freshCommandLine } from '../../workshop/fresh-build.js';

// Three batches and more, broken files and odd text among them.
const filler = `// ${'x'.repeat(40_000)}\n`;
const files = Array.from({ length: 24 }, (_, index) => ({
  file: `src/${String(index)}.ts`,
  text: `${filler}export const f${String(index)} = () => fetch("\uD800é${String(index)}", { signal: null });${index % 7 === 3 ? ' const ;' : ''}`,
}));
const expected = new Map<string, ParsedFile>(
  files.map(({ file, text }) => [file, parseFile(file, text)]),
);

let folder: string;
let built: URL;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resilint-pool-'));
  built = pathToFileURL(resolve(freshCommandLine(), '../../parse/threads/parse-thread.js'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function entryOf(code: string): URL {
  const file = join(folder, `${String(code.length)}.mjs`);
  writeFileSync(file, code);
  return pathToFileURL(file);
}

function parsed(options: ParserPoolOptions): ReadonlyMap<string, ParsedFile> {
  const pool = new ParserPool({ aloneLength: 0, patienceMs: 300, ...options });
  for (const { file, text } of files) pool.add(file, text);
  return pool.finish();
}

/** A thread that leaves a note where it is asked. */
const noting = (note: string): string => `
import ${JSON.stringify(built.href)};
import { writeFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
workerData.port.on('message', () => writeFileSync(${JSON.stringify(note)}, ''));
`;

describe('files parsed on several threads', () => {
  it.each([0, 1, 3])('are what one thread makes of them: %i beside it', (threads) => {
    expect(parsed({ threads, entry: built, patienceMs: 20_000 })).toEqual(expected);
  });

  it('go to the other threads', () => {
    const note = join(folder, 'asked');
    parsed({ threads: 1, entry: entryOf(noting(note)), patienceMs: 20_000 });
    expect(existsSync(note)).toBe(true);
  });

  it.each([
    ['is not there', () => pathToFileURL(join(folder, 'missing.mjs'))],
    ['throws when it starts', () => entryOf('throw new Error("no")')],
    ['ends when it is asked', () => entryOf(onMessage('process.exit(1)'))],
    ['never answers', () => entryOf(onMessage('for (;;);'))],
    ['cannot be started', () => new URL('file:///dev/null')],
  ])('are all parsed where a thread %s', (_, entry) => {
    expect(parsed({ threads: 2, entry: entry() })).toEqual(expected);
  });
});

const onMessage = (code: string): string =>
  `import { workerData } from 'node:worker_threads';
workerData.port.on('message', () => { ${code} });`;

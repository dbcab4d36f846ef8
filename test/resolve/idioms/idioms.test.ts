import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';

/**
 * One folder for each way in which code gets hold of a client. A line that starts a call ends in
 * `// expect <client> <operation>`, several separated by `;`. Every other line must stay silent;
 * those that look most like a call are marked `// look-alike: <why>`.
 */
const idiomsFolder = fileURLToPath(new URL('fixtures/', import.meta.url));
const EXPECTATION = /\/\/ expect (?<calls>\S.*?)\s*$/;
const LOOK_ALIKE = /\/\/ look-alike: \S/;

const idioms = readdirSync(idiomsFolder).sort();

interface Line {
  readonly place: string;
  readonly text: string;
}

function linesOf(root: string): readonly Line[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => path.split(sep).join('/'))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .map((text, index) => ({ place: `${file}:${String(index + 1)}`, text })),
    );
}

const expectedCalls = (lines: readonly Line[]): readonly string[] =>
  lines
    .flatMap(({ place, text }) => {
      const calls = EXPECTATION.exec(text)?.groups?.['calls']?.split(';') ?? [];
      return calls.map((call) => `${place} ${call.trim()}`);
    })
    .sort();

const foundCalls = (root: string): readonly string[] =>
  assess({ root, cache: false })
    .calls.map(({ file, line, client, operation }) => {
      return `${file}:${String(line)} ${client} ${operation}`;
    })
    .sort();

it('there are idioms to follow', () => {
  expect(existsSync(idiomsFolder)).toBe(true);
  expect(idioms.length).toBeGreaterThan(50);
});

describe.each(idioms)('%s', (idiom) => {
  const root = join(idiomsFolder, idiom);
  const lines = linesOf(root);

  it('has marked calls and a marked look-alike', () => {
    expect(expectedCalls(lines)).not.toEqual([]);
    expect(lines.filter(({ text }) => LOOK_ALIKE.test(text))).not.toEqual([]);
  });

  it('finds the marked calls and nothing else', () => {
    expect(foundCalls(root)).toEqual(expectedCalls(lines));
  });
});

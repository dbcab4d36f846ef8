import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writePieces } from '../../src/io/output-file.js';

const folder = mkdtempSync(join(tmpdir(), 'resilint-output-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('takes the place of what a file held, piece by piece', () => {
  const file = join(folder, 'out.json');
  writePieces(file, ['a longer text than the next']);
  writePieces(file, ['{', '}']);
  expect(readFileSync(file, 'utf8')).toBe('{}');
});

it('says of a file that cannot be written what to do', () => {
  const file = join(folder, 'missing', 'out.json');
  expect(() => {
    writePieces(file, ['']);
  }).toThrow(`Cannot write "${file}": ENOENT`);
});

it('does not blame the file for pieces that cannot be made', () => {
  function* failing(): Iterable<string> {
    yield 'a';
    throw new TypeError('a piece is missing');
  }
  expect(() => {
    writePieces(join(folder, 'failing.json'), failing());
  }).toThrow(TypeError);
});

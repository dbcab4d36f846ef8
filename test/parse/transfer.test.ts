import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/parse/parse-file.js';
import { rawTransferWorks } from '../../src/parse/parser.js';
import { sourcesBelow } from './sources-below.js';

const SHAPES = `
  import a, { type B } from 'a'; export * as c from 'c';
  @D() abstract class E<T> extends F<T> implements G { #h = 1n; static { i(); } abstract j(k: T): E<T>; accessor l = /m/u; }
  enum N { O = -1, P = \`q\` } namespace R { export const s = t!; }
  const { u = <V>w, ...x } = y?.z?.['ä😀'](...aa) satisfies Ab;
  async function* ac<const T>(this: Ad, ...ae: T[]): AsyncGenerator<T> { for await (const af of ag) yield* af; }
  let ah: typeof import('ai') | ((aj: ak) => al)[] | { [key: string]: 'am' };
`;

const without = rawTransferWorks()
  ? ''
  : ` (skipped: Node ${process.versions.node} has no raw transfer)`;

describe.skipIf(without !== '')(`raw transfer and JSON${without}`, () => {
  it('give identical facts of every shape', () => {
    const raw = parseFile('a.ts', SHAPES, 'raw');
    expect(raw.ok).toBe(true);
    expect(raw).toEqual(parseFile('a.ts', SHAPES, 'json'));
  });

  it('give identical facts of this project', () => {
    for (const file of sourcesBelow(fileURLToPath(new URL('../../src', import.meta.url)))) {
      const text = readFileSync(file, 'utf8');
      expect(parseFile('a.ts', text, 'raw')).toEqual(parseFile('a.ts', text, 'json'));
    }
  });
});

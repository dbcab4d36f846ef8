import { describe, expect, test } from 'vitest';
import { namedBlocks } from '../../src/text/named-blocks.js';

describe('named blocks', () => {
  test('are read with their kind and body, whatever stands between them', () => {
    const text = '// a comment\ngenerator one {\n  a = 1\n}\n\nenum Two { B }\n  datasource db {c}';
    expect(namedBlocks(text)).toEqual([
      { kind: 'generator', body: '\n  a = 1\n' },
      { kind: 'enum', body: ' B ' },
      { kind: 'datasource', body: 'c' },
    ]);
  });

  test('have one name', () => {
    expect(namedBlocks('{ a } b { c } d e f { g }')).toEqual([]);
  });

  test('are read in no time, however many stay open', () => {
    const started = performance.now();
    namedBlocks(`${'\n'.repeat(500_000)}${'a b { c d {'.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHead, readText } from '../../src/io/read-text.js';
import { temporaryTree } from './temporary-tree.js';

describe('readText', () => {
  it('reads a file as UTF-8 and keeps its byte order mark', () => {
    const root = temporaryTree({ 'a.ts': '\uFEFFconst ä = "€";\n' });
    expect(readText(join(root, 'a.ts'))).toBe('\uFEFFconst ä = "€";\n');
  });

  it('replaces bytes that are no UTF-8', () => {
    const root = temporaryTree({});
    writeFileSync(join(root, 'a.ts'), Buffer.from([0x61, 0xff, 0x62]));
    expect(readText(join(root, 'a.ts'))).toBe('a\uFFFDb');
  });

  it('reads a file larger than its buffer, and a small one after it', () => {
    const large = 'x'.repeat(900_000);
    const root = temporaryTree({ 'large.ts': large, 'small.ts': 'y', 'empty.ts': '' });
    expect(readText(join(root, 'large.ts'))).toBe(large);
    expect(readText(join(root, 'small.ts'))).toBe('y');
    expect(readText(join(root, 'empty.ts'))).toBe('');
  });

  it('refuses folders, devices and missing files', () => {
    const root = temporaryTree({ folder: null });
    expect(() => readText(join(root, 'folder'))).toThrow();
    expect(() => readText(join(root, 'absent'))).toThrow();
    expect(() => readText('/dev/zero')).toThrow('not a regular file');
  });

  it('does not wait for the writer of a named pipe', () => {
    const root = temporaryTree({});
    execFileSync('mkfifo', [join(root, 'pipe.ts')]);
    expect(() => readText(join(root, 'pipe.ts'))).toThrow('not a regular file');
  });
});

describe('readHead', () => {
  it('reads no more than it is asked for', () => {
    const root = temporaryTree({ 'a.ts': 'abcdef', 'b.ts': 'xy' });
    expect(readHead(join(root, 'a.ts'), 4)).toBe('abcd');
    expect(readHead(join(root, 'b.ts'), 4)).toBe('xy');
  });
});

import {
  chmodSync,
  existsSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cacheFileFor, readCacheFile, writeCacheFile } from '../../src/io/cache-file.js';
import { temporaryTree } from './temporary-tree.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the cache file', () => {
  it('holds what was stored', () => {
    const file = join(temporaryTree({}), 'deep/a.facts');
    writeCacheFile(file, new Map([['a', 1]]));
    expect(readCacheFile(file)).toEqual(new Map([['a', 1]]));
  });

  it('is another one for another root and another version', () => {
    const names = [
      cacheFileFor('/a', '1', 'facts'),
      cacheFileFor('/b', '1', 'facts'),
      cacheFileFor('/a', '2', 'facts'),
      cacheFileFor('/a', '1', 'facts'),
    ];
    expect(new Set(names).size).toBe(3);
  });

  it('is never inside the scanned root, where the repository could bring it along', () => {
    const root = temporaryTree({});
    vi.stubEnv('XDG_CACHE_HOME', join(root, '.cache'));
    expect(cacheFileFor(root, '1', 'facts')).toBeUndefined();
    vi.stubEnv('XDG_CACHE_HOME', root);
    expect(cacheFileFor(root, '1', 'facts')).toBeUndefined();
  });

  it('is not looked for at a relative path', () => {
    vi.stubEnv('XDG_CACHE_HOME', '.cache');
    expect(cacheFileFor('/scanned', '1', 'facts')).toContain(join(homedir(), '.cache'));
  });
});

describe('a cache file is as good as none', () => {
  const stored = (): string => {
    const file = join(temporaryTree({}), 'a.facts');
    writeCacheFile(file, new Map([['a', 1]]));
    return file;
  };

  it.each([0, 1, 5, 8])('when it ends after %i bytes', (length) => {
    const file = stored();
    truncateSync(file, length);
    expect(readCacheFile(file)).toBeUndefined();
  });

  it('when it holds something else', () => {
    const file = stored();
    writeFileSync(file, '{"a": 1}');
    expect(readCacheFile(file)).toBeUndefined();
  });

  it('when others may write it', () => {
    const file = stored();
    chmodSync(file, 0o666);
    expect(readCacheFile(file)).toBeUndefined();
  });

  it.runIf(process.getuid?.() === 0)('when it belongs to another user', () => {
    const file = stored();
    execFileSync('chown', ['12345', file]);
    expect(readCacheFile(file)).toBeUndefined();
  });

  it('when it is a folder, a pipe or not there', () => {
    const root = temporaryTree({ folder: null });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    for (const name of ['folder', 'pipe', 'absent'])
      expect(readCacheFile(join(root, name))).toBeUndefined();
  });
});

describe('writing the cache', () => {
  it('does not write through a link that lies in its way', () => {
    const root = temporaryTree({ precious: 'kept' });
    const file = join(root, 'a.facts');
    symlinkSync(join(root, 'precious'), `${file}.${String(process.pid)}`);
    writeCacheFile(file, 1);
    expect(readFileSync(join(root, 'precious'), 'utf8')).toBe('kept');
    expect(readCacheFile(file)).toBe(1);
  });

  it('fails without a word where it cannot', () => {
    const root = temporaryTree({ file: '' });
    writeCacheFile(join(root, 'file/a.facts'), 1);
    writeCacheFile(join(root, 'b.facts'), () => 'no data');
    expect(existsSync(join(root, 'b.facts'))).toBe(false);
  });
});

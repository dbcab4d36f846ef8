import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { assess } from '../../src/assess.js';
import { cacheFileFor, readCacheFile, writeCacheFile } from '../../src/io/cache-file.js';
import { toolVersion } from '../../src/io/tool-version.js';
import { FACTS_VERSION } from '../../src/parse/facts.js';
import { temporaryTree } from '../io/temporary-tree.js';

const source = "fetch('https://a.example.com/');\n";

let root = '';
let file = '';

interface Entry {
  readonly key: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

beforeEach(() => {
  root = temporaryTree({ 'a.ts': source });
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  onTestFinished(() => void vi.unstubAllEnvs());
  file = cacheFileFor(root, `${toolVersion()} ${String(FACTS_VERSION)}`, 'facts') ?? '';
});

/** Scans, changes what was stored, and scans again. */
function scannedAfter(change: (stored: Map<string, Entry>) => unknown) {
  const first = assess({ root });
  writeCacheFile(file, change(readCacheFile(file) as Map<string, Entry>));
  // Facts are asked for where there is no whole assessment of the same state.
  rmSync(cacheFileFor(root, toolVersion(), 'assessment') ?? '');
  return { first, second: assess({ root }) };
}

describe('stored facts', () => {
  it('are read again', () => {
    const { second } = scannedAfter((stored) => {
      const entry = stored.get('a.ts');
      return new Map([['a.ts', { ...entry, facts: { ...entry?.facts, calls: [] } }]]);
    });
    // The emptied table shows where the facts came from.
    expect(second.calls).toEqual([]);
  });

  it.each<[string, (stored: Map<string, Entry>) => unknown]>([
    ['are of another text', (stored) => new Map([['a.ts', { ...stored.get('a.ts'), key: 'x' }]])],
    [
      'are of another file',
      (stored) => {
        const entry = stored.get('a.ts');
        return new Map([['a.ts', { ...entry, facts: { ...entry?.facts, file: '../b.ts' } }]]);
      },
    ],
    [
      'lack a table',
      (stored) => {
        const entry = stored.get('a.ts');
        return new Map([['a.ts', { ...entry, facts: { ...entry?.facts, bindings: undefined } }]]);
      },
    ],
    ['are text', () => new Map([['a.ts', { key: 'x', facts: 'facts' }]])],
    ['are no map', () => ({ __proto__: { 'a.ts': 1 } })],
    ['hold nothing', () => new Map([['a.ts', null]])],
  ])('are not used when they %s', (_, change) => {
    const { first, second } = scannedAfter(change);
    expect(first.calls).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('are not stored inside the scanned root', () => {
    vi.stubEnv('XDG_CACHE_HOME', join(root, '.cache'));
    assess({ root });
    expect(assess({ root }).coverage.files).toBe(1);
  });
});

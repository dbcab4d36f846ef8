import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { assessPart } from '../../../src/assess-part.js';
import { loadConfiguration } from '../../../src/config/settings/configuration.js';
import { defaultSettings } from '../../../src/config/settings/default-settings.js';
import { sha256 } from '../../../src/text/sha256.js';
import { temporaryRepository, temporaryTree } from '../../io/temporary-tree.js';

const fixtures = readdirSync('fixtures');

function copied(fixture: string): string {
  const root = temporaryTree({});
  cpSync(join('fixtures', fixture), root, { recursive: true });
  return root;
}

/** The parts of a folder, each in a file. */
function shardsOf(root: string, of: number): readonly string[] {
  const to = temporaryTree({});
  return Array.from({ length: of }, (_, position) => {
    const path = join(to, `part-${String(position + 1)}`);
    assessPart({ root, cache: false }, { index: position + 1, of }, path);
    return path;
  });
}

describe.each(fixtures)('the parts of %s', (fixture) => {
  it.each([1, 3, 100])('merged from %i give the bytes of the whole', async (of) => {
    const root = copied(fixture);
    const about = { root, cache: false, ...(await loadConfiguration(root)) };
    const to = temporaryTree({});
    const shards = Array.from({ length: of }, (_, position) => join(to, String(position)));
    for (const [position, path] of shards.entries())
      assessPart(about, { index: position + 1, of }, path);
    const merged = assess({ ...about, shards: shards.toReversed() });
    expect(JSON.stringify(merged)).toBe(JSON.stringify(assess(about)));
  });
});

describe('facts of a shard', () => {
  it('are used: what is not in them is not found', () => {
    const root = temporaryTree({ 'a.ts': "fetch('https://a.example.com/');\n" });
    const shards = shardsOf(root, 1);
    rewrite(shards[0]!, (line) => line.replace(/"calls":\[.*?\],"writes"/, '"calls":[],"writes"'));
    expect(assess({ root, shards, cache: false }).calls).toEqual([]);
  });

  it('survive as JSON whatever the source holds', () => {
    const root = temporaryTree({
      'a.ts': [
        "const odd = { __proto__: null, ['\\u2028\\ud800']: 1e999, n: -0, big: 9n, re: /x/u };",
        "enum Names { constructor = 'a', __proto__ = 'b' }",
        'fetch(`https://${odd.n}.example.com/`, { signal: AbortSignal.timeout(1e999) });',
      ].join('\n'),
    });
    const merged = assess({ root, cache: false, shards: shardsOf(root, 2) });
    expect(JSON.stringify(merged)).toBe(JSON.stringify(assess({ root, cache: false })));
  });

  it('are taken in another state of the repository for the files that are the same there', () => {
    const root = temporaryRepository({ 'a.ts': "fetch('https://a.example.com/');\n", 'b.ts': '' });
    writeFileSync(join(root, 'b.ts'), "fetch('https://b.example.com/');\n");
    const shards = shardsOf(root, 2);
    const before = { root, revision: 'HEAD', cache: false };
    expect(assess({ ...before, shards })).toEqual(assess(before));
    for (const path of shards)
      rewrite(path, (line) => line.replace(/"calls":\[.*?\],"writes"/, '"calls":[],"writes"'));
    expect(assess({ ...before, shards }).calls).toEqual([]);
  });
});

/** Changes the lines of a shard, and its checksum with them. */
function rewrite(path: string, change: (line: string) => string): void {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const text = lines
    .slice(0, -1)
    .map((line) => `${change(line)}\n`)
    .join('');
  writeFileSync(path, gzipSync(`${text}${sha256(text)}\n`));
}

const unpacked = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8');

describe('a shard that cannot be merged', () => {
  const tree = { 'a.ts': "fetch('https://a.example.com/');\n", 'b.ts': 'b();\n', 'c.ts': 'c();\n' };
  let root = '';
  let shards: readonly string[] = [];

  const merge =
    (paths: readonly string[] = shards) =>
    () =>
      assess({ root, shards: paths, cache: false });

  const begin = (): void => {
    root = temporaryTree(tree);
    shards = shardsOf(root, 3);
  };

  it.each<[string, (path: string) => void, string]>([
    [
      'is gone',
      (path) => {
        rmSync(path);
      },
      'Cannot read',
    ],
    [
      'is empty',
      (path) => {
        writeFileSync(path, '');
      },
      'holds no facts, or was cut short',
    ],
    [
      'is text',
      (path) => {
        writeFileSync(path, 'facts');
      },
      'holds no facts',
    ],
    [
      'is something else, packed',
      (path) => {
        writeFileSync(path, gzipSync('{"kind":"x"}\n'));
      },
      'holds no facts',
    ],
    [
      'is cut short',
      (path) => {
        writeFileSync(path, readFileSync(path).subarray(0, -9));
      },
      'cut short',
    ],
    [
      'lost its last line',
      (path) => {
        writeFileSync(path, gzipSync(unpacked(path).split('\n').slice(0, -2).join('\n')));
      },
      'is not as it was written',
    ],
    [
      'lost a file',
      (path) => {
        const [head, , ...rest] = unpacked(path).split('\n');
        writeFileSync(path, gzipSync([head, ...rest].join('\n')));
      },
      'is not as it was written',
    ],
    [
      'has altered facts',
      (path) => {
        writeFileSync(
          path,
          gzipSync(
            unpacked(path).replace('example', 'elsewhere').replace('"jsx":false', '"jsx":true'),
          ),
        );
      },
      'is not as it was written',
    ],
    [
      'is of another version',
      (path) => {
        rewrite(path, (line) => line.replace(/"tool":"[^"]*"/, '"tool":"9.9.9 (facts 3)"'));
      },
      'was written by resilint 9.9.9 (facts 3), and this is',
    ],
    [
      'is part zero',
      (path) => {
        rewrite(path, (line) => line.replace(/"part":"[^"]*"/, '"part":"0/3"'));
      },
      'holds no facts',
    ],
  ])('because it %s is refused', (_, spoil, message) => {
    begin();
    spoil(shards[0]!);
    expect(merge()).toThrow(message);
  });

  it('because it unpacks to far too much is refused', () => {
    begin();
    const zeros = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    // Members of a file follow one another and unpack to one text.
    writeFileSync(shards[0]!, Buffer.concat(Array.from({ length: 6 }, () => zeros)));
    expect(merge()).toThrow('holds no facts');
  });

  it('is refused where parts are missing, doubled, or of two divisions', () => {
    begin();
    expect(merge(shards.slice(1))).toThrow('Shard 1/3 is missing');
    expect(merge(shards.slice(2))).toThrow('Shards 1/3, 2/3 are missing');
    expect(merge([...shards, shards[1]!])).toThrow(/"(.*)" and "\1" are both shard 2\/3/);
    expect(merge([...shards.slice(1), shardsOf(root, 2)[0]!])).toThrow('is shard 1/2');
  });

  it('is refused where sources or settings are others', () => {
    begin();
    writeFileSync(join(root, 'c.ts'), 'd();\n');
    expect(merge()).toThrow('is of other sources than those of the folder');
    writeFileSync(join(root, 'c.ts'), tree['c.ts']);
    const settings = { ...defaultSettings, unparsableShare: 0.5 };
    expect(() => assess({ root, shards, settings, cache: false })).toThrow('under other settings');
  });

  it('does no harm where its facts are of no form: the file is read anew', () => {
    begin();
    const expected = JSON.stringify(assess({ root, cache: false }));
    for (const text of [
      '{"file":"a.ts"}',
      'null',
      '[]',
      '{',
      '{"file":"../x","sha256":"0","facts":{}}',
    ]) {
      shards = shardsOf(root, 3);
      rewrite(shards[0]!, (line) => (line.includes('"kind":"resilint facts"') ? line : text));
      expect(JSON.stringify(merge()())).toBe(expected);
    }
  });
});

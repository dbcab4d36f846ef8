import { describe, expect, it } from 'vitest';
import { loadBaseline, readBaseline } from '../../src/config/load-baseline.js';
import { writeBaseline } from '../../src/gate/write-baseline.js';
import { folderTree } from '../../src/io/folder-tree.js';
import type { BaselineEntry } from '../../src/model/baseline.js';
import { KnownError } from '../../src/text/known-error.js';
import { git, temporaryRepository, temporaryTree, writeTree } from '../io/temporary-tree.js';

const entry = (file: string, rest: Partial<BaselineEntry> = {}): BaselineEntry => ({
  file,
  rule: 'missing-timeout',
  id: '00000000000000a1',
  contentId: '00000000000000b1',
  reason: 'accepted',
  ...rest,
});

function problems(text: string): readonly string[] {
  try {
    readBaseline('debt.jsonl', text);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.details;
  }
  throw new Error('nothing was refused');
}

describe('a baseline', () => {
  it('is written one finding a line, by place, and read back as it was', () => {
    const second = entry('b.ts', { owner: '@payments', expires: '2026-12-31' });
    const hostile = entry('a\n.ts', { reason: 'x\u2028y\u202e' });
    const text = writeBaseline([second, hostile]);
    expect(text).toBe(
      '{"file":"a\\n.ts","rule":"missing-timeout","id":"00000000000000a1","contentId":"00000000000000b1","reason":"x\\u2028y\\u202e"}\n' +
        '{"file":"b.ts","rule":"missing-timeout","id":"00000000000000a1","contentId":"00000000000000b1","reason":"accepted","owner":"@payments","expires":"2026-12-31"}\n',
    );
    expect(readBaseline('debt.jsonl', text).entries).toEqual([hostile, second]);
  });

  it('may be in any order, with empty lines and doubled ones, as a union merge leaves it', () => {
    const [a, b] = [writeBaseline([entry('a.ts')]), writeBaseline([entry('b.ts')])];
    const { entries } = readBaseline('debt.jsonl', `${b}\n${a}${b}`.replaceAll('\n', '\r\n'));
    expect(entries.map(({ file }) => file)).toEqual(['b.ts', 'a.ts']);
  });

  it('merges without a conflict where two branches accept findings of different files', () => {
    const files = ['a', 'c', 'e', 'g', 'i'].map((name) => entry(`${name}.ts`));
    const with_ = (...names: readonly string[]) => ({
      'debt.jsonl': writeBaseline([...files, ...names.map((name) => entry(`${name}.ts`))]),
    });
    const root = temporaryRepository(with_());
    const main = git(root, 'branch', '--show-current').trim();
    git(root, 'checkout', '-q', '-b', 'other');
    writeTree(root, with_('b'));
    git(root, 'commit', '-qam', 'b');
    git(root, 'checkout', '-q', main);
    writeTree(root, with_('h'));
    git(root, 'commit', '-qam', 'h');
    git(root, 'merge', '-q', 'other', '-m', 'both');
    expect(loadBaseline(folderTree(root), 'debt.jsonl')?.entries).toHaveLength(7);
  });

  it('is none where there is no such file', () => {
    expect(loadBaseline(folderTree(temporaryTree({})), 'debt.jsonl')).toBeNull();
  });

  it.each([
    ['{"file":', 'no valid JSON: unexpected end'],
    ['[]', ': must be a mapping'],
    ['null', ': must be a mapping'],
    ['<<<<<<< HEAD', 'a conflict of a merge is not resolved'],
    [
      JSON.stringify({ ...entry('a.ts'), expire: '2026-01-01' }),
      'expire: no such field; did you mean "expires"?',
    ],
    [JSON.stringify(entry('a.ts', { expires: '2026-02-30' })), 'expires: Invalid ISO date'],
    [JSON.stringify(entry('a.ts', { reason: ' ' })), 'reason: must not be empty'],
    [
      JSON.stringify(entry('/etc/passwd')),
      'file: a path is relative to the scanned root and stays inside it',
    ],
    [JSON.stringify({ ...entry('a.ts'), reason: undefined }), 'reason: is missing'],
  ])('is refused with the line that is wrong: %s', (line, message) => {
    const good = writeBaseline([entry('a.ts')]);
    expect(problems(`${good}${line}\n`)).toEqual([`debt.jsonl:2: ${message.replace(/^: /, '')}`]);
  });
});

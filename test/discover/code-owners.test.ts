import { describe, expect, it } from 'vitest';
import { ownersOf, parseCodeOwners } from '../../src/discover/code-owners.js';
import { discover } from '../../src/discover/discover.js';
import { temporaryTree } from '../io/temporary-tree.js';

const owners = (text: string, file: string, prefix = ''): string[] =>
  ownersOf(file, parseCodeOwners(text, prefix));

describe('a pattern of CODEOWNERS', () => {
  it.each([
    ['*', 'src/deep/a.ts', true],
    ['*.js', 'src/deep/a.js', true],
    ['*.js', 'src/deep/a.jsx', false],
    ['/build/logs/', 'build/logs/deep/a.ts', true],
    ['/build/logs/', 'other/build/logs/a.ts', false],
    ['docs/*', 'docs/a.ts', true],
    ['docs/*', 'docs/deep/a.ts', false],
    ['apps/', 'deep/apps/x/a.ts', true],
    ['apps/', 'apps', false],
    ['**/logs', 'deeply/nested/logs/a.ts', true],
    ['**/logs', 'logs/a.ts', true],
    ['/apps/github', 'apps/github/a.ts', true],
    ['/apps/github', 'apps/github-b/a.ts', false],
    ['src/**/client.ts', 'src/client.ts', true],
    ['src/**/client.ts', 'src/a/b/client.ts', true],
    ['src/**/client.ts', 'lib/src/a/client.ts', false],
    ['src/?.ts', 'src/a.ts', true],
    ['src/?.ts', 'src/ab.ts', false],
    ['src', 'packages/a/src/x.ts', true],
    [String.raw`my\ folder/`, 'my folder/a.ts', true],
    [String.raw`\#a.ts`, '#a.ts', true],
    ['a*b*c.ts', 'axxbxbxc.ts', true],
    ['a*b*c.ts', 'axxbxbx.ts', false],
  ])('%s, asked for %s: %s', (pattern, file, matches) => {
    expect(owners(`${pattern} @team`, file)).toEqual(matches ? ['@team'] : []);
  });

  it('is overruled by a later one that matches, also by one that names nobody', () => {
    const text = '* @all\n/src/ @org/core @me\n/src/open.ts\n';
    expect(owners(text, 'lib/a.ts')).toEqual(['@all']);
    expect(owners(text, 'src/a.ts')).toEqual(['@org/core', '@me']);
    expect(owners(text, 'src/open.ts')).toEqual([]);
  });
});

describe('a line of CODEOWNERS', () => {
  it('may end in a comment, name people by e-mail, and repeat itself', () => {
    const text = '\uFEFF# all\n\n*  a@example.com\t@me @me # these two\n';
    expect(owners(text, 'a.ts')).toEqual(['a@example.com', '@me']);
  });

  it('gives no owner that is none', () => {
    expect(owners('* everybody @ok @ \u001b[31m', 'a.ts')).toEqual(['@ok']);
  });

  it('belongs to a section, each of which adds its owners', () => {
    const text = [
      '* @base',
      '[Database][2] @dba',
      'src/db/',
      'src/db/audit.ts @auditors',
      '^[Docs]',
      '*.md @writers',
      '[Database again] @dba',
      '!src/db/generated/',
      'src/db/',
    ].join('\n');
    expect(owners(text, 'src/a.ts')).toEqual(['@base']);
    expect(owners(text, 'src/db/a.ts')).toEqual(['@base', '@dba']);
    expect(owners(text, 'src/db/audit.ts')).toEqual(['@base', '@auditors', '@dba']);
    expect(owners('[A] @a\n!src/db/generated/\nsrc/', 'src/db/generated/a.ts')).toEqual([]);
  });
});

describe('the CODEOWNERS file', () => {
  const owned = (root: string) => discover({ root }).codeOwners;

  it('is looked for where its hosts look', () => {
    for (const place of [
      'CODEOWNERS',
      '.github/CODEOWNERS',
      'docs/CODEOWNERS',
      '.gitlab/CODEOWNERS',
    ]) {
      const root = temporaryTree({ [place]: '* @me\n', 'a.ts': '' });
      expect(ownersOf('a.ts', owned(root)), place).toEqual(['@me']);
    }
  });

  it('is that of the repository around the scanned folder, where that has none', () => {
    const root = temporaryTree({
      '.git/HEAD': '',
      CODEOWNERS: '/services/orders/ @orders\n*.ts @all\n/services/orders/src/ @core\n',
      'services/orders/src/a.ts': '',
      'services/orders/b.ts': '',
    });
    const rules = owned(`${root}/services/orders`);
    expect(ownersOf('src/a.ts', rules)).toEqual(['@core']);
    expect(ownersOf('b.ts', rules)).toEqual(['@all']);
  });

  it('is absent where there is none, and then nobody owns anything', () => {
    expect(owned(temporaryTree({ 'a.ts': '' }))).toBeUndefined();
    expect(ownersOf('a.ts', undefined)).toEqual([]);
  });

  it('takes no longer than a moment, whatever its patterns are', () => {
    const hostile = `${'*a'.repeat(100)}b/**/${'**/x/'.repeat(50)}`;
    const text = Array.from({ length: 500 }, () => `${hostile} @me`).join('\n');
    const file = `${'a'.repeat(200)}/${'x/'.repeat(100)}a.ts`;
    const started = performance.now();
    expect(owners(text, file)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTree } from '../../src/io/folder-tree.js';
import { readUserFiles } from '../../src/io/user-files.js';
import { temporaryTree, type Tree } from './temporary-tree.js';

const folder = '.resilint/clients';

function problemsIn(tree: Tree, prepare: (root: string) => void = () => undefined): unknown {
  const root = temporaryTree(tree);
  prepare(root);
  return readUserFiles(folderTree(root), folder);
}

describe('files that users write for us', () => {
  it('are the YAML files of the folder, by name', () => {
    const root = temporaryTree({
      [`${folder}/b.yaml`]: 'b: 1',
      [`${folder}/a.yml`]: 'a: 1',
      [`${folder}/README.md`]: '# clients',
      [`${folder}/deep/c.yaml`]: 'c: 1',
    });
    expect(readUserFiles(folderTree(root), folder)).toEqual([
      { file: `${folder}/a.yml`, text: 'a: 1' },
      { file: `${folder}/b.yaml`, text: 'b: 1' },
    ]);
  });

  it('are none where there is no such folder', () => {
    expect(readUserFiles(folderTree(temporaryTree({ 'a.yaml': '' })), folder)).toEqual([]);
    expect(readUserFiles(folderTree(temporaryTree({ '.resilint': null })), folder)).toEqual([]);
  });
});

describe('one problem is told of', () => {
  const file = `${folder}/a.yaml`;

  it.each<{ what: string; tree: Tree; file: string; problem: string }>([
    {
      what: 'a file in place of a folder',
      tree: { '.resilint': 'x' },
      file: '.resilint',
      problem: 'is no folder',
    },
    {
      what: 'a folder in place of a file',
      tree: { [file]: null },
      file,
      problem: 'is no regular file',
    },
    {
      what: 'a huge file',
      tree: { [file]: 'a'.repeat(70_000) },
      file,
      problem: 'is larger than 64 KiB',
    },
    { what: 'a binary file', tree: { [file]: 'a\0b' }, file, problem: 'is no UTF-8 text' },
  ])('$what', (told) => {
    expect(problemsIn(told.tree)).toEqual([{ file: told.file, problem: told.problem }]);
  });

  it('a file in another encoding', () => {
    const latin1 = (root: string): void => {
      writeFileSync(join(root, folder, 'a.yaml'), Buffer.from([0x63, 0xe9]));
    };
    expect(problemsIn({ [folder]: null }, latin1)).toEqual([
      { file: file, problem: 'is no UTF-8 text' },
    ]);
  });

  it('a link to a file, which could lead anywhere', () => {
    const link = (root: string): void => {
      symlinkSync('/etc/hostname', join(root, folder, 'a.yaml'));
    };
    expect(problemsIn({ [folder]: null }, link)).toEqual([
      { file: file, problem: 'is a link, which is not followed' },
    ]);
  });

  it('a link to a folder', () => {
    const link = (root: string): void => {
      symlinkSync('/etc', join(root, folder));
    };
    expect(problemsIn({ '.resilint': null }, link)).toEqual([
      { file: folder, problem: 'is a link, which is not followed' },
    ]);
  });

  it('a named pipe, which nobody may ever write to', () => {
    const pipe = (root: string): void => {
      execFileSync('mkfifo', [join(root, folder, 'a.yaml')]);
    };
    expect(problemsIn({ [folder]: null }, pipe)).toEqual([
      { file: file, problem: 'is no regular file' },
    ]);
  });
});

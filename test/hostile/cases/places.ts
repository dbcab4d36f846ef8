import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeTree } from '../../io/temporary-tree.js';
import { call, type Fate, type HostileCase } from '../hostile-case.js';

const place = (input: string, fate: Fate, make: (root: string) => void): HostileCase => ({
  input,
  file: 'hostile.ts',
  fate,
  make,
});

/** Does something at the moment the calls begin to be looked for. */
const between = (input: string, fate: Fate, act: (root: string) => void): HostileCase => ({
  ...place(input, fate, (root) => {
    writeTree(root, { 'hostile.ts': call });
  }),
  onProgress: (root, { phase, done }) => {
    if (phase === 'detecting' && done === 1) act(root);
  },
});

export const places: readonly HostileCase[] = [
  place('a link that leads in a circle', 'not a source', (root) => {
    symlinkSync(root, join(root, 'hostile.ts'));
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
  }),
  place('a link that leads out of the root', 'not a source', (root) => {
    symlinkSync('/etc/passwd', join(root, 'hostile.ts'));
    symlinkSync('/', join(root, 'everything'));
  }),
  place('settings that are links out of the root', 'not a source', (root) => {
    for (const name of ['package.json', 'tsconfig.json', 'yarn.lock'])
      symlinkSync('/etc/passwd', join(root, name));
  }),
  place('a named pipe', 'not a source', (root) => {
    execFileSync('mkfifo', [join(root, 'hostile.ts'), join(root, 'package.json')]);
  }),
  place('a socket', 'not a source', (root) => {
    createServer().listen(join(root, 'hostile.ts')).unref();
  }),
  place('a folder with the name of a file', 'not a source', (root) => {
    for (const name of ['hostile.ts', 'package.json', 'tsconfig.json', 'yarn.lock', '.gitignore'])
      mkdirSync(join(root, name));
  }),
  {
    input: 'a file name that is no UTF-8',
    file: '\uFFFD.ts',
    fate: { failed: 'its name is no UTF-8: rename it' },
    make: (root) => {
      const name = Buffer.from([0xff]);
      writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name, Buffer.from('.ts')]), call);
    },
  },
  between(
    'a file deleted during the scan',
    { failed: 'cannot be read (ENOENT): it went away during the scan, so scan again' },
    (root) => {
      rmSync(join(root, 'hostile.ts'));
    },
  ),
  between(
    'a file changed during the scan',
    { failed: 'changed while it was scanned: scan again' },
    (root) => {
      writeFileSync(join(root, 'hostile.ts'), '\n\n');
    },
  ),
  between(
    'a file replaced by a pipe during the scan',
    { failed: 'cannot be read: not a regular file' },
    (root) => {
      rmSync(join(root, 'hostile.ts'));
      execFileSync('mkfifo', [join(root, 'hostile.ts')]);
    },
  ),
  between(
    'a file replaced by a link during the scan',
    { failed: 'cannot be read (ELOOP): links are not followed' },
    (root) => {
      rmSync(join(root, 'hostile.ts'));
      symlinkSync('/etc/hostname', join(root, 'hostile.ts'));
    },
  ),
];

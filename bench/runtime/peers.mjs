// @ts-nocheck: peers are installed on demand, outside of this repository, and have no types here.
// The libraries to compare with, and our own build, from a temporary folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);

/** The newest majors that install on this Node, and the last ones that install on Node 20. */
export const peerVersions =
  major >= 22
    ? {
        opossum: '10.0.0',
        cockatiel: '4.0.0',
        'opossum-old': 'npm:opossum@9.0.0',
        'cockatiel-old': 'npm:cockatiel@3.2.1',
      }
    : { opossum: '9.0.0', cockatiel: '3.2.1' };

/** Installs the peers once, and loads them. */
export async function loadPeers() {
  const folder = join(tmpdir(), `resilint-runtime-peers-${major}`);
  if (!existsSync(join(folder, 'node_modules/cockatiel'))) {
    mkdirSync(folder, { recursive: true });
    const manifest = { name: 'peers', private: true, dependencies: peerVersions };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  }
  const require = createRequire(join(folder, 'package.json'));
  const cockatiel = await import(pathToFileURL(require.resolve('cockatiel')).href).catch(() =>
    require('cockatiel'),
  );
  return { folder, opossum: require('opossum'), cockatiel };
}

/** Our own library, as it is published. */
export function loadRuntime(entry = 'index') {
  return import(`../../src/runtime/dist/esm/${entry}.js`);
}

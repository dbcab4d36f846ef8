// Has `resilint fix` bound the wait for a connection, and runs that with the real pool against a server
// that accepts connections and says nothing, before and after:
//   node bench/fix/acquire.mjs
// Installs packages into a temporary folder, which is removed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const DB = `import pg from 'pg';

export const pool = new pg.Pool({ host: 'localhost', port: 8473, max: 1 });
export const load = () => pool.query('select 1');
`;
const MAIN = `import { createServer } from 'node:net';
import { load } from './db.js';

createServer(() => undefined).listen(8473, () => {
  let end = 'hangs';
  load().catch((error) => (end = error.message));
  setTimeout(() => {
    console.log(end);
    process.exit(0);
  }, 4000);
});
`;
const ROUTES = `import express from 'express';
import { load } from './db.js';
express().get('/', load);
`;

const root = mkdtempSync(join(tmpdir(), 'acquire-'));
try {
  mkdirSync(join(root, 'src'));
  const dependencies = { pg: '8.13.1', express: '^4.0.0' };
  const manifest = { name: 'a', private: true, type: 'module', dependencies };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  for (const [file, text] of Object.entries({ 'db.js': DB, 'main.js': MAIN, 'routes.js': ROUTES }))
    writeFileSync(join(root, 'src', file), text);
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  const before = run(process.execPath, 'src/main.js').trim();
  const flags = ['--write', '--unsafe', '--allow-dirty', '--only', 'add-acquire-timeout'];
  console.log(run(process.execPath, cli, 'fix', root, ...flags));
  const after = run(process.execPath, 'src/main.js').trim();
  console.log({ before, after });
  process.exitCode = before === 'hangs' && /timeout/.test(after) ? 0 : 1;
} finally {
  rmSync(root, { recursive: true });
}

/**
 * @param {string} command
 * @param {readonly string[]} given
 */
function run(command, ...given) {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

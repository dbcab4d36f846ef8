import { describe, expect, it } from 'vitest';
import { callsOf } from './assess-source.js';

const LOAD = "const load = async () => { await fetch('https://users.example.com'); };\n";

/** The contexts of the calls of a package with these scripts, by file. */
const contextsOf = (
  files: Readonly<Record<string, string>>,
  manifest: object = {},
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    callsOf({
      'package.json': JSON.stringify({ name: 'a', ...manifest }),
      ...files,
    }).map(({ file, context }) => [file, context]),
  );

describe('a program that a script of package.json runs', () => {
  it('is a script where the script is for a task', () => {
    const scripts = {
      'db:seed': 'NODE_ENV=production ts-node -r tsconfig-paths/register src/index.ts',
      migrate: 'tsc && node dist/upgrade.js',
      prestart: 'node ./prepare.js',
      start: 'node dist/server.js',
      indexer: 'ts-node src/indexer.ts',
      lint: 'eslint src/linted.ts',
    };
    expect(
      contextsOf(
        {
          'src/index.ts': "import { fill } from './fill.js';\nfill();",
          'src/fill.ts': `${LOAD}export const fill = load;`,
          'src/upgrade.ts': `${LOAD}load();`,
          'prepare.js': `${LOAD}load();`,
          'src/server.ts': `${LOAD}load();`,
          'src/indexer.ts': `${LOAD}load();`,
          'src/linted.ts': `${LOAD}load();`,
        },
        { scripts },
      ),
    ).toEqual({
      'src/fill.ts': 'script',
      'src/upgrade.ts': 'script',
      'prepare.js': 'script',
      'src/server.ts': 'server',
      'src/indexer.ts': 'server',
      'src/linted.ts': 'server',
    });
  });

  it('stays with the server where it serves, is started too, is imported or exports', () => {
    const scripts = {
      init: 'node serve.js && node both.js && node used.js && node handler.js && node main.js',
      start: 'node both.js',
      dev: 'nodemon user.js',
    };
    expect(
      contextsOf(
        {
          'serve.js': `${LOAD}load();\nimport app from './app.js';\napp.listen(80);`,
          'both.js': `${LOAD}load();`,
          'used.js': `${LOAD}load();`,
          'user.js': "import './used.js';",
          'handler.js': `${LOAD}export const handler = load;`,
          'main.js': `${LOAD}load();`,
        },
        { scripts, main: 'main.js' },
      ),
    ).toEqual({
      'serve.js': 'server',
      'both.js': 'server',
      'used.js': 'server',
      'handler.js': 'server',
      'main.js': 'server',
    });
  });
});

describe('a program that ends its process', () => {
  it.each([
    ['script', 'load().then(() => process.exit(0)).catch(() => process.exit(1));'],
    ['script', 'load().finally(() => process.exit());'],
    ['script', 'async function main() { await load(); process.exit(0); }\nmain();'],
    ['script', '(async () => { try { await load(); } catch {}\nprocess.exit(); })();'],
    ['script', 'await load();\nprocess.exit();'],
    ['script', 'load().catch(() => process.exit(1)).finally(() => pool.end());'],
    [
      'script',
      'async function main() { try { await load(); } finally { await pool.end(); } }\nmain();',
    ],
    [
      'script',
      'const next = (n) => { if (n < 9) load().then(() => next(n + 1)); else process.exit(); };\nnext(0);',
    ],
    [
      'script',
      'function next(n) { if (n === 9) { process.exit(0); }\nelse { run(() => { load(); next(n + 1); }); } }\nnext(0);',
    ],
    [
      'script',
      'async function next(n) { if (n < 9) { await load(); await next(n + 1); } else process.exit(); }\nnext(0);',
    ],
    [
      'server',
      'async function join(n) { if (n > 9) process.exit(); else try { await load(); } catch { join(n + 1); } }\njoin(0);',
    ],
    [
      'server',
      'function join(n) { if (n > 9) process.exit(); else load().catch(() => join(n + 1)); }\njoin(0);',
    ],
    [
      'server',
      'function join(n) { if (n > 9) process.exit(); else run((e) => { if (e) join(n + 1); }); }\njoin(0);',
    ],
    [
      'server',
      'function join(n) { if (n > 9) process.exit(); else setTimeout(() => join(n + 1), 9); }\njoin(0);',
    ],
    ['server', 'async function main() { try { await load(); } catch { pool.end(); } }\nmain();'],
    [
      'server',
      'async function main() { while (true) await load(); }\nmain().finally(() => pool.end());',
    ],
    [
      'server',
      'export async function run() { try { await load(); } finally { await pool.end(); } }',
    ],
    ['server', 'load().catch(() => process.exit(1));'],
    ['server', "load();\nprocess.on('SIGTERM', () => process.exit(0));"],
    ['server', 'if (!process.env.URL) process.exit();\nload();'],
    ['server', 'try { await load(); } catch { process.exit(0); }'],
    ['server', 'const stop = () => process.exit(0);\nsetInterval(load, 1000);'],
  ])('is a %s: %s', (context, code) => {
    expect(contextsOf({ 'work.js': LOAD + code })).toEqual({ 'work.js': context });
  });
});

describe('a program in a folder of scripts', () => {
  it('is a script, wherever the folder is, where nothing imports it and no script starts it', () => {
    const scripts = { start: 'node backend/scripts/serve.js' };
    expect(
      contextsOf(
        {
          'backend/scripts/replay.js': `${LOAD}load();`,
          'backend/scripts/serve.js': `${LOAD}load();`,
          'backend/scripts/used.js': `${LOAD}module.exports = { load };`,
          'index.js': "require('./backend/scripts/used').load();",
        },
        { scripts },
      ),
    ).toEqual({
      'backend/scripts/replay.js': 'script',
      'backend/scripts/serve.js': 'server',
      'backend/scripts/used.js': 'server',
    });
  });
});

describe('a program that is named like a trial', () => {
  it('is a script where nothing imports it and no script starts it', () => {
    const scripts = { start: 'node test-server.js' };
    expect(
      contextsOf(
        {
          'test-mail.js': `${LOAD}load();\nmodule.exports = { load };`,
          'debug-hex.js': `${LOAD}load();`,
          'test-server.js': `${LOAD}load();`,
          'test-serving.js': `${LOAD}require('http').createServer(load).listen(80);`,
          'test-used.js': `${LOAD}module.exports = { load };`,
          'index.js': "require('./test-used').load();",
        },
        { scripts },
      ),
    ).toEqual({
      'test-mail.js': 'script',
      'debug-hex.js': 'script',
      'test-server.js': 'server',
      'test-serving.js': 'server',
      'test-used.js': 'server',
    });
  });
});

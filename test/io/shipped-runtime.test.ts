import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedRuntime } from '../../src/io/shipped-runtime.js';
import { temporaryTree } from './temporary-tree.js';

const { files } = shippedRuntime();
const { exports } = JSON.parse(files.get('package.json') ?? '') as { exports: object };
const names = Object.keys(exports).map((path) => `@resilint/runtime${path.slice(1)}`);
const published = fileURLToPath(new URL('../../src/runtime', import.meta.url));

/** What every entry exports, in a folder with the package, and whether the classes are the same. */
function exported(form: 'import' | 'require', folder: string): unknown {
  const program = `(async () => {
    const { createRequire } = require('node:module');
    const load = { require: createRequire(${JSON.stringify(`${folder}/main.js`)}) };
    load.import = (name) => import(name);
    const found = {};
    for (const name of ${JSON.stringify(names)}) found[name] = await load.${form}(name);
    const { circuitBreaker } = found['@resilint/runtime'];
    const same = circuitBreaker === found['@resilint/runtime/node'].circuitBreaker;
    const keys = Object.entries(found).map(([name, all]) => [name, Object.keys(all).filter((key) => key !== 'default' && key !== 'module.exports').sort()]);
    console.log(JSON.stringify({ same, ...Object.fromEntries(keys) }));
  })()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('the copy of the runtime library', () => {
  const place = 'node_modules/@resilint/runtime/';
  const copy = Object.fromEntries([...files].map(([name, text]) => [place + name, text]));

  it('has entries', () => {
    expect(names).toContain('@resilint/runtime/telemetry');
  });

  it.each(['import', 'require'] as const)('exports by %s what the package exports', (form) => {
    const wanted = exported(form, published) as { same: boolean };
    expect(wanted.same).toBe(true);
    expect(exported(form, temporaryTree(copy))).toEqual(wanted);
  });

  it('has types for every entry and both forms', () => {
    const entries = names.map((name) => name.split('/')[2] ?? 'index');
    const wanted = entries.flatMap((entry) => [`${entry}.d.ts`, `${entry}.d.cts`]);
    expect([...files.keys()]).toEqual(expect.arrayContaining(wanted));
  });
});

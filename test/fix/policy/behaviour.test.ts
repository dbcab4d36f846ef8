import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree, writeTree } from '../../io/temporary-tree.js';
import { planned } from '../fixed.js';

// Nothing listens on port 1, so that every call fails at once.
const LOAD = `export const load = async () => (await fetch('http://127.0.0.1:1/', { signal: AbortSignal.timeout(999) })).status;\n`;
const COMMON = `exports.load = async () => (await fetch('http://127.0.0.1:1/', { signal: AbortSignal.timeout(999) })).status;\n`;
const MAIN = `load().catch(() => undefined).then(async () => {
  const ends = {};
  for (let call = 0; call < 40; call++)
    await load().catch(({ code, name }) => { ends[code ?? name] = (ends[code ?? name] ?? 0) + 1; });
  console.log(JSON.stringify(ends));
});\n`;

/** How forty calls end in a repository after it was edited, by the codes of their errors. */
async function ends(files: Readonly<Record<string, string>>, unsafe: boolean) {
  const wishes = { only: ['add-breaker'], vendor: true, unsafe };
  const { files: edited } = await planned(files, wishes);
  const after = edited.map(({ file, after: text }) => [file, text] as const);
  const root = temporaryTree(files);
  writeTree(root, Object.fromEntries(after));
  // As an installation does with a dependency on a folder.
  mkdirSync(join(root, 'node_modules/@resilint'), { recursive: true });
  symlinkSync(join(root, 'vendor/resilint-runtime'), join(root, 'node_modules/@resilint/runtime'));
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/main.js')], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Readonly<Record<string, number>>;
}

const route = `express().get('/', load);\n`;
const services = {
  'ES modules': {
    'package.json': '{ "name": "a", "type": "module", "dependencies": { "express": "4" } }',
    'src/load.js': LOAD,
    'src/main.js': `import { load } from './load.js';\n${MAIN}`,
    'src/routes.js': `import express from 'express';\nimport { load } from './load.js';\n${route}`,
  },
  CommonJS: {
    'package.json': '{ "name": "a", "dependencies": { "express": "4" } }',
    'src/load.js': COMMON,
    'src/main.js': `const { load } = require('./load');\n${MAIN}`,
    'src/routes.js': `const express = require('express');\nconst { load } = require('./load');\n${route}`,
  },
};

describe.each(Object.entries(services))('a dependency that is down, from %s', (_form, files) => {
  it('is not asked any more after the breaker has opened', async () => {
    const { 'breaker-open': refused = 0, TypeError: failed = 0 } = await ends(files, true);
    expect(refused + failed).toBe(40);
    // The preset waits for twenty calls before it judges.
    expect(failed).toBeLessThanOrEqual(20);
  });

  it('is asked on, call for call, where the breaker only observes', async () => {
    expect(await ends(files, false)).toEqual({ TypeError: 40 });
  });
});

import { describe, expect, it } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assess } from '../../src/assess.js';

/** The contexts of the calls of a package that holds server and browser code. */
function contextsOf(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const root = mkdtempSync(join(tmpdir(), 'resilint-contexts-'));
  const dependencies = { express: '4.0.0', react: '18.0.0', 'react-dom': '18.0.0' };
  const all = { 'package.json': JSON.stringify({ name: 'service', dependencies }), ...files };
  try {
    for (const [file, content] of Object.entries(all)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    const { calls } = assess({ root, cache: false });
    return Object.fromEntries(calls.map(({ file, context }) => [file, context]));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('the context of a call', () => {
  it('is the browser where the page is asked', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/plain.ts': load,
        'src/token.ts': `${load}\nexport const token = () => localStorage.getItem('token');`,
        'src/save.ts': `${load}\nexport const save = () => document.body.append('x');`,
        'src/route.ts': `import { useParams } from 'react-router-dom';\n${load}\nuseParams();`,
        'src/drive.ts': `import { launch } from 'puppeteer';\n${load}\nexport const text = () => document.querySelector('p');`,
        'src/local.ts': `${load}\nexport const read = (document: Map<string, string>) => document.get('x');`,
      }),
    ).toEqual({
      'src/plain.ts': 'server',
      'src/token.ts': 'browser',
      'src/save.ts': 'browser',
      'src/route.ts': 'browser',
      'src/drive.ts': 'server',
      'src/local.ts': 'server',
    });
  });

  it('is a script where an example is imported by examples alone', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/v1/examples/load.ts': load,
        'src/v1/examples/run.ts': "import { load } from './load.js';\nload();",
        'src/examples/used.ts': load,
        'src/main.ts': "import { load } from './examples/used.js';\nload();",
      }),
    ).toEqual({ 'src/v1/examples/load.ts': 'script', 'src/examples/used.ts': 'server' });
  });

  it('is the browser where an address names no host', () => {
    const names = "import { hostname } from 'node:os';\nexport const host = hostname;";
    expect(
      contextsOf({
        'src/path.ts': "export const load = () => fetch('/api/users');",
        'src/template.ts': 'export const load = (id: string) => fetch(`/api/users/${id}`);',
        'src/base.ts': 'export const load = (base: string) => fetch(`${base}/api/users`);',
        'src/node.ts': `${names}\nexport const load = () => fetch('/api/users');`,
      }),
    ).toEqual({
      'src/path.ts': 'browser',
      'src/template.ts': 'browser',
      'src/base.ts': 'server',
      'src/node.ts': 'server',
    });
  });

  it('is the browser where only a page has what is asked for', () => {
    const load = "export const load = () => fetch('https://users.example.com');";
    expect(
      contextsOf({
        'src/time.ts': `${load}\nexport const now = () => window.performance.now();`,
        'src/shim.ts': `${load}\nexport const later = () => window.setTimeout(load, 10);`,
        'src/cookies.ts':
          "export const load = () => fetch('https://a.example.com/me', { credentials: 'include' });",
        'src/omitted.ts':
          "export const load = () => fetch('https://a.example.com/me', { credentials: 'omit' });",
      }),
    ).toEqual({
      'src/time.ts': 'browser',
      'src/shim.ts': 'server',
      'src/cookies.ts': 'browser',
      'src/omitted.ts': 'server',
    });
  });

  it('is a script beside what tests are made of', () => {
    const load = "export const ready = () => fetch('http://localhost:3000/health');";
    expect(
      contextsOf({
        'src/harness.ts': `import { test } from 'vitest';\n${load}\nexport const it = test.extend({});`,
        'src/types.ts': `import type { Mock } from 'vitest';\n${load}\nexport type M = Mock;`,
      }),
    ).toEqual({ 'src/harness.ts': 'script', 'src/types.ts': 'server' });
  });
});

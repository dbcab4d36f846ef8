import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryTree } from '../io/temporary-tree.js';
import { fixed } from './fixed.js';

/** Accepts connections and never answers. */
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}/`;
});

afterAll(() => server.close());

const LIMIT_MS = 200;
const PATIENCE_MS = 2_500;

/** How a program that calls `load` comes to its end, or that it does not. */
function run(text: string): Promise<string> {
  const root = temporaryTree({
    'package.json': '{ "type": "module" }',
    'load.js': text,
    'main.js': `import { load } from './load.js';\nload().then(() => console.log('answered'), (error) => console.log(error.name));\n`,
  });
  const child = spawn(process.execPath, [join(root, 'main.js')]);
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve('still waiting');
    }, PATIENCE_MS);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code !== null) resolve(output.trim());
    });
  });
}

const clients = (url: string): readonly (readonly [string, string])[] => [
  ['fetch', `export const load = () => fetch('${url}');\n`],
  [
    'fetch whose option does nothing',
    `export const load = () => fetch('${url}', { timeout: ${String(LIMIT_MS)} });\n`,
  ],
  [
    'fetch with a signal of its own',
    `export function load() {\n  const controller = new AbortController();\n  return fetch('${url}', { signal: controller.signal });\n}\n`,
  ],
  [
    'node:http with a callback',
    `import http from 'node:http';\nexport const load = () =>\n  new Promise((resolve, reject) => {\n    http.get('${url}', (answer) => resolve(answer)).on('error', reject);\n  });\n`,
  ],
];

describe('a dependency that accepts and never answers', () => {
  it.each([0, 1, 2, 3])('holds its caller before, and not after: client %i', async (index) => {
    const [name = '', before = ''] = clients(address)[index] ?? [];
    const limits = { all: LIMIT_MS };
    const first = await fixed({ 'src/load.js': before }, { limits });
    const only = first.sites.flatMap(({ findings }) => findings);
    const { text } = await fixed({ 'src/load.js': before }, { limits, only });
    expect(await run(before), name).toBe('still waiting');
    expect(await run(text('src/load.js') ?? ''), name).toMatch(/^(TimeoutError|AbortError)$/);
  });
});

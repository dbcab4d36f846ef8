import { describe, expect, it } from 'vitest';
import { planned } from '../fixed.js';

const MANIFEST =
  '{ "name": "a", "type": "module", "dependencies": { "axios": "1.4.0", "express": "4" } }';

/** How sure the breaker of the one call in a function is, which a route asks. */
async function breakerOf(body: string) {
  const files = {
    'package.json': MANIFEST,
    'src/hooks.ts': `import axios from 'axios';\ndeclare const find: () => Promise<{ hookUrl: string }>;\n${body}\n`,
    'src/main.ts': `import express from 'express';\nimport { send } from './hooks.js';\nexpress().post('/', (request) => send(request.body));\n`,
  };
  const { sites } = await planned(files, { only: ['add-breaker'] });
  return sites.map(({ safety, reason }) => [safety, reason]);
}

const SHARED = [['suggestion', 'shared-client']];

describe('a breaker for a call whose address is data', () => {
  it.each([
    [
      'a field of what is handed in',
      `export async function send(hook: { hookUrl: string }) {\n  await axios.post(hook.hookUrl, {}, { timeout: 1000 });\n}`,
    ],
    [
      'a field of each of a list',
      `export async function send(hooks: { hookUrl: string }[]) {\n  for (const hook of hooks) await axios.post(hook.hookUrl, {}, { timeout: 1000 });\n}`,
    ],
    [
      'a field of what is loaded, in front of a path',
      `export async function send(_: unknown) {\n  const hook = await find();\n  await axios.post(\`\${hook.hookUrl}/events\`, {}, { timeout: 1000 });\n}`,
    ],
    [
      'a variable of such a field',
      `export async function send(hook: { hookUrl: string }) {\n  const address = hook.hookUrl;\n  await axios({ url: address, timeout: 1000 });\n}`,
    ],
  ])('is left to people: %s', async (_name, body) => {
    expect(await breakerOf(body)).toEqual(SHARED);
  });

  it.each([
    [
      'the parameter itself',
      `export async function send(_: unknown) {\n  await post('https://a.example.com/x');\n}\nexport async function post(url: string) {\n  await axios.post(url, {}, { timeout: 1000 });\n}`,
    ],
    [
      'a variable that begins with it',
      `export async function send(_: unknown) {\n  await post({ base: 'https://a.example.com' });\n}\nexport async function post({ base }: { base: string }) {\n  const address = \`\${base}/x\`;\n  await axios({ url: address, timeout: 1000 });\n}`,
    ],
  ])('is left to people where its function is told the address: %s', async (_name, body) => {
    expect(await breakerOf(body)).toEqual(SHARED);
  });

  it.each([
    [
      'a path of one host',
      `export async function send(_: unknown) {\n  await post('x');\n}\nexport async function post(path: string) {\n  await axios.post(\`https://a.example.com/\${path}\`, {}, { timeout: 1000 });\n}`,
    ],
    [
      'a path of a client that has an address',
      `const api = axios.create({ baseURL: 'https://a.example.com', timeout: 1000 });\nexport async function send(_: unknown) {\n  await post('/x');\n}\nexport async function post(path: string) {\n  await api.post(path, {});\n}`,
    ],
  ])('is made where its function is told %s', async (_name, body) => {
    expect(await breakerOf(body)).toEqual([['unsafe', undefined]]);
  });

  it('is made where settings are handed in, which hold one address', async () => {
    const body = `export async function send(config: { hookUrl: string }) {\n  await axios.post(config.hookUrl, {}, { timeout: 1000 });\n}`;
    expect(await breakerOf(body)).toEqual([['unsafe', undefined]]);
  });
});

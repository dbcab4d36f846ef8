import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed, planned } from '../fixed.js';
import { requestTo } from './request-to.js';
import { policyShapes } from './shapes.js';

const CLIENT = `import axios from 'axios';\nconst users = axios.create({ baseURL: 'http://users', timeout: 9 });\n`;
const LOAD = `export const load = async () => await users.get('/');\n`;
const SAVE = `export const save = async (user: object) => await users.post('/', user);\n`;
const IMPORT = `import { usersPolicy } from './resilience.js';\n`;
const FILE = 'src/users.ts';
const MODULE = 'src/resilience.ts';
const only = ['add-retry'];

/** A service whose requests lead to all that the file exports. */
const service = (users: string, more: Readonly<Record<string, string>> = {}) => ({
  'package.json': '{ "name": "a", "type": "module", "dependencies": { "axios": "1.4.0" } }',
  [FILE]: users,
  'src/main.ts': requestTo('./users.js', users),
  ...more,
});

const moduleOf = (entry: string): string =>
  `import { policyFor } from '@resilint/runtime';\n\nexport const usersPolicy = policyFor('users', 'internal-service', {\n${entry}});\n`;

describe('a read that is repeated', () => {
  const reads = policyShapes.filter(({ before }) => !/\.post\(|export class/.test(before));

  it.each(reads.map((shape) => [shape.name, shape] as const))(
    'is treated as by every policy: %s',
    async (_name, { before, after, safety, reason }) => {
      const head = `${CLIENT}${before}\n`;
      const plan = await planned(service(head), { only, unsafe: false });
      expect(plan.files).toEqual([]);
      expect(plan.sites).toMatchObject(
        [{ safety, ...(reason !== undefined && { reason }) }].flatMap((site) =>
          plan.sites.map(() => site),
        ),
      );
      expect(plan.sites.length).toBeGreaterThan(0);
      const named = plan.sites.flatMap(({ findings }) => findings);
      const { text, again } = await fixed(service(head), { only: named });
      expect(text(FILE)).toContain(after ?? before);
      expect(again.files).toEqual([]);
    },
  );

  it('is repeated by a policy that does nothing else, as a scan sees', async () => {
    const { root, text, sites, again } = await fixed(service(CLIENT + LOAD), { only });
    expect(text(MODULE)?.split('\n').slice(3).join('\n')).toBe(
      moduleOf('  timeout: false,\n  breaker: false,\n  bulkhead: false,\n'),
    );
    expect(sites).toMatchObject([{ safety: 'unsafe', what: 'get repeated by usersPolicy' }]);
    const { calls, findings } = assess({ root, cache: false });
    expect(calls.map(({ protection }) => protection.retry)).toMatchObject([
      { status: 'yes', attempts: 3 },
    ]);
    expect(findings.filter(({ rule }) => /retry|repeat|attempt/.test(rule))).toEqual([]);
    expect(again.files).toEqual([]);
  });

  it('shares one policy with the breaker that is added in the same run, and writes are marked', async () => {
    const { root, text, again } = await fixed(service(CLIENT + LOAD + SAVE), {
      only: ['add-breaker', 'add-retry'],
    });
    expect(text(MODULE)?.split('\n').slice(3).join('\n')).toBe(
      moduleOf('  timeout: false,\n  bulkhead: false,\n'),
    );
    expect(text(FILE)).toContain(`await usersPolicy.execute(() => users.get('/'));`);
    expect(text(FILE)).toContain(
      `await usersPolicy.execute(() => users.post('/', user), { effect: 'write' });`,
    );
    const { calls, findings } = assess({ root, cache: false });
    expect(
      calls.map(({ protection: { retry, breaker } }) => [retry.status, breaker.status]),
    ).toEqual([
      ['yes', 'yes'],
      ['no', 'yes'],
    ]);
    expect(findings.filter(({ rule }) => rule === 'unsafe-retry')).toEqual([]);
    expect(again.files).toEqual([]);
  });

  it('is not repeated by the breaker alone, which is safe while it observes', async () => {
    const { files, sites } = await planned(service(CLIENT + LOAD), {
      only: ['add-breaker', 'add-retry'],
      unsafe: false,
    });
    expect(sites.map(({ codemod, applied }) => [codemod, applied])).toEqual([
      ['add-breaker', true],
      ['add-retry', false],
    ]);
    expect(files.find(({ file }) => file === MODULE)?.after).toContain('  retry: false,\n');
  });
});

describe('what is not repeated', () => {
  it('is a write, which is left as it stands', async () => {
    const { text } = await fixed(service(CLIENT + LOAD + SAVE), { only });
    expect(text(FILE)).toContain(SAVE);
  });

  it('is what may write, beside reads', async () => {
    const ask = `export const ask = async (config: object) => await users.request(config);\n`;
    const { sites, text } = await fixed(service(CLIENT + LOAD + ask), { only });
    expect(sites.map(({ safety, reason }) => [safety, reason])).toEqual([
      ['unsafe', undefined],
      ['refused', 'may-write'],
    ]);
    expect(text(FILE)).toContain(ask);
  });

  it('is what the catalogue leaves open and its method shows to be a read', async () => {
    const page = `export const page = async () => await fetch('http://users/', { method: 'GET' });\n`;
    const { text } = await fixed(service(CLIENT + LOAD + page), { only });
    expect(text(FILE)).toContain(
      `await usersPolicy.execute(() => fetch('http://users/', { method: 'GET' }));`,
    );
  });

  it.each([
    [
      'by a library',
      `import pRetry from 'p-retry';\n${CLIENT}export const load = () => pRetry(() => users.get('/'), { retries: 2 });\n`,
    ],
    [
      'by a loop',
      `${CLIENT}export async function load() {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try {\n      return await users.get('/');\n    } catch {\n      continue;\n    }\n  }\n}\n`,
    ],
    [
      'by its client',
      `import got from 'got';\nexport const load = () => got.get('http://users/');\n`,
    ],
  ])('is what is repeated already, %s', async (_name, text) => {
    const { sites } = await planned(service(text), { only });
    expect(sites).toEqual([]);
  });

  it.each([
    ['an entry that leaves retries out', LOAD, 'no-effect'],
    [
      'a policy that runs it already',
      LOAD.replace(`users.get('/')`, `usersPolicy.execute(() => users.get('/'))`),
      'own-policy',
    ],
  ])('is left by %s, which is never changed', async (_name, load, reason) => {
    const own = moduleOf('  retry: false,\n');
    const imports = load.includes('usersPolicy') ? IMPORT : '';
    const files = service(imports + CLIENT + load, { [MODULE]: own });
    const { sites, files: edited } = await planned(files, { only });
    expect(edited).toEqual([]);
    expect(sites).toMatchObject([{ safety: 'refused', reason }]);
  });

  it('uses an entry that repeats already, and does not touch it', async () => {
    const own = moduleOf('  retry: { attempts: 2 },\n  bulkhead: false,\n');
    const files = service(CLIENT + LOAD, { [MODULE]: own });
    const { text, files: edited, again } = await fixed(files, { only });
    expect(text(FILE)).toContain(`await usersPolicy.execute(() => users.get('/'));`);
    expect(edited.find(({ file }) => file === MODULE)?.after ?? own).toBe(own);
    expect(again.files).toEqual([]);
  });
});

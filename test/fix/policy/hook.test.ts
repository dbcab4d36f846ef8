import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed, planned } from '../fixed.js';

const manifest = (axios: string): string =>
  JSON.stringify({
    ...{ name: 'a', type: 'module', engines: { node: '>=20.19' } },
    dependencies: { axios, express: '4' },
  });

const HTTP = `import axios from 'axios';

export const users = axios.create({
  baseURL: 'http://users',
  timeout: 1000,
});
`;
const CALLS = `import { users } from './http.js';
export const load = async (id: string) => (await users.get(id)).data;
export const save = (user: object) => users.post('/', user);
`;
const ROUTES = `import express from 'express';
import * as calls from './calls.js';
express().get('/', calls.load).post('/', calls.save);
`;
const repository = {
  'package.json': manifest('^1.7.0'),
  'src/http.ts': HTTP,
  'src/calls.ts': CALLS,
  'src/routes.ts': ROUTES,
};
const wishes = { only: ['add-breaker', 'add-bulkhead'] };

/** What is applied, and what it does. */
const done = ({ sites }: { readonly sites: readonly { what?: string; safety: string }[] }) =>
  sites.map(({ what, safety }) => `${safety}: ${what ?? ''}`);

const HOOKED = 'adapter of create, all calls run by usersPolicy';
const wrapped = (...names: readonly string[]) =>
  names.flatMap((name) => Array(2).fill(`unsafe: ${name} run by usersPolicy`) as string[]);

describe('a client that makes several calls', () => {
  it('has all of them run by the policy, by one edit where it is made', async () => {
    const { text, sites, again, root } = await fixed(repository, wishes);
    expect(text('src/http.ts')).toBe(`import axios from 'axios';
import { usersPolicy } from './resilience.js';

export const users = axios.create({
  baseURL: 'http://users',
  timeout: 1000,
  adapter: (config) =>
    usersPolicy.execute(() => axios.getAdapter(axios.defaults.adapter)(config), {
      effect: /^(get|head|options)$/i.test(config.method ?? 'get') ? 'read' : 'write',
    }),
});
`);
    expect(text('src/calls.ts')).toBe(CALLS);
    expect(done({ sites })).toEqual([`unsafe: ${HOOKED}`, `unsafe: ${HOOKED}`]);
    expect(sites.map(({ calls }) => calls.length)).toEqual([2, 2]);
    expect(again.files).toEqual([]);
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ protection: { breaker } }) => breaker.status)).toEqual(['yes', 'yes']);
  });

  it('observes them where it may change nothing, and once', async () => {
    const { sites, again, text } = await fixed(repository, { ...wishes, unsafe: false });
    const applied = sites.filter((one) => one.applied);
    expect(done({ sites: applied })).toEqual([`safe: ${HOOKED.replace('run', 'observed')}`]);
    expect(text('src/resilience.ts')).toContain('observeOnly: true');
    expect(again.files).toEqual([]);
    expect(again.sites.map(({ reason }) => reason)).toContain('own-policy');
  });

  it('gets other options at the same place', async () => {
    const { text, again } = await fixed(
      { ...repository, 'src/http.ts': HTTP.replace(`  timeout: 1000,\n`, '') },
      { only: [...wishes.only, 'add-timeout'] },
    );
    expect(text('src/http.ts')).toMatch(
      /timeout: 10000,\n {2}adapter|\}\),\n {2}timeout: 10000,\n/,
    );
    expect(again.files).toEqual([]);
  });

  it.each([
    ['1.2', '^1.2.0'],
    ['an unknown version', '*'],
    ['a tag', 'latest'],
  ])('is left as it is where the hook is not known for %s', async (_name, version) => {
    const files = { ...repository, 'package.json': manifest(version) };
    expect(done(await planned(files, wishes))).toEqual(wrapped('get', 'post'));
  });

  it('is hooked into by what version 0 has', async () => {
    const files = { ...repository, 'package.json': manifest('0.27.2') };
    const { text, again } = await fixed(files, wishes);
    expect(text('src/http.ts')).toContain('() => axios.defaults.adapter!(config), {');
    expect(again.files).toEqual([]);
  });

  it.each([
    [
      'one call',
      { 'src/calls.ts': CALLS.replace(/export const save.*/, 'export const save = 1;') },
    ],
    [
      'an adapter of its own',
      { 'src/http.ts': HTTP.replace('timeout', `adapter: 'http', timeout`) },
    ],
    ['options from elsewhere', { 'src/http.ts': HTTP.replace('{', '{ ...process.env,') }],
    [
      'several dependencies',
      {
        'src/http.ts': `import axios from 'axios';
const make = (baseURL: string) => axios.create({ baseURL, timeout: 1000 });
export const users = make('http://users');
export const orders = make('http://orders');
`,
        'src/calls.ts': `${CALLS.replace('users }', 'users, orders }')}export const other = () => orders.get('/');\n`,
      },
    ],
    [
      'a call that nobody waits for',
      { 'src/calls.ts': `${CALLS}export const tell = () => { void users.put('/'); };\n` },
    ],
    [
      'a call that answers in a stream',
      {
        'src/calls.ts': `${CALLS}export const flow = () => users.get('/', { responseType: 'stream' });\n`,
      },
    ],
    [
      'a call that has an adapter of its own',
      { 'src/calls.ts': CALLS.replace('(id)', `(id, { adapter: 'http' })`) },
    ],
  ])('is left as it is with %s', async (_name, files) => {
    const { text, sites } = await fixed({ ...repository, ...files }, wishes);
    expect(done({ sites }).filter((one) => one.includes('adapter'))).toEqual([]);
    expect(text('src/http.ts')).not.toContain('Policy');
    expect(text('src/calls.ts')).toContain('usersPolicy.execute(() => users');
  });

  it('is left as it is where a call of it is repeated by the same policy', async () => {
    const only = [...wishes.only, 'add-retry'];
    const { text, again } = await fixed(repository, { only });
    const places = [text('src/http.ts'), text('src/calls.ts')].filter((one) =>
      one?.includes('usersPolicy'),
    );
    expect(places).toHaveLength(1);
    expect(again.files).toEqual([]);
  });

  it('is left as it is where the policy runs one of its calls already', async () => {
    const observing = { ...wishes, unsafe: false };
    const { text } = await fixed(repository, observing);
    const calls = `import { usersPolicy } from './resilience.js';\n${CALLS}`
      .replace('users.post(', 'usersPolicy.execute(() => users.post(')
      .replace('user);', 'user));');
    const { sites } = await planned(
      {
        ...repository,
        'src/resilience.ts': text('src/resilience.ts') ?? '',
        'src/calls.ts': `${calls}export const drop = () => users.delete('/');\n`,
        'src/routes.ts': `${ROUTES}express().get('/', calls.drop);\n`,
      },
      observing,
    );
    const safe = sites.filter(({ safety }) => safety === 'safe');
    expect(done({ sites: safe })).toEqual(
      ['get', 'delete'].map((name) => `safe: ${name} observed by usersPolicy`),
    );
  });
});

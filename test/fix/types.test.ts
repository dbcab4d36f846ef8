import { describe, expect, it } from 'vitest';
import { planned } from './fixed.js';

const typed = (config: string) => ({
  'package.json': '{ "name": "a", "type": "module", "dependencies": { "axios": "1.7.0" } }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', types: [] },
    include: ['src'],
  }),
  'node_modules/axios/package.json':
    '{ "name": "axios", "version": "1.7.0", "type": "module", "types": "./index.d.ts" }',
  'node_modules/axios/index.d.ts': [
    `interface Config { ${config} }`,
    'interface Client { get(url: string, config?: Config): Promise<unknown> }',
    'declare const axios: { create(config: Config): Client };',
    'export default axios;',
  ].join('\n'),
  'src/a.ts': [
    `import axios from 'axios';`,
    `export const api = axios.create({ baseURL: 'https://a.example.com' });`,
    `export const load = () => api.get('/');`,
    `export const wrong: string = 1;`,
    '',
  ].join('\n'),
});

describe('the check of types', () => {
  it('lets an edit pass that brings no error, whatever was wrong before', async () => {
    const files = typed('baseURL?: string; timeout?: number');
    const { files: edited, notes } = await planned(files, { verify: 'types' });
    expect(edited).toHaveLength(1);
    expect(notes).toEqual([]);
  });

  it('takes back an edit that brings one, and tries the next way', async () => {
    const files = typed('baseURL?: string; signal?: unknown');
    const { files: edited } = await planned(files, { verify: 'types' });
    expect(edited.map(({ after }) => after)).toEqual([
      files['src/a.ts'].replace("get('/')", "get('/', { signal: AbortSignal.timeout(10000) })"),
    ]);
  });

  it('refuses an edit where every way brings one', async () => {
    const { 'src/a.ts': text, ...rest } = typed('baseURL?: string; signal?: never');
    const narrowed = [
      text.replace(/export const load.*\n/, ''),
      'export const at: { path: string | undefined } = { path: undefined };',
      'export async function load() {',
      '  if (at.path === undefined) return undefined;',
      '  return await api.get(at.path);',
      '}',
      '',
    ].join('\n');
    const files = { ...rest, 'src/a.ts': narrowed };
    const { sites, files: edited } = await planned(files, { verify: 'types' });
    expect(edited).toEqual([]);
    expect(sites).toMatchObject([{ safety: 'refused', reason: 'type-error' }]);
  });

  it('hands over a variable of which less is known in a function', async () => {
    const { 'src/a.ts': text, ...rest } = typed('baseURL?: string; signal?: never');
    const narrowed = [
      text.replace(/export const load.*\n/, ''),
      'let path: string | undefined;',
      'export const to = (next: string) => (path = next);',
      'export async function load() {',
      '  if (path === undefined) return undefined;',
      '  return await api.get(path);',
      '}',
      '',
    ].join('\n');
    const files = { ...rest, 'src/a.ts': narrowed };
    const { files: edited } = await planned(files, { verify: 'types' });
    const { after } = edited.find(({ file }) => file === 'src/a.ts') ?? {};
    expect(after).toContain(
      'await ((path) => aExampleComPolicy.execute(() => api.get(path)))(path);',
    );
  });

  it('asks for no package where only Node itself is imported', async () => {
    const text = `import type { Agent } from 'http';\nexport const load = (agent?: Agent) => [agent, fetch('https://a.example.com')];\n`;
    const { 'tsconfig.json': config } = typed('');
    const { notes } = await planned(
      { 'tsconfig.json': config, 'src/a.ts': text },
      { verify: 'types' },
    );
    expect(notes).not.toContainEqual(expect.stringContaining('types were not checked'));
  });

  it('minds no deprecated option of the configuration', async () => {
    const files = typed('baseURL?: string; signal?: never');
    const config = { strict: true, module: 'commonjs', moduleResolution: 'node', types: [] };
    const older = { ...files, 'tsconfig.json': JSON.stringify({ compilerOptions: config }) };
    const { sites } = await planned(older, { verify: 'types' });
    expect(sites).toMatchObject([{ safety: 'unsafe', applied: true }]);
  });

  it('checks no JavaScript that the configuration does not compile', async () => {
    const { 'src/a.ts': text, ...rest } = typed('baseURL?: string; timeout?: number');
    const script = text.replace(': string', '');
    const files = { ...rest, 'src/b.ts': 'export {};\n', 'src/a.js': script };
    const { files: edited, sites } = await planned(files, { verify: 'types' });
    expect(edited.map(({ file }) => file)).toEqual(['src/a.js']);
    expect(sites).toMatchObject([{ safety: 'unsafe', applied: true }]);
    const policies = await planned(files, { verify: 'types', only: ['add-breaker'] });
    expect(policies.sites.map(({ reason }) => reason)).not.toContain('type-error');
  });

  it('takes a policy where the client has no option that passes', async () => {
    const files = typed('baseURL?: string; signal?: never');
    const { files: edited } = await planned(files, { verify: 'types' });
    expect(edited.map(({ file }) => file)).toEqual([
      'package.json',
      'src/a.ts',
      'src/resilience.ts',
    ]);
  });

  it('says so where packages are not installed', async () => {
    const files = Object.fromEntries(
      Object.entries(typed('')).filter(([file]) => !file.startsWith('node_modules')),
    );
    const { notes } = await planned(files, { verify: 'types' });
    expect(notes).toEqual([
      'tsconfig.json: types were not checked, since its packages are not installed',
    ]);
  });
});

import { expect, it } from 'vitest';
import { planned } from '../fixed.js';
import { policyShapes } from './shapes.js';

const AXIOS = [
  'export interface Response<T> { data: T }',
  'export interface Config { headers?: object; timeout?: number; baseURL?: string; responseType?: string; transformResponse?: unknown }',
  'export interface Client {',
  '  get<T = any>(url: string, config?: Config): Promise<Response<T>>;',
  '  post<T = any>(url: string, body?: unknown, config?: Config): Promise<Response<T>>;',
  '}',
  'declare const axios: Client & { create(config: Config): Client; isAxiosError(error: unknown): boolean };',
  'export default axios;',
].join('\n');

const compilerOptions = {
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  ...{ module: 'nodenext', target: 'es2022', types: [], skipLibCheck: true },
  ...{ experimentalDecorators: true },
};

const edited = policyShapes.filter(({ safety }) => safety === 'unsafe');

/** All shapes in one project, each in a file of its own, under the real types of the runtime. */
const repository = {
  'package.json':
    '{ "name": "a", "version": "1.0.0", "main": "src/index.js", "type": "module", "dependencies": { "axios": "1.4.0" } }',
  'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
  'node_modules/axios/package.json':
    '{ "name": "axios", "version": "1.4.0", "type": "module", "types": "./index.d.ts" }',
  'node_modules/axios/index.d.ts': AXIOS,
  ...Object.fromEntries(
    edited.map(({ before }, index) => [
      `src/shape${String(index)}.ts`,
      `import axios from 'axios';\nconst users = axios.create({ baseURL: 'http://users', timeout: 1000 });\n${before}\nexport const kept = [axios, users];\n`,
    ]),
  ),
};

it('keeps every shape compiling, under the types of the runtime library', async () => {
  const { files, sites, notes } = await planned(repository, {
    ...{ only: ['add-timeout', 'add-breaker', 'add-bulkhead'] },
    verify: 'types',
  });
  expect(notes.filter((note) => note.includes('types were not checked'))).toEqual([]);
  expect(sites.filter(({ reason }) => reason === 'type-error')).toEqual([]);
  const texts = files.filter(({ file }) => file.startsWith('src/shape'));
  expect(texts).toHaveLength(edited.length);
});

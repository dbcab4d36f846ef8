import { dependencyOf, fileOf, seeds } from './seeded.js';
import type { Seed } from './seed.js';

const headOf = (seed: Seed): string => `import axios from 'axios';
const users = axios.create({ baseURL: 'http://${dependencyOf(seed, 'users')}', timeout: 1000 });
const orders = axios.create({ baseURL: 'http://${dependencyOf(seed, 'orders')}', timeout: 1000 });
const slow = axios.create({ baseURL: 'http://${dependencyOf(seed, 'slow')}' });
`;

const TYPES = `export interface Config { headers?: object; timeout?: number; baseURL?: string; signal?: AbortSignal }
export interface Answer extends Promise<{ data: any }> { abort(): string }
export interface Client {
  get(url: string, config?: Config): Answer;
  post(url: string, body?: object, config?: Config): Answer;
}
declare const axios: Client & { create(config: Config): Client };
export default axios;
`;

/** Tells who asks what it was asked for, and answers, or fails, as it is told. */
const STAND_IN = `export const asked = [];
export const state = { fails: false };
function answer(what) {
  asked.push(what);
  const promise = state.fails ? Promise.reject(new Error('down')) : Promise.resolve({ data: { name: 'n' } });
  return Object.assign(promise, { abort: () => 'aborted' });
}
const create = ({ baseURL }) => ({
  get: (...given) => answer([baseURL, 'get', given[0], given[1]?.headers]),
  post: (...given) => answer([baseURL, 'post', given[0], given[1], given[2]?.headers]),
});
export default { create };
`;

function textOf(seed: Seed, language: 'ts' | 'js'): string {
  const body = seed.body.replaceAll('POLICY', `${dependencyOf(seed, 'users')}Policy`);
  return `${headOf(seed)}${seed.declared?.[language] ?? ''}${body}\n`;
}

/** A service whose requests lead to what every file exports. */
function mainOf(ending: string): string {
  const imports = seeds.map((seed, index) => {
    const name = fileOf(seed, 'js').replace('src/', './');
    return `import * as seed${String(index)} from '${name}';`;
  });
  const calls = seeds.map(({ body }, index) => {
    const name = `seed${String(index)}`;
    return body.includes('class Store') ? `new ${name}.Store().load()` : `${name}.load(request)`;
  });
  const type = ending === 'ts' ? ': any' : '';
  return `import express from 'express';\n${imports.join('\n')}\nexpress().get('/', (request${type}) => [${calls.join(', ')}]);\n`;
}

const compilerOptions = {
  ...{ strict: true, noImplicitAny: false, module: 'nodenext', target: 'es2022' },
  ...{ types: [], skipLibCheck: true },
};

/** All mistakes in one repository, each in a file of its own. */
export const repositoryIn = (ending: 'ts' | 'js'): Readonly<Record<string, string>> => ({
  'package.json':
    '{ "name": "a", "type": "module", "engines": { "node": ">=20.19" }, "dependencies": { "axios": "1.4.0", "express": "4.19.2" } }',
  'node_modules/axios/package.json':
    '{ "name": "axios", "version": "1.4.0", "type": "module", "types": "./index.d.ts", "main": "./index.js" }',
  'node_modules/axios/index.d.ts': TYPES,
  'node_modules/axios/index.js': STAND_IN,
  ...(ending === 'ts' && {
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
  }),
  [`src/main.${ending}`]: mainOf(ending),
  ...Object.fromEntries(seeds.map((seed) => [fileOf(seed, ending), textOf(seed, ending)])),
});

/** Tests of that service: what each file asks its clients for, when, and what it answers. */
export const PROBE = `import { asked, state } from 'axios';
// A call that nobody waits for may fail here.
process.on('unhandledRejection', () => undefined);
const run = async (load, fails) => {
  state.fails = fails;
  asked.length = 0;
  let pending;
  try {
    pending = load({ path: '/p' });
  } catch (error) {
    return [error.constructor.name];
  }
  const atOnce = asked.length;
  const late = new Promise((resolve) => setTimeout(resolve, 500, 'still waiting'));
  const end = await Promise.race([pending, late]).catch((error) => error.message);
  return [atOnce, [...asked], end];
};
const told = {};
for (const file of process.argv.slice(2)) {
  try {
    const { load, Store } = await import('./' + file);
    const work = Store ? (given) => new Store().load(given) : load;
    told[file] = JSON.stringify([await run(work, false), await run(work, true), await run(work, false)]);
  } catch (error) {
    told[file] = error.constructor.name;
  }
}
console.log(JSON.stringify(told));
process.exit();
`;

import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const app = `
  import { jobs } from './jobs.js';
  export const app = { post: () => fetch('https://api.example.com') };
  async function main() {
    await jobs();
  }
  main();
`;
const jobs = `
  import { app } from './app.js';
  export const jobs = () => app.post();
`;

const startsOf = (
  scripts: object,
  others: Readonly<Record<string, string>> = {},
): readonly string[] =>
  entriesOf({
    'package.json': JSON.stringify({ name: 'bot', type: 'module', scripts }),
    'src/app.js': app,
    'src/jobs.js': jobs,
    ...others,
  }).map(({ kind, name, file }) => `${kind} ${name} ${file}`);

test('a program that its own parts import is one where the package starts it', () => {
  expect(startsOf({ start: 'node src/app.js' })).toEqual(['startup main src/app.js']);
});

test('a module that others import and no script starts is no program', () => {
  const others = { 'src/lib.js': `export { app } from './app.js';` };
  expect(startsOf({ lint: 'eslint src/app.js' }, others)).toEqual([]);
});

test('a program that only its own parts import is one', () => {
  expect(startsOf({ dev: 'bun --hot src/app.js' })).toEqual(['startup main src/app.js']);
});

test('of modules that import each other, the part is no program though it does something', () => {
  const others = { 'src/jobs.js': `${jobs} async function connect() {} await connect();` };
  expect(startsOf({}, others)).toEqual(['startup main src/app.js']);
});

test('a program that others take only types from is one', () => {
  const entries = entriesOf({
    'package.json': JSON.stringify({ name: 'bot', type: 'module' }),
    'src/run.ts': `
      import { load } from './load';
      export interface Context { id: string }
      export const start = async () => { await load(); };
      await start();
    `,
    'src/load.ts': `
      import type { Context } from './run';
      export const load = async (context?: Context) => fetch('https://api.example.com/' + context?.id);
    `,
  });
  expect(entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['cli start']);
});

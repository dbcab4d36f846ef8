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

const startedBy = (code: string): readonly string[] =>
  entriesOf({
    'package.json': JSON.stringify({
      name: 'shop',
      type: 'module',
      dependencies: { express: '*' },
    }),
    'src/server.js': `import express from 'express'; const app = express(); ${code}`,
  }).map(({ kind, name }) => `${kind} ${name}`);

test.each([
  ['is kept in a variable', `const server = app.listen(80); server.on('close', () => {});`],
  ['waits for a connection', `connect('db').then(() => { app.listen(80); }).catch(log);`],
  ['is called back', `connect('db', async (error) => { if (!error) app.listen(80); });`],
  ['is set up by an event', `app.on('ready', () => { setTimeout(() => app.listen(80), 10); });`],
])('a server that %s is a program', (_case, code) => {
  expect(startedBy(code)).toEqual(['startup src/server']);
});

test('a function that listens when it is called sets nothing going', () => {
  expect(startedBy('export const listen = () => app.listen(80); handlers.push(log);')).toEqual([]);
});

test('a program may begin where something has come up', () => {
  const starting = (then: string): readonly string[] =>
    entriesOf({
      'package.json': JSON.stringify({ name: 'api', dependencies: { mongoose: '8.0.0' } }),
      'src/index.js': `
        import mongoose from 'mongoose';
        import { app } from './app.js';
        mongoose.connect(process.env.URL).then(${then});`,
      'src/app.js': `export const app = { listen: () => fetch('https://api.example.com') };`,
    }).map(({ kind, name, file }) => `${kind} ${name} ${file}`);
  expect(starting('() => { app.listen(80); }')).toEqual(['startup src/index src/index.js']);
  expect(starting('async () => { await fetch("https://x.example.com"); }')).toHaveLength(1);
  expect(starting('() => console.log("connected")')).toEqual([]);
});

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

const startsOf = (scripts: object): readonly string[] =>
  entriesOf({
    'package.json': JSON.stringify({ name: 'bot', type: 'module', scripts }),
    'src/app.js': app,
    'src/jobs.js': jobs,
  }).map(({ kind, name, file }) => `${kind} ${name} ${file}`);

test('a program that its own parts import is one where the package starts it', () => {
  expect(startsOf({ start: 'node src/app.js' })).toEqual(['startup main src/app.js']);
});

test('a module that others import and no script starts is no program', () => {
  expect(startsOf({ lint: 'eslint src/app.js' })).toEqual([]);
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

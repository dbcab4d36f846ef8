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

import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

test('a handler that takes nothing is one of the cloud where others of its folder are', () => {
  const quiet = "export const handler = async () => { await fetch('https://api.example.com'); };";
  const entries = entriesOf({
    'package.json': JSON.stringify({ name: 'jobs', type: 'module' }),
    'handlers/notify.js': 'export const handler = async (event) => event.id;',
    'handlers/digest.js': quiet,
    'handlers/called.js': `${quiet}\nexport const again = () => handler();`,
    'handlers/other.js': 'export const run = async () => 1;',
    'handlers/taking.js': 'export const handler = async (request) => request.id;',
    'elsewhere/digest.js': quiet,
  });
  expect(entries.map(({ kind, name, file }) => `${kind} ${name} ${file}`)).toEqual([
    'lambda handler handlers/digest.js',
    'lambda handler handlers/notify.js',
  ]);
});

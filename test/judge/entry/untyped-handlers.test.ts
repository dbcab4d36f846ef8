import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  entriesOf(files).map(({ kind, name, file, line }) => `${file}:${line} ${kind} ${name}`);

describe('cloud functions that nothing describes', () => {
  test('are found under any name where they take an event and its context, and nothing else calls them', () => {
    const entries = shown({
      'package.json': JSON.stringify({ private: true, scripts: { trial: 'node scripts/run.js' } }),
      'index.js': `module.exports = {
        async listBooks(event, context, callback) { callback(null, await read(event, context)); },
        read,
      };
      async function read(event, context) { return [event, context]; }`,
      'books.js': 'exports.add = async (event, context) => [event, context];\n',
      'bus.js': `const emitter = new (require('events'))();
        exports.onAdded = (event, context) => [event, context];
        emitter.on('added', exports.onAdded);`,
      'told.js':
        'exports.tell = (event, context) => console.log(event, context); exports.limit = 3;',
      'server.js': "const { limit } = require('./told'); console.log(limit);",
      'scripts/run.js': "require('../books').add({}, {});\n",
    });
    expect(entries).toEqual([
      'books.js:1 lambda add',
      'index.js:2 lambda listBooks',
      'scripts/run.js:1 cli trial',
    ]);
  });

  test('of other platforms are no Lambda functions', () => {
    const entries = shown({
      'package.json': JSON.stringify({
        private: true,
        dependencies: { '@google-cloud/functions-framework': '3.0.0' },
      }),
      'index.js': 'exports.add = async (event, context) => [event, context];\n',
    });
    expect(entries).toEqual([]);
  });
});

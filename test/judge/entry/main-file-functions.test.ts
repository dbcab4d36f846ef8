import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';
import { entriesOf } from './entries-of.js';

type Files = Readonly<Record<string, string>>;

const manifest = (rest: object): string =>
  JSON.stringify({
    name: 'functions',
    private: true,
    dependencies: { 'firebase-functions': '5.0.0' },
    ...rest,
  });

const functionsOf = (name: string): string => `
  import { onRequest } from 'firebase-functions/v2/https';
  import { ask } from './ask.js';
  export const ${name} = onRequest(async (request, response) => { response.send(await ask()); });
`;

const ASK = `export const ask = () => fetch('https://api.example.com');`;

const PACKAGE: Files = {
  'functions/package.json': manifest({ main: 'lib/index.js' }),
  'functions/src/ask.ts': ASK,
  'functions/src/users.ts': functionsOf('users'),
  'functions/src/old.ts': functionsOf('old'),
};

const namesOf = (files: Files): readonly string[] =>
  entriesOf({ ...PACKAGE, ...files }).map(({ name }) => name);

describe('functions that a platform takes from the main file of their package', () => {
  it('let nothing in where the main file does not lead to them', () => {
    const index = `// export * from './old.js';\nexport * from './users.js';`;
    expect(namesOf({ 'functions/src/index.ts': index })).toEqual(['users']);
  });

  it('let nothing in where only a file imports them that is not led to either', () => {
    const files = {
      'functions/src/index.ts': `import { users } from './users.js'; export { users };`,
      'functions/src/payments.ts': `export * from './old.js';`,
    };
    expect(namesOf(files)).toEqual(['users']);
  });

  it('make what only they call unused', () => {
    const files = {
      ...PACKAGE,
      'functions/src/index.ts': `export * from './users.js';`,
      'functions/src/old.ts': functionsOf('old').replace('./ask.js', './ask-old.js'),
      'functions/src/ask-old.ts': ASK,
    };
    const { calls } = inTemporaryFolder(files, (root) => assess({ root, cache: false }));
    expect(calls.map(({ file, unused }) => [file, unused])).toEqual([
      ['functions/src/ask-old.ts', true],
      ['functions/src/ask.ts', undefined],
    ]);
  });

  it('let work in through files that hand them on, and where they are required', () => {
    const files = {
      'functions/src/index.ts': `exports.users = require('./all.js').users;`,
      'functions/src/all.ts': `export * from './users.js'; export * from './old.js';`,
    };
    expect(namesOf(files)).toEqual(['old', 'users']);
  });

  it.each([
    [
      'a path that is put together',
      `for (const name of names()) exports[name] = require('./' + name);`,
    ],
    [
      'what is handed its exports',
      `import { exportFunctions } from 'better-firebase-functions'; exportFunctions({ exports });`,
    ],
  ])('let work in where the main file loads by %s', (_, rest) => {
    const index = `export * from './users.js';\n${rest}`;
    expect(namesOf({ 'functions/src/index.ts': index })).toEqual(['old', 'users']);
  });

  it('let work in where another package imports them', () => {
    const files = {
      'functions/src/index.ts': `export * from './users.js';`,
      'other/package.json': manifest({ name: 'other' }),
      'other/index.ts': `export * from '../functions/src/old.js';`,
    };
    expect(namesOf(files)).toEqual(['old', 'users']);
  });

  it('let work in where the main file is not in the sources, or leads to no function', () => {
    expect(namesOf({})).toEqual(['old', 'users']);
    expect(namesOf({ 'functions/src/index.ts': `export const version = 1;` })).toEqual([
      ...['old', 'users'],
    ]);
  });
});

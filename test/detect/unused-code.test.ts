import { expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';

const MANIFEST = JSON.stringify({
  name: 'service',
  private: true,
  dependencies: { express: '4.19.0' },
});

const APP = `
  import express from 'express';
  import { load } from './load.js';
  import { users } from './users.js';
  const app = express();
  app.get('/a', async (request, response) => response.json([await load(), await users.all()]));
`;

const assessed = (files: Readonly<Record<string, string>>) =>
  inTemporaryFolder({ 'package.json': MANIFEST, 'src/app.ts': APP, ...files }, (root) =>
    assess({ root, cache: false }),
  );

const LOAD = `
  export const load = () => fetch('https://used.example.com');
  export const other = () => fetch('https://unused.example.com');
`;

const USERS = `
  class Users {
    all() { return fetch('https://all.example.com'); }
    forget(id: string) { return fetch('https://forget.example.com/' + id, { method: 'DELETE' }); }
  }
  export const users = new Users();
`;

it('says which calls stand in code that nothing uses, and finds less in them', () => {
  const { calls, findings } = assessed({ 'src/load.ts': LOAD, 'src/users.ts': USERS });
  expect(calls.map(({ dependency, unused = false }) => [dependency, unused])).toEqual([
    ['used.example.com', false],
    ['unused.example.com', true],
    ['all.example.com', false],
    ['forget.example.com', true],
  ]);
  const unused = new Set(calls.filter((call) => call.unused).map(({ id }) => id));
  const ofUnused = findings.filter(({ subjectId }) => unused.has(subjectId));
  expect(ofUnused.length).toBeGreaterThan(0);
  expect(new Set(ofUnused.map(({ severity }) => severity))).toEqual(new Set(['note']));
});

it.each([
  ['a file that nothing imports may be loaded by its place', { 'src/jobs/load.ts': LOAD }],
  [
    'what is asked for whole may be used by any name',
    {
      'src/load.ts': `${LOAD}export {};`,
      'src/all.ts': "import * as all from './load.js'; start(all);",
    },
  ],
])('%s', (_, files) => {
  const { calls } = assessed({
    'src/load.ts': 'export const load = () => 1;',
    'src/users.ts': USERS,
    ...files,
  });
  const other = calls.find(({ dependency }) => dependency === 'unused.example.com');
  expect(other).toBeDefined();
  expect(other?.unused).toBeUndefined();
});

it('follows what only unused code uses, and knows unused functions of published packages and programs', () => {
  const { calls } = assessed({
    'package.json': JSON.stringify({
      name: 'service',
      version: '1.0.0',
      main: 'dist/app.js',
      dependencies: { express: '4.19.0' },
    }),
    'src/users.ts': USERS,
    'src/load.ts': `
      import './globals.js';
      import './notify.js';
      export const load = () => used();
      const used = () => fetch('https://used.example.com');
      const first = () => second();
      const second = () => { third(); return first(); };
      function third() { return fetch('https://unused.example.com'); }
    `,
    'src/globals.ts': "function start() { return fetch('https://global.example.com'); }",
    'src/notify.js': `
      require('express');
      const notify = () => fetch('https://notify.example.com');
      const notifyPayment = () => fetch('https://payment.example.com');
      module.exports = { notify };
    `,
  });
  const unused = calls.filter((call) => call.unused).map(({ dependency }) => dependency);
  expect(unused).toEqual(['unused.example.com', 'payment.example.com', 'forget.example.com']);
});

it('knows that names of blocks and namespaces are used where only code in there sees them', () => {
  const { calls } = assessed({
    'src/users.ts': USERS,
    'src/load.ts': `
      import { Sending } from './sending.js';
      export const load = () => Sending.send();
      if (process.env.EAGER) {
        const fill = () => fetch('https://fill.example.com');
        await fill();
      }
    `,
    'src/sending.ts': `
      export namespace Sending {
        const post = () => fetch('https://send.example.com');
        export const send = () => post();
      }
    `,
  });
  const unused = calls.filter((call) => call.unused).map(({ dependency }) => dependency);
  expect(unused).toEqual(['forget.example.com']);
});

it('knows methods that only unused code calls', () => {
  const { calls } = assessed({
    'src/users.ts': `
      export class Users {
        all() { return fetch('https://all.example.com'); }
        sell(id: string) { return fetch('https://sell.example.com/' + id); }
      }
      export const users = new Users();
    `,
    'src/load.ts': `
      import { users } from './users.js';
      export const load = () => 1;
      export const sellAll = async (ids: string[]) => { for (const id of ids) await users.sell(id); };
    `,
  });
  const unused = calls.filter((call) => call.unused).map(({ dependency }) => dependency);
  expect(unused).toEqual(['sell.example.com']);
});

it('leaves open who runs what a package is handed', () => {
  const { calls } = assessed({
    'src/users.ts': USERS,
    'src/load.ts': `
      import { body } from 'express-validator';
      export const load = () => body('emails').custom(areFree);
      const areFree = (emails: string[]) => fetch('https://free.example.com/' + emails.join());
      export const areAllFree = (emails: string[]) => areFree(emails);
    `,
  });
  const unused = calls.filter((call) => call.unused).map(({ dependency }) => dependency);
  expect(unused).toEqual(['forget.example.com']);
});

it('knows what only unused code hands on', () => {
  const users = `
    const safely = async (run: () => unknown) => run();
    class Users {
      all() { return fetch('https://all.example.com'); }
      drop(id: string) { return fetch('https://drop.example.com/' + id); }
      find(id: string) { return fetch('https://find.example.com/' + id); }
    }
    export const users = new Users();
    export const dropped = () => safely(users.drop.bind(users, '1'));
    export const load = () => safely(users.find.bind(users, '1'));
  `;
  const files = { 'src/load.ts': `export { load } from './users.js';`, 'src/users.ts': users };
  const { calls } = assessed(files);
  expect(calls.map(({ dependency, unused = false }) => [dependency, unused])).toEqual([
    ['all.example.com', false],
    ['drop.example.com', true],
    ['find.example.com', false],
  ]);
});

it('does not take a type that is made of a function for a use', () => {
  const load = `${LOAD} export type Other = ReturnType<typeof other>;`;
  const { calls } = assessed({ 'src/load.ts': load, 'src/users.ts': USERS });
  const unused = calls.filter((one) => one.unused === true).map(({ dependency }) => dependency);
  expect(unused).toContain('unused.example.com');
});

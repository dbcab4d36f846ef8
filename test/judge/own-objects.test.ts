import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';

const MANIFEST = JSON.stringify({ private: true, dependencies: { express: '4.19.0' } });

const MAILS = `
  export const mails = {
    async post() { return fetch('https://post.example.com'); },
    async probe() { return fetch('https://probe.example.com'); },
  };
`;

const app = (rest: string): string => `
  import express from 'express';
  import { mails } from './mails.js';
  const app = express();
  app.get('/a', async (request, response) => response.json(await mails.post()));
  ${rest}
`;

/** Hosts of the calls that are unused. */
function unused(files: Readonly<Record<string, string>>): readonly string[] {
  const all = { 'package.json': MANIFEST, ...files };
  const { calls } = inTemporaryFolder(all, (root) => assess({ root, cache: false }));
  return calls.flatMap((call) =>
    call.unused === true ? [call.dependency.replace('.example.com', '')] : [],
  );
}

describe('a member of an object that is only asked for its members', () => {
  it('is unused where nothing asks for it', () => {
    expect(unused({ 'src/mails.ts': MAILS, 'src/app.ts': app('') })).toEqual(['probe']);
  });

  it('is unused where only unused code asks for it', () => {
    const files = {
      'src/mails.ts': MAILS,
      'src/app.ts': app(''),
      'src/check.ts': `import { mails } from './mails.js';
        export async function check() { await mails.probe(); }
        export const limit = 3;`,
      'src/limit.ts': `import { limit } from './check.js'; console.log(limit);`,
    };
    expect(unused(files)).toEqual(['probe']);
  });
});

describe('a member of an object that others may have', () => {
  const handed = (rest: string): readonly string[] =>
    unused({ 'src/mails.ts': MAILS, 'src/app.ts': app(rest) });

  it('is not unused where the object is handed on', () => {
    expect(handed('app.use(every(mails));')).toEqual([]);
    expect(handed('export const all = { mails };')).toEqual([]);
    expect(handed('export const all = { ...mails };')).toEqual([]);
    expect(handed('const { probe } = mails; app.use(probe);')).toEqual([]);
    expect(handed('const name = process.argv[2]; mails[name]();')).toEqual([]);
  });

  it('is not unused where the whole module is handed on', () => {
    const rest = `import * as whole from './mails.js'; register(whole);`;
    expect(handed(rest)).toEqual([]);
  });

  it('is not unused where a call of its name may mean it', () => {
    expect(handed(`export const check = (one: { probe(): void }) => one.probe();`)).toEqual([]);
  });

  it('is not unused where it is handed on itself', () => {
    expect(handed(`app.get('/probe', mails.probe);`)).toEqual([]);
    expect(handed(`export const table = { probe: mails.probe };`)).toEqual([]);
  });
});

describe('a method of a class', () => {
  const TOOLS = `
    export class Tools {
      static post() { return fetch('https://post.example.com'); }
      static request() { return fetch('https://request.example.com'); }
    }
  `;
  const using = (rest: string): string =>
    app(rest)
      .replace('{ mails }', '{ Tools }')
      .replace('./mails', './tools')
      .replace('mails.post', 'Tools.post');
  const files = (rest: string) => ({ 'src/tools.ts': TOOLS, 'src/app.ts': using(rest) });

  it('is unused where only parameters of its name are handed on', () => {
    const rest = `app.get('/b', (request, response) => log(request));
      function log(request) { console.log(request); }`;
    expect(unused(files(rest))).toEqual(['request']);
  });

  it('may be used where it is handed on itself, or taken out of what a parameter holds', () => {
    expect(unused(files(`setTimeout(Tools.request, 10);`))).toEqual([]);
    const taken = `run(Tools); function run({ request }) { setTimeout(request, 10); }`;
    expect(unused(files(taken))).toEqual([]);
  });
});

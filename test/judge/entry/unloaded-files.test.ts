import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';

const APP = `
  import express from 'express';
  import { load } from './services/load.js';
  const app = express();
  app.get('/a', async (request, response) => response.json(await load()));
`;

const calling = (host: string): string =>
  `export const ask = () => fetch('https://${host}.example.com');`;

const SERVICE = {
  'src/app.ts': APP,
  'src/services/load.ts': `export const load = () => fetch('https://used.example.com');`,
};

/** Hosts that only files call which no program loads. */
function unusedIn(
  files: Readonly<Record<string, string>>,
  manifest: object = {},
): readonly string[] {
  const all = {
    'package.json': JSON.stringify({ dependencies: { express: '4.19.0' }, ...manifest }),
    ...SERVICE,
    ...files,
  };
  const { calls } = inTemporaryFolder(all, (root) => assess({ root, cache: false }));
  return calls.flatMap(({ dependency, unused }) =>
    unused === true ? [dependency.replace('.example.com', '')] : [],
  );
}

describe('a file that no program loads', () => {
  it('is not named by an address', () => {
    const files = {
      'src/services/old.ts': calling('old'),
      'src/services/load.ts': `export const load = () => fetch('https://used.example.com/api/old');`,
    };
    expect(unusedIn(files)).toEqual(['old']);
  });

  it('is one that nothing imports beside files that are imported', () => {
    expect(unusedIn({ 'src/services/old.ts': calling('old') })).toEqual(['old']);
  });

  it('takes along what only it imports', () => {
    const files = {
      'src/services/old.ts': `import { ask } from '../lib/older.js';\nexport const all = () => ask();`,
      'src/lib/older.ts': calling('older'),
    };
    expect(unusedIn(files)).toEqual(['older']);
  });

  it('does not keep in use what it calls of files that are loaded', () => {
    const files = {
      'src/services/old.ts': `import { other } from './load.js';\nexport const all = () => other();`,
      'src/services/load.ts': `${SERVICE['src/services/load.ts']}
        export const other = () => fetch('https://other.example.com');`,
    };
    expect(unusedIn(files)).toEqual(['other']);
  });

  it('is the only one of its folder, where nearly all files of the package are imported', () => {
    const others = Array.from({ length: 30 }, (_, index) => `src/parts/part${String(index)}.ts`);
    const files = Object.fromEntries(others.map((file) => [file, 'export const part = 1;']));
    const all = others
      .map((file, index) => `import { part as p${String(index)} } from '../${file.slice(4)}';`)
      .join('');
    const loading = `${SERVICE['src/services/load.ts']} ${all.replaceAll('.ts', '.js')}`;
    const lonely = { 'src/external/hooks/sync.ts': calling('sync') };
    expect(unusedIn({ ...files, ...lonely, 'src/services/load.ts': loading })).toEqual(['sync']);
    expect(unusedIn(lonely)).toEqual([]);
  });

  it('exports what it has in CommonJS too', () => {
    const ask = `const ask = () => fetch('https://old.example.com');`;
    expect(unusedIn({ 'src/services/old.js': `${ask} module.exports = { ask };` })).toEqual([
      'old',
    ]);
    expect(unusedIn({ 'src/services/old.js': `${ask} module.exports = ask;` })).toEqual([]);
  });
});

describe('a file that may be loaded without an import', () => {
  it('stands in a folder that may be loaded as a whole', () => {
    const files = {
      'src/services/first.ts': calling('first'),
      'src/services/second.ts': calling('second'),
      'src/services/third.ts': calling('third'),
    };
    expect(unusedIn(files)).toEqual([]);
  });

  it('has its path told to a call', () => {
    const files = {
      'src/services/thread.ts': calling('thread'),
      'src/work.ts': `import { Worker } from 'node:worker_threads';\nnew Worker('./services/thread.js');`,
    };
    expect(unusedIn(files)).toEqual([]);
  });

  it('is run by a script', () => {
    const scripts = { 'send:mails': 'node src/services/mails.js', start: 'node src/app.js' };
    expect(unusedIn({ 'src/services/mails.ts': calling('mails') }, { scripts })).toEqual([]);
  });

  it('exports what a framework asks for by name', () => {
    const handler = `export const handler = () => fetch('https://cloud.example.com');`;
    expect(unusedIn({ 'src/services/cloud.ts': handler })).toEqual([]);
    const assigned = `module.exports.handler = () => fetch('https://cloud.example.com');`;
    expect(unusedIn({ 'src/services/cloud.js': assigned })).toEqual([]);
  });
});

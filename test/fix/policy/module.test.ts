import { describe, expect, it } from 'vitest';
import { fixed, planned } from '../fixed.js';

const USERS = `import axios from 'axios';\nconst http = axios.create({ baseURL: 'http://users', timeout: 9 });\n`;
const LOAD = `export const load = async () => await http.get('/');\n`;
const WRAPPED = LOAD.replace("http.get('/')", "usersPolicy.execute(() => http.get('/'))");
const ROUTE = (from: string): string =>
  `import express from 'express';\nimport { load } from '${from}';\nexpress().get('/', load);\n`;
const manifest = (more: object = {}): string =>
  JSON.stringify({ name: 'a', type: 'module', dependencies: { axios: '1.4.0' }, ...more }, null, 2);

const only = ['add-breaker'];
const POLICY = [
  `import { policyFor } from '@resilint/runtime';`,
  '',
  `export const usersPolicy = policyFor('users', 'internal-service', {`,
  '  timeout: false,',
  '  retry: false,',
  '  bulkhead: false,',
  '});',
  '',
].join('\n');

/** A service with one call, in other surroundings. */
const service = (files: Readonly<Record<string, string>> = {}) => ({
  'package.json': manifest(),
  'src/users.ts': USERS + LOAD,
  'src/main.ts': ROUTE('./users.js'),
  ...files,
});

const textsOf = async (files: Readonly<Record<string, string>>) => {
  const result = await planned(files, { only });
  return new Map(result.files.map(({ file, after }) => [file, after]));
};

describe('the file of policies', () => {
  it('is made beside the sources, with what the dependency needs and nothing else', async () => {
    const texts = await textsOf(service());
    expect([...texts.keys()]).toEqual(['package.json', 'src/resilience.ts', 'src/users.ts']);
    expect(texts.get('src/resilience.ts')?.split('\n').slice(3).join('\n')).toBe(POLICY);
    expect(texts.get('src/users.ts')).toBe(
      USERS.replace('\n', `\nimport { usersPolicy } from './resilience.js';\n`) + WRAPPED,
    );
  });

  it('is found again by a second run, which adds to it and changes nothing of it', async () => {
    const own = `// ours\n${POLICY.replace('retry: false', 'retry: { attempts: 2 }')}`;
    const stock = `import { usersPolicy } from './resilience.js';\n${USERS}${WRAPPED}const stock = axios.create({ baseURL: 'http://stock', timeout: 9 });\nexport const left = async () => await stock.get('/');\n`;
    const main = `import express from 'express';\nimport { left, load } from './users.js';\nexpress().get('/', load).get('/left', left);\n`;
    const files = service({
      'package.json': manifest({ dependencies: { axios: '1.4.0', '@resilint/runtime': '^0.1.0' } }),
      ...{ 'src/resilience.ts': own, 'src/users.ts': stock, 'src/main.ts': main },
    });
    const { text, again } = await fixed(files, { only });
    expect(text('src/resilience.ts')).toBe(
      own + POLICY.split('\n').slice(1).join('\n').replaceAll('users', 'stock'),
    );
    expect(text('src/users.ts')).toContain('await stockPolicy.execute(() => stock.get(');
    expect(again.files).toEqual([]);
  });

  it.each([
    ['on one line', `{ usersPolicy }`, `{ usersPolicy, stockPolicy }`],
    ['on lines of their own', `{\n  usersPolicy,\n}`, `{\n  stockPolicy,\n  usersPolicy,\n}`],
  ])('is imported once: names that are missing come to those %s', async (_name, own, all) => {
    const from = ` from './resilience.js';\n`;
    const stock = `const stock = axios.create({ baseURL: 'http://stock', timeout: 9 });\nexport const left = async () => await stock.get('/');\n`;
    const { text } = await fixed(
      service({
        'src/resilience.ts': POLICY,
        'src/users.ts': `import ${own}${from}${USERS}${WRAPPED}${stock}`,
        'src/main.ts': `import express from 'express';\nimport { left, load } from './users.js';\nexpress().get('/', load).get('/left', left);\n`,
      }),
      { only },
    );
    const wrapped = stock.replace("stock.get('/')", "stockPolicy.execute(() => stock.get('/'))");
    expect(text('src/users.ts')).toBe(`import ${all}${from}${USERS}${WRAPPED}${wrapped}`);
  });

  it('leaves calls alone that run under its policies, though these only observe', async () => {
    const observing = POLICY.replace('bulkhead', 'breaker: { observeOnly: true },\n  bulkhead');
    const users = `import { usersPolicy } from './resilience.js';\n${USERS}${WRAPPED}`;
    const files = service({ 'src/resilience.ts': observing, 'src/users.ts': users });
    const { sites, files: edited } = await planned(files, { only });
    expect(edited).toEqual([]);
    expect(sites).toMatchObject([{ safety: 'refused', reason: 'own-policy' }]);
  });

  it('is CommonJS where the package is', async () => {
    const texts = await textsOf({
      'package.json': manifest({ type: undefined }),
      'src/users.js': `'use strict';\nconst axios = require('axios').default;\nconst http = axios.create({ baseURL: 'http://users', timeout: 9 });\nexports.load = async () => await http.get('/');\n`,
      'src/main.js': `const express = require('express');\nconst { load } = require('./users');\nexpress().get('/', load);\n`,
    });
    expect(texts.get('src/resilience.js')).toContain(
      `const { policyFor } = require('@resilint/runtime');\n\nmodule.exports.usersPolicy = policyFor('users', 'internal-service', {\n`,
    );
    expect(texts.get('src/users.js')).toContain(
      `require('axios').default;\nconst { usersPolicy } = require('./resilience');\nconst http`,
    );
  });

  it('is one for each package of a monorepo, which alone asks for the library', async () => {
    const inPackage = (name: string) => ({
      [`packages/${name}/package.json`]: manifest({ name }),
      [`packages/${name}/src/users.ts`]: USERS + LOAD,
      [`packages/${name}/src/main.ts`]: ROUTE('./users.js'),
    });
    const texts = await textsOf({
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      ...inPackage('one'),
      ...inPackage('two'),
    });
    expect([...texts.keys()]).toEqual(
      ['one', 'two'].flatMap((name) =>
        ['package.json', 'src/resilience.ts', 'src/users.ts'].map(
          (file) => `packages/${name}/${file}`,
        ),
      ),
    );
  });

  it('stands at the top where a folder may be routes', async () => {
    const texts = await textsOf({
      'package.json': manifest({ version: '1.0.0', main: 'index.js' }),
      'pages/api/load.ts': `${USERS}export default async function load() {\n  return await http.get('/');\n}\n`,
    });
    expect([...texts.keys()]).toContain('resilience.ts');
    expect(texts.get('pages/api/load.ts')).toContain(`from '../../resilience.js';`);
  });

  it.each([
    ['no ending', `import './own';\n`, './resilience'],
    ['the ending of the sources', `import './own.ts';\n`, './resilience.ts'],
    ['the ending of what is compiled', `import './own.js';\n`, './resilience.js'],
  ])('is imported with %s, as the file does', async (_name, line, specifier) => {
    const texts = await textsOf(
      service({ 'src/users.ts': line + USERS + LOAD, 'src/own.ts': 'export {};\n' }),
    );
    expect(texts.get('src/users.ts')).toContain(`import { usersPolicy } from '${specifier}';`);
  });

  it('takes line ends and quotes from the file that needs it', async () => {
    const windows = (USERS + LOAD).replaceAll('\n', '\r\n').replaceAll("'", '"');
    const texts = await textsOf(service({ 'src/users.ts': windows }));
    const module = texts.get('src/resilience.ts') ?? '';
    expect(module.replaceAll('\r\n', '')).not.toContain('\n');
    expect(module).toContain('policyFor("users", "internal-service"');
    const users = texts.get('src/users.ts') ?? '';
    expect(users.replaceAll('\r\n', '')).not.toContain('\n');
    expect(users).toContain('import { usersPolicy } from "./resilience.js";\r\n');
  });

  it.each([
    ['an interpreter', `#!/usr/bin/env node\n`],
    ['a byte order mark and a licence', `\uFEFF/* Copyright */\n\n`],
    ['a directive', `'use strict';\n`],
  ])('is imported after %s where nothing else is imported', async (_name, head) => {
    // Timers would pile up on such a signal, so that only a policy can bound the call.
    const call = `const { signal } = new AbortController();\nexport const load = async () => await fetch('https://a.example.com', { signal });\n`;
    const files = service({ 'src/users.ts': head + call });
    const { files: edited } = await planned(files);
    const users = edited.find(({ file }) => file === 'src/users.ts')?.after ?? '';
    const line = `import { aExampleComPolicy } from './resilience.js';\n`;
    expect(users.startsWith(head + line)).toBe(true);
  });

  it('writes names of strangers as literals', async () => {
    const host = `users'}); process.exit(1); ('`;
    const users = USERS.replace("'http://users'", JSON.stringify(`http://a/${host}`)) + LOAD;
    const texts = await textsOf(service({ 'src/users.ts': users }));
    const module = texts.get('src/resilience.ts') ?? '';
    expect(module.match(/policyFor\(/g)).toHaveLength(1);
    expect(module).not.toMatch(/^\s*process/m);
  });
});

describe('the package.json of a package with policies', () => {
  it.each([
    [
      'in its alphabetical place',
      '{\n\t"name": "a",\n\t"dependencies": {\n\t\t"@a/b": "1",\n\t\t"axios": "1.4.0"\n\t}\n}\n',
      '{\n\t"name": "a",\n\t"dependencies": {\n\t\t"@a/b": "1",\n\t\t"@resilint/runtime": "^0.1.0",\n\t\t"axios": "1.4.0"\n\t}\n}\n',
    ],
    [
      'as the last one',
      '{\n  "dependencies": {\n    "@a/b": "1"\n  }\n}\n',
      '{\n  "dependencies": {\n    "@a/b": "1",\n    "@resilint/runtime": "^0.1.0"\n  }\n}\n',
    ],
    [
      'as the first one',
      '{\r\n  "name": "a"\r\n}\r\n',
      '{\r\n  "name": "a",\r\n  "dependencies": {\r\n    "@resilint/runtime": "^0.1.0"\r\n  }\r\n}\r\n',
    ],
    [
      'in an empty list',
      '{\n  "dependencies": {},\n  "name": "a"\n}\n',
      '{\n  "dependencies": {\n    "@resilint/runtime": "^0.1.0"\n  },\n  "name": "a"\n}\n',
    ],
  ])('names the library %s', async (_name, before, after) => {
    const texts = await textsOf(service({ 'package.json': before }));
    expect(texts.get('package.json')).toBe(after);
  });

  it('points to the copy that is made where the library is not asked for', async () => {
    const { files, notes } = await planned(
      { ...service(), 'yarn.lock': '' },
      { only, vendor: true },
    );
    const copied = files.filter(({ copied: isCopied }) => isCopied === true);
    expect(copied.map(({ file }) => file)).toContain('vendor/resilint-runtime/index.js');
    const { after = '' } = files.find(({ file }) => file === 'package.json') ?? {};
    expect(JSON.parse(after)).toMatchObject({
      dependencies: { '@resilint/runtime': 'file:vendor/resilint-runtime' },
    });
    expect(notes).toContain('"yarn install" makes @resilint/runtime importable');
  });
});

describe('a transaction', () => {
  it('is left whole, while what stands beside it runs under the policy', async () => {
    const text = [
      `import { PrismaClient } from '@prisma/client';`,
      'const prisma = new PrismaClient();',
      'export const move = async () => {',
      '  await prisma.$transaction(async (tx) => {',
      '    await tx.user.count();',
      '  });',
      '  return await prisma.user.count();',
      '};',
      '',
    ].join('\n');
    const files = { 'package.json': manifest({ dependencies: { '@prisma/client': '6.0.0' } }) };
    const { files: edited } = await planned({ ...files, 'src/users.ts': text });
    const after = edited.find(({ file }) => file === 'src/users.ts')?.after ?? '';
    expect(after).toContain('await prismaPolicy.execute(() => prisma.user.count());');
    expect(after).toContain('    await tx.user.count();\n');
  });
});

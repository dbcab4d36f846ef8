import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed } from '../fixed.js';

const MANIFEST = JSON.stringify({
  ...{ name: 'a', type: 'module', private: true },
  dependencies: { '@aws-sdk/client-s3': '^3.900.0', express: '4' },
});
const MADE = `new S3Client({ region: 'eu-central-1' })`;
const STORE = `import { S3Client } from '@aws-sdk/client-s3';

export const store = ${MADE};
export const name = 'store';
`;
const CALLS = `import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { store } from './store.js';
const Bucket = process.env.BUCKET;
export const head = (Key) => store.send(new HeadObjectCommand({ Bucket, Key }));
export const put = (Key, Body) => store.send(new PutObjectCommand({ Bucket, Key, Body }));
`;
const repository = {
  'package.json': MANIFEST,
  'src/store.js': STORE,
  'src/calls.js': CALLS,
  'src/routes.js': `import express from 'express';
import * as calls from './calls.js';
express().get('/', calls.head).post('/', calls.put);
`,
};
const wishes = { only: ['add-breaker'] };

const hook = (client: string, indent = ''): string =>
  [
    `${client}.middlewareStack.add(`,
    `  (next, { commandName = '' }) =>`,
    '    (args) =>',
    '      bucketPolicy.execute(() => next(args), {',
    `        effect: /^(Get|Head|List|Describe)/.test(commandName) ? 'read' : 'write',`,
    '      }),',
    `  { step: 'initialize', priority: 'high' },`,
    ')',
  ].join(`\n${indent}`);

const done = ({ sites }: { readonly sites: readonly { what?: string }[] }) =>
  sites.map(({ what }) => what);

const HOOKED = 'middlewareStack.add of new S3Client, all calls run by bucketPolicy';

describe('a client that is given middleware on the next line', () => {
  it('has all of its commands run by the policy', async () => {
    const { text, sites, again, root } = await fixed(repository, wishes);
    expect(text('src/store.js')).toBe(
      STORE.replace(';\n', `;\nimport { bucketPolicy } from './resilience.js';\n`).replace(
        `${MADE};\n`,
        `${MADE};\n${hook('store')};\n`,
      ),
    );
    expect(text('src/calls.js')).toBe(CALLS);
    expect(done({ sites })).toEqual([HOOKED]);
    expect(again.files).toEqual([]);
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ protection: { breaker } }) => breaker.status)).toEqual(['yes', 'yes']);
  });

  it('only observes where it may change nothing', async () => {
    const { sites, text } = await fixed(repository, { ...wishes, unsafe: false });
    expect(done({ sites })).toEqual([HOOKED.replace('run', 'observed')]);
    expect(text('src/resilience.js')).toContain('observeOnly: true');
  });

  it.each([
    [
      'behind a comment, without semicolons',
      STORE.replaceAll(';', '').replace(MADE, `${MADE} // the files`),
      `${MADE} // the files\n${hook('store')}\n`,
    ],
    [
      'where it is assigned',
      STORE.replace('const store = ', 'let store;\nstore = '),
      `store = ${MADE};\n${hook('store')};\n`,
    ],
    [
      'in a block',
      STORE.replace(`const store = ${MADE};`, `let store;\n{\n  store = ${MADE};\n}`),
      `  store = ${MADE};\n  ${hook('store', '  ')};\n}`,
    ],
  ])('is given it %s', async (_name, store, expected) => {
    const { text, again } = await fixed({ ...repository, 'src/store.js': store }, wishes);
    expect(text('src/store.js')).toContain(expected);
    expect(again.files).toEqual([]);
  });

  it('is given it in a constructor', async () => {
    const files = {
      'package.json': MANIFEST,
      'src/files.js': `import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
const Bucket = process.env.BUCKET;
export class Files {
  constructor() {
    this.store = ${MADE};
  }
  head(Key) { return this.store.send(new HeadObjectCommand({ Bucket, Key })); }
  put(Key) { return this.store.send(new PutObjectCommand({ Bucket, Key })); }
}
`,
      'src/routes.js': `import express from 'express';
import { Files } from './files.js';
const files = new Files();
express().get('/', () => files.head('a')).post('/', () => files.put('a'));
`,
    };
    const { text, again } = await fixed(files, wishes);
    expect(text('src/files.js')).toContain(
      `    this.store = ${MADE};\n    ${hook('this.store', '    ')};\n  }\n`,
    );
    expect(again.files).toEqual([]);
  });

  it.each([
    ['a wrapper around it', STORE.replace(MADE, `traced(${MADE})`)],
    ['a choice', STORE.replace(MADE, `globalThis.store ?? ${MADE}`)],
    ['a second variable', STORE.replace(`${MADE};`, `${MADE}, other = 1;`)],
    ['code behind it on its line', STORE.replace(`${MADE};\n`, `${MADE}; `)],
    [
      'a place that is no list of statements',
      STORE.replace(`const store = ${MADE};`, `let store;\nif (!store) store = ${MADE};`),
    ],
    [
      'signed addresses, which send nothing',
      `${STORE}export { getSignedUrl } from '@aws-sdk/s3-request-presigner';\n`,
    ],
  ])('is left as it is with %s', async (_name, store) => {
    const { text, sites } = await fixed({ ...repository, 'src/store.js': store }, wishes);
    expect(text('src/store.js')).not.toContain('middlewareStack');
    expect(done({ sites })).not.toContain(HOOKED);
  });
});

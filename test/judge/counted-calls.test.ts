import { expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';

const messagesOf = (rule: string, files: Readonly<Record<string, string>>): readonly string[] =>
  inTemporaryFolder(files, (root) =>
    assess({ root, cache: false })
      .findings.filter((finding) => finding.rule === rule)
      .map(({ message }) => message),
  );

const manifest = (dependencies: Readonly<Record<string, string>>): string =>
  JSON.stringify({ name: 'service', dependencies });

it.each([
  ['requestHandler: { httpsAgent: { maxSockets: SOCKETS } }', 'one of 200 sockets'],
  ['requestHandler: { httpsAgent: new Agent({ maxSockets: 30 }) }', 'one of 30 sockets'],
  ['requestHandler: { httpsAgent: { maxSockets: Number(process.env.S) } }', 'one of its sockets'],
  ['requestHandler: {}', 'one of 50 sockets'],
])('an AWS client of %s keeps %s', (options, kept) => {
  const messages = messagesOf('missing-aws-timeout', {
    'package.json': manifest({ '@aws-sdk/client-s3': '3.900.0' }),
    'src/files.ts': `
      import { Agent } from 'node:https';
      import { GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
      const SOCKETS = parseInt(process.env.S3_SOCKETS) || 200;
      export class Files {
        private readonly config: S3ClientConfig;
        private readonly client: S3Client;
        constructor(config: S3ClientConfig) {
          this.config = { ...config, ${options} };
          this.client = new S3Client(this.config as any);
        }
        load(Key: string) { return this.client.send(new GetObjectCommand({ Bucket: 'b', Key })); }
      }
    `,
  });
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(`keeps ${kept}.`);
});

it('connecting and closing are no calls that a message counts', () => {
  const messages = messagesOf('missing-query-timeout', {
    'package.json': manifest({ pg: '8.12.0' }),
    'src/users.ts': `
      import { Pool } from 'pg';
      const pool = new Pool();
      export const user = (id: string) => pool.query('select 1', [id]);
      export const stop = () => pool.end();
      export async function start() { const one = await pool.connect(); one.release(); }
    `,
  });
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^Nothing ends 1 of 1 calls/);
});

it('code that nothing uses is not counted with what services ask', () => {
  const messages = messagesOf('missing-query-timeout', {
    'package.json': manifest({ express: '4.19.0', pg: '8.12.0' }),
    'src/users.ts': `
      import { Pool } from 'pg';
      const pool = new Pool();
      export const user = (id: string) => pool.query('select 1', [id]);
      export const former = (id: string) => pool.query('select 2', [id]);
    `,
    'src/app.ts': `
      import express from 'express';
      import { user } from './users.js';
      express().get('/users/:id', async (request, response) => {
        response.json(await user(request.params.id));
      });
    `,
  });
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^Nothing ends 1 of 1 calls/);
});

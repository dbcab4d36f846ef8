import { readFileSync } from 'node:fs';

/**
 * How a client is made, and three calls of it. Where it is silent, the second is never answered.
 * @typedef {object} HookedClient
 * @property {string} name
 * @property {readonly Readonly<Record<string, string>>[]} versions
 * @property {string} made
 * @property {string} calls
 * @property {readonly string[]} [codemods] What asks for the hook.
 * @property {true} [isSilent]
 * @property {Readonly<Record<string, string>>} [files]
 * @property {readonly string[]} [prepare] Commands of packages that make more files.
 */

const SCHEMA = `generator client {
  provider   = "prisma-client-js"
  engineType = "binary"
}

datasource db {
  provider = "postgresql"
  url      = "postgresql://nobody@localhost/none"
}

model User {
  id   Int    @id @default(autoincrement())
  name String
}
`;

/**
 * Clients that policies are hooked into.
 * @type {readonly HookedClient[]}
 */
export const clients = [
  {
    name: 'axios',
    versions: [{ axios: '1.21.1' }, { axios: '1.7.9' }, { axios: '1.5.0' }, { axios: '0.27.2' }],
    made: `import axios from 'axios';

export const api = axios.create({ baseURL: 'http://localhost:8471', timeout: 5000 });
`,
    calls: `import { api } from './client.js';

export const load = async (): Promise<unknown> => (await api.get<string>('/orders')).data;
export const save = async (): Promise<unknown> => (await api.post<string>('/orders', {})).data;
export const user = async (): Promise<unknown> => (await api.request<string>({ url: '/user' })).data;
`,
  },
  {
    name: 'got',
    versions: [{ got: '14.6.1' }, { got: '14.6.6' }],
    made: `import got from 'got';

export const api = got.extend({
  prefixUrl: 'http://localhost:8471',
  retry: { limit: 0 },
  timeout: { request: 5000 },
});
`,
    calls: `import { api } from './client.js';

export const load = async (): Promise<unknown> => await api.get('orders').json();
export const save = async (): Promise<unknown> => await api.post('orders', { json: {} }).json();
export const user = async (): Promise<unknown> => (await api('user')).body;
`,
  },
  {
    name: 's3',
    versions: [{ '@aws-sdk/client-s3': '3.600.0' }, { '@aws-sdk/client-s3': '3.1175.0' }],
    codemods: ['add-breaker'],
    made: `import { S3Client } from '@aws-sdk/client-s3';

export const store = new S3Client({
  region: 'eu-central-1',
  endpoint: 'http://localhost:8471',
  forcePathStyle: true,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
});
`,
    calls: `import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { store } from './client.js';

const Bucket = process.env['BUCKET'] ?? 'files';
export const load = async (): Promise<unknown> =>
  (await store.send(new HeadObjectCommand({ Bucket, Key: 'order' }))).ContentType;
export const save = async (): Promise<unknown> =>
  await store.send(new PutObjectCommand({ Bucket, Key: 'order', Body: 'a' }));
export const user = async (): Promise<unknown> =>
  await store.send(new HeadObjectCommand({ Bucket, Key: 'user' }));
`,
  },
  {
    name: 'prisma',
    versions: ['5.0.0', '5.22.0', '6.19.0'].map((version) => ({
      ...{ '@prisma/client': version, prisma: version },
    })),
    codemods: ['add-timeout'],
    isSilent: true,
    files: {
      'prisma/schema.prisma': SCHEMA,
      'engine.mjs': readFileSync(new URL('prisma-engine.mjs', import.meta.url), 'utf8'),
    },
    prepare: ['prisma generate'],
    made: `import { PrismaClient } from '@prisma/client';

export const prisma = new PrismaClient({ log: ['error'] });
`,
    calls: `import { prisma } from './client.js';

export const load = async (): Promise<unknown> => await prisma.user.findMany({ take: 10 });
export const save = async (): Promise<unknown> => await prisma.user.create({ data: { name: 'a' } });
export const user = async (): Promise<unknown> => await prisma.$queryRaw\`select 1\`;
`,
  },
];

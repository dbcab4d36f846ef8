import { AXIOS, on, type Shape } from './shapes.js';

const FETCH = `'https://a.example.com'`;

/** What only a person can say how long it may take, and what takes longer than others. */
export const judged: readonly Shape[] = [
  {
    name: 'an answer whose body is handed on as a stream',
    before: `import { Readable } from 'node:stream';\nexport async function load() {\n  const answer = await fetch(${FETCH});\n  return Readable.fromWeb(answer.body as any);\n}\n`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'a handler that pipes the body of the answer',
    before: `export const load = (file: WritableStream) =>\n  fetch(${FETCH}).then((answer) => answer.body!.pipeTo(file));\n`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'a body that is read in pieces',
    before: `export async function load() {\n  const { body } = await fetch(${FETCH});\n  for await (const piece of body!) console.log(piece);\n}\n`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'a body that somebody says whether to stream',
    before: `export const ask = (stream: boolean) =>\n  fetch(${FETCH}, { method: 'POST', body: JSON.stringify({ model: 'a', stream }) });\n`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'a body that is only asked whether it is there',
    before: `export async function load() {\n  const answer = await fetch(${FETCH});\n  return answer.body === null ? null : answer.json();\n}\n`,
    after: `export async function load() {\n  const answer = await fetch(${FETCH}, { signal: AbortSignal.timeout(10000) });\n  return answer.body === null ? null : answer.json();\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'a file that is fetched',
    before: `export async function load() {\n  const answer = await fetch(${FETCH});\n  return Buffer.from(await answer.arrayBuffer());\n}\n`,
    after: `export async function load() {\n  const answer = await fetch(${FETCH}, { signal: AbortSignal.timeout(60000) });\n  return Buffer.from(await answer.arrayBuffer());\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'a file that is sent',
    manifest: AXIOS,
    before: `import axios from 'axios';\nexport const save = (formData: FormData) => axios.post(${FETCH}, formData);\n`,
    after: `import axios from 'axios';\nexport const save = (formData: FormData) => axios.post(${FETCH}, formData, { timeout: 60000 });\n`,
    safety: 'unsafe',
  },
  {
    name: 'a migration, in whose folder the client is made',
    file: 'src/migrations/1-users.ts',
    manifest: on({ pg: '8.13.0' }),
    before: `import { Client } from 'pg';\nconst client = new Client({ host: 'db' });\nexport const up = () => client.query('update users set a = 1');\n`,
    after: `import { Client } from 'pg';\nconst client = new Client({ host: 'db', query_timeout: 30000, statement_timeout: 30000 });\nexport const up = () => client.query('update users set a = 1');\n`,
    safety: 'suggestion',
    reason: 'schema-change',
  },
  {
    name: 'a statement that builds an index',
    manifest: on({ pg: '8.13.0' }),
    before: `import { Client } from 'pg';\nconst client = new Client({ host: 'db' });\nexport const up = () => client.query('CREATE INDEX a ON users (a)');\n`,
    after: `import { Client } from 'pg';\nconst client = new Client({ host: 'db', query_timeout: 30000, statement_timeout: 30000 });\nexport const up = () => client.query('CREATE INDEX a ON users (a)');\n`,
    safety: 'suggestion',
    reason: 'schema-change',
  },
  {
    name: 'a builder that alters a table, by a policy',
    manifest: on({ knex: '3.1.0', mysql2: '3.11.0' }),
    before: `import knex from 'knex';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\nexport const up = async () => {\n  await db.schema.alterTable('users', (table) => table.index('a'));\n};\n`,
    after: `import knex from 'knex';\nimport { dbPolicy } from './resilience.js';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\nexport const up = async () => {\n  await dbPolicy.execute(() => db.schema.alterTable('users', (table) => table.index('a')), { effect: 'write' });\n};\n`,
    safety: 'suggestion',
    reason: 'schema-change',
  },
  {
    name: 'a transaction, which would go on',
    manifest: on({ knex: '3.1.0', mysql2: '3.11.0' }),
    before: `import knex from 'knex';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\ndeclare const work: (trx: unknown) => Promise<void>;\nexport const save = async () => {\n  await db.transaction(async (trx) => work(trx));\n};\n`,
    after: `import knex from 'knex';\nimport { dbPolicy } from './resilience.js';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\ndeclare const work: (trx: unknown) => Promise<void>;\nexport const save = async () => {\n  await dbPolicy.execute(() => db.transaction(async (trx) => work(trx)), { effect: 'write' });\n};\n`,
    safety: 'suggestion',
    reason: 'goes-on',
  },
  {
    name: 'a query builder of a driver without the option of another one, by a policy',
    manifest: on({ knex: '3.1.0', mysql2: '3.11.0' }),
    before: `import knex from 'knex';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\nexport const load = async () => await db('users').where('id', 1).first();\n`,
    after: `import knex from 'knex';\nimport { dbPolicy } from './resilience.js';\nconst db = knex({ client: 'mysql2', connection: { host: 'db' } });\nexport const load = async () => await dbPolicy.execute(() => db('users').where('id', 1).first());\n`,
    safety: 'unsafe',
  },
  {
    name: 'an idle timer, which also breaks connections that nobody uses',
    manifest: on({ redis: '5.8.0' }),
    before: `import { createClient } from 'redis';\nconst redis = createClient({ socket: { host: 'cache' } });\nexport const load = () => redis.get('a');\n`,
    after: `import { createClient } from 'redis';\nconst redis = createClient({ socket: { host: 'cache', socketTimeout: 2000 } });\nexport const load = () => redis.get('a');\n`,
    safety: 'suggestion',
    reason: 'caution',
  },
];

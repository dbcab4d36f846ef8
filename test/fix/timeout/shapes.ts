import { MODERN } from '../fixed.js';

/** A piece of code, what it becomes, and how sure that is. */
export interface Shape {
  readonly name: string;
  readonly file?: string;
  readonly manifest?: string;
  readonly before: string;
  /** Absent where nothing is changed. */
  readonly after?: string;
  readonly safety: 'unsafe' | 'suggestion' | 'refused';
  readonly reason?: string;
}

export const on = (dependencies: Readonly<Record<string, string>>): string =>
  JSON.stringify({ ...(JSON.parse(MODERN) as object), dependencies });

export const AXIOS = on({ axios: '1.7.0' });
const GOT = on({ got: '14.4.0' });
const PG = on({ pg: '8.13.0' });
const OLD = '{ "name": "a", "type": "module", "engines": { "node": ">=18" } }';

/** What bounds a call where the client cannot: the policy of its dependency. */
const IMPORT = `import { aExampleComPolicy } from './resilience.js';\n`;

/** Where a client is made, and where it is called. */
export const shapes: readonly Shape[] = [
  {
    name: 'a fetch without options',
    before: `export const load = async () => (await fetch('https://a.example.com')).json();\n`,
    after: `export const load = async () => (await fetch('https://a.example.com', { signal: AbortSignal.timeout(10000) })).json();\n`,
    safety: 'unsafe',
  },
  {
    name: 'a returned fetch with options on one line, in a function that is not async',
    before: `export function load() {\n  return fetch('https://a.example.com', { method: 'HEAD' });\n}\n`,
    after: `export function load() {\n  return fetch('https://a.example.com', { method: 'HEAD', signal: AbortSignal.timeout(10000) });\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'the first call of a chain, which stays as it is',
    before: `export const ok = () =>\n  fetch('https://a.example.com', {\n    method: 'POST', // not idempotent\n  })\n    .then((response) => response.ok) // keep\n    .catch(() => false);\n`,
    after: `export const ok = () =>\n  fetch('https://a.example.com', {\n    method: 'POST', // not idempotent\n    signal: AbortSignal.timeout(10000),\n  })\n    .then((response) => response.ok) // keep\n    .catch(() => false);\n`,
    safety: 'unsafe',
  },
  {
    name: 'elements of Promise.all',
    before: `export const both = () =>\n  Promise.all([fetch('https://a.example.com'), 1] as const);\n`,
    after: `export const both = () =>\n  Promise.all([fetch('https://a.example.com', { signal: AbortSignal.timeout(10000) }), 1] as const);\n`,
    safety: 'unsafe',
  },
  {
    name: 'the body of a map',
    before: `export const all = (ids: string[]) =>\n  Promise.all(ids.map((id) => fetch(\`https://a.example.com/\${id}\`, {})));\n`,
    after: `export const all = (ids: string[]) =>\n  Promise.all(ids.map((id) => fetch(\`https://a.example.com/\${id}\`, { signal: AbortSignal.timeout(10000) })));\n`,
    safety: 'unsafe',
  },
  {
    name: 'arguments on lines of their own',
    before: `export const load = () =>\n  fetch(\n    'https://a.example.com',\n  );\n`,
    after: `export const load = () =>\n  fetch(\n    'https://a.example.com',\n    { signal: AbortSignal.timeout(10000) },\n  );\n`,
    safety: 'unsafe',
  },
  {
    name: 'a timeout option that fetch does not know, with its value',
    before: `export const load = () => fetch('https://a.example.com', { timeout: 2500, method: 'HEAD' } as RequestInit);\n`,
    after: `export const load = () => fetch('https://a.example.com', { signal: AbortSignal.timeout(2500), method: 'HEAD' } as RequestInit);\n`,
    safety: 'unsafe',
  },
  {
    name: 'the signal of a controller that nothing aborts, joined',
    before: `export async function load() {\n  const controller = new AbortController();\n  return fetch('https://a.example.com', { signal: controller.signal });\n}\n`,
    after: `export async function load() {\n  const controller = new AbortController();\n  return fetch('https://a.example.com', { signal: AbortSignal.any([controller.signal, AbortSignal.timeout(10000)]) });\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'the same by a policy where the oldest Node has no AbortSignal.any',
    manifest: OLD,
    before: `export async function load() {\n  const controller = new AbortController();\n  return fetch('https://a.example.com', { signal: controller.signal });\n}\n`,
    after: `${IMPORT}\nexport async function load() {\n  const controller = new AbortController();\n  return aExampleComPolicy.execute(() => fetch('https://a.example.com', { signal: controller.signal }));\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'a signal that lives as long as the process, by a policy',
    before: `const controller = new AbortController();\nexport const load = () => fetch('https://a.example.com', { signal: controller.signal });\n`,
    after: `${IMPORT}\nconst controller = new AbortController();\nexport const load = () => aExampleComPolicy.execute(() => fetch('https://a.example.com', { signal: controller.signal }));\n`,
    safety: 'unsafe',
  },
  {
    name: 'an AbortSignal that is something else',
    before: `import { AbortSignal } from './own.js';\nexport const load = () => fetch('https://a.example.com', {}) ?? AbortSignal;\n`,
    safety: 'refused',
    reason: 'shadowed-name',
  },
  {
    name: 'spread arguments, by a policy',
    before: `export const load = (...args: [string, RequestInit?]) => fetch(...args);\n`,
    after: `import { fetchPolicy } from './resilience.js';\n\nexport const load = (...args: [string, RequestInit?]) => fetchPolicy.execute(() => fetch(...args), { effect: 'write' });\n`,
    safety: 'suggestion',
    reason: 'shared-client',
  },
  {
    name: 'options that another object is spread into',
    before: `const base = { headers: {} };\nexport const load = () => fetch('https://a.example.com', { method: 'PUT', ...base });\n`,
    after: `const base = { headers: {} };\nexport const load = () => fetch('https://a.example.com', { method: 'PUT', signal: AbortSignal.timeout(10000), ...base });\n`,
    safety: 'suggestion',
    reason: 'options-not-literal',
  },
  {
    name: 'options in a variable, which is not changed',
    before: `const options = { method: 'PUT' };\nexport const load = () => fetch('https://a.example.com', options);\n`,
    after: `const options = { method: 'PUT' };\nexport const load = () => fetch('https://a.example.com', { signal: AbortSignal.timeout(10000), ...options });\n`,
    safety: 'suggestion',
    reason: 'options-not-literal',
  },
  {
    name: 'a client that is made without options',
    manifest: AXIOS,
    before: `import axios from 'axios';\nconst api = axios.create();\nexport const load = () => api.get('https://a.example.com');\n`,
    after: `import axios from 'axios';\nconst api = axios.create({ timeout: 10000 });\nexport const load = () => api.get('https://a.example.com');\n`,
    safety: 'unsafe',
  },
  {
    name: 'a client whose timeout is switched off',
    manifest: AXIOS,
    before: `import axios from 'axios';\nconst api = axios.create({ timeout: 0, baseURL: 'https://a.example.com' });\nexport const load = () => api.get('/');\n`,
    after: `import axios from 'axios';\nconst api = axios.create({ timeout: 10000, baseURL: 'https://a.example.com' });\nexport const load = () => api.get('/');\n`,
    safety: 'unsafe',
  },
  {
    name: 'a post without body and options, as a statement',
    manifest: AXIOS,
    before: `import axios from 'axios';\nexport function ping() {\n  void axios.post('https://a.example.com');\n}\n`,
    after: `import axios from 'axios';\nexport function ping() {\n  void axios.post('https://a.example.com', undefined, { timeout: 10000 });\n}\n`,
    safety: 'unsafe',
  },
  {
    name: 'a request described by one object',
    manifest: AXIOS,
    before: `import axios from 'axios';\nexport const load = () => axios({ url: 'https://a.example.com' });\n`,
    after: `import axios from 'axios';\nexport const load = () => axios({ url: 'https://a.example.com', timeout: 10000 });\n`,
    safety: 'unsafe',
  },
  {
    name: 'a stream, which ends long after its answer began',
    manifest: AXIOS,
    before: `import axios from 'axios';\nexport const load = () => axios.get('https://a.example.com', { responseType: 'stream' });\n`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'typed generics and an argument that awaits',
    manifest: AXIOS,
    before: `import axios from 'axios';\nconst token = async () => 'x';\nexport const load = async () =>\n  (await axios.get<{ id: string }>('https://a.example.com', { headers: { token: await token() } })).data;\n`,
    after: `import axios from 'axios';\nconst token = async () => 'x';\nexport const load = async () =>\n  (await axios.get<{ id: string }>('https://a.example.com', { headers: { token: await token() }, timeout: 10000 })).data;\n`,
    safety: 'unsafe',
  },
  {
    name: 'a derived client, with a nested option',
    manifest: GOT,
    before: `import got from 'got';\nconst api = got.extend({\n  prefixUrl: 'https://a.example.com'\n});\nexport const load = () => api('users').json();\n`,
    after: `import got from 'got';\nconst api = got.extend({\n  prefixUrl: 'https://a.example.com',\n  timeout: { request: 10000 }\n});\nexport const load = () => api('users').json();\n`,
    safety: 'unsafe',
  },
  {
    name: 'a nested option beside one that bounds only the connecting',
    manifest: GOT,
    before: `import got from 'got';\nexport const load = () => got('https://a.example.com', { timeout: { connect: 500 } }).json();\n`,
    after: `import got from 'got';\nexport const load = () => got('https://a.example.com', { timeout: { connect: 500, request: 10000 } }).json();\n`,
    safety: 'unsafe',
  },
  {
    name: 'a pool, with what makes the server give up as well',
    manifest: PG,
    before: `import { Pool } from 'pg';\nconst pool = new Pool({ max: 5 });\nexport const load = () => pool.query('select 1');\n`,
    after: `import { Pool } from 'pg';\nconst pool = new Pool({ max: 5, query_timeout: 30000, statement_timeout: 30000 });\nexport const load = () => pool.query('select 1');\n`,
    safety: 'unsafe',
  },
  {
    name: 'a pool whose server gives up already',
    manifest: PG,
    before: `import { Pool } from 'pg';\nconst pool = new Pool({ statement_timeout: 8_000 });\nexport const load = () => pool.query('select 1');\n`,
    after: `import { Pool } from 'pg';\nconst pool = new Pool({ statement_timeout: 8_000, query_timeout: 8_000 });\nexport const load = () => pool.query('select 1');\n`,
    safety: 'unsafe',
  },
  {
    name: 'a handler of requests that is made inside of the options, with what makes it throw',
    manifest: on({ '@aws-sdk/client-s3': '3.940.0' }),
    before: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({ requestHandler: { requestTimeout: 3000 } });\nexport const load = () => s3.send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }));\n`,
    after: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({ requestHandler: { requestTimeout: 3000, throwOnRequestTimeout: true } });\nexport const load = () => s3.send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }));\n`,
    safety: 'unsafe',
  },
  {
    name: 'commands that may block on purpose',
    manifest: on({ ioredis: '5.4.0' }),
    before: `import { Redis } from 'ioredis';\nconst redis = new Redis();\nexport const load = () => redis.get('a');\n`,
    after: `import { Redis } from 'ioredis';\nconst redis = new Redis({ commandTimeout: 2000 });\nexport const load = () => redis.get('a');\n`,
    safety: 'suggestion',
    reason: 'caution',
  },
  {
    name: 'options before a callback',
    before: `import http from 'node:http';\nexport const load = (done: () => void) => http.get('http://a.example.com', () => done());\n`,
    after: `import http from 'node:http';\nexport const load = (done: () => void) => http.get('http://a.example.com', { signal: AbortSignal.timeout(10000) }, () => done());\n`,
    safety: 'suggestion',
    reason: 'caution',
  },
  {
    name: 'a deadline, which is a point in time of each call, where no version says whether interceptors can set it',
    manifest: on({ '@grpc/grpc-js': '*' }),
    before: `import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';\nconst Users = makeGenericClientConstructor({}, 'users.Users');\nconst users = new Users('users:50051', credentials.createInsecure());\nexport const load = () => users.getUser({ id: '1' }, () => undefined);\n`,
    after: `import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';\nconst Users = makeGenericClientConstructor({}, 'users.Users');\nconst users = new Users('users:50051', credentials.createInsecure());\nexport const load = () => users.getUser({ id: '1' }, { deadline: Date.now() + 10000 }, () => undefined);\n`,
    safety: 'suggestion',
    reason: 'caution',
  },
  {
    name: 'a client that has no option for it',
    manifest: on({ postgres: '3.4.0' }),
    before: `import postgres from 'postgres';\nconst sql = postgres('postgres://a');\nexport const load = () => sql\`select 1\`;\n`,
    safety: 'refused',
    reason: 'no-native-option',
  },
];

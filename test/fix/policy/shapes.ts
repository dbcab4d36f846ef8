import type { FixReason, Safety } from '../../../src/model/fix.js';

/** A call, what becomes of it under the policy of its dependency, and how sure that is. */
export interface PolicyShape {
  readonly name: string;
  readonly file?: string;
  /** Follows the lines that make the client; `users` is an axios instance. */
  readonly before: string;
  /** Absent where nothing is changed. */
  readonly after?: string;
  readonly safety: Safety;
  readonly reason?: FixReason;
}

const run = 'usersPolicy.execute(() => ';

/** By what takes the answer of the call, and by what stands in it. */
export const policyShapes: readonly PolicyShape[] = [
  {
    name: 'an awaited call with type arguments',
    before: `export async function load(id: string) {\n  const { data } = await users.get<{ name: string }>(\`/\${id}\`);\n  return data.name;\n}`,
    after: `export async function load(id: string) {\n  const { data } = await ${run}users.get<{ name: string }>(\`/\${id}\`));\n  return data.name;\n}`,
    safety: 'unsafe',
  },
  {
    name: 'a call that is returned by a function that is not async',
    before: `export function load() {\n  return users.get('/');\n}`,
    after: `export function load() {\n  return ${run}users.get('/'));\n}`,
    safety: 'unsafe',
  },
  {
    name: 'the first call of a chain, whose handlers stay outside',
    before: `export const load = () =>\n  users\n    .get('/') // all\n    .then(({ data }) => data)\n    .catch(() => []);`,
    after: `export const load = () =>\n  ${run}users\n    .get('/')) // all\n    .then(({ data }) => data)\n    .catch(() => []);`,
    safety: 'unsafe',
  },
  {
    name: 'elements of Promise.all, each for itself',
    before: `export const both = () => Promise.all([users.get('/a'), users.get('/b')] as const);`,
    after: `export const both = () => Promise.all([${run}users.get('/a')), ${run}users.get('/b'))] as const);`,
    safety: 'unsafe',
  },
  {
    name: 'the body of a map',
    before: `export const all = (ids: string[]) => Promise.all(ids.map((id) => users.get(id)));`,
    after: `export const all = (ids: string[]) => Promise.all(ids.map((id) => ${run}users.get(id))));`,
    safety: 'unsafe',
  },
  {
    name: 'a write, which is not repeated',
    before: `export const save = async (user: object) => await users.post('/', user);`,
    after: `export const save = async (user: object) => await ${run}users.post('/', user), { effect: 'write' });`,
    safety: 'unsafe',
  },
  {
    name: 'one of two ways of a condition',
    before: `export const load = async (own: boolean) => (await (own ? users.get('/me') : null))?.data;`,
    after: `export const load = async (own: boolean) => (await (own ? ${run}users.get('/me')) : null))?.data;`,
    safety: 'unsafe',
  },
  {
    name: 'a cast answer',
    before: `export const load = async () => (await (users.get('/') as Promise<{ data: string }>)).data;`,
    after: `export const load = async () => (await (${run}users.get('/')) as Promise<{ data: string }>)).data;`,
    safety: 'unsafe',
  },
  {
    name: 'this and arguments, which arrow functions keep',
    before: `export class Users {\n  private readonly path = '/';\n  async load() {\n    return await users.get(this.path);\n  }\n}`,
    after: `export class Users {\n  private readonly path = '/';\n  async load() {\n    return await ${run}users.get(this.path));\n  }\n}`,
    safety: 'unsafe',
  },
  {
    name: 'a try that branches on errors',
    before: `export async function load() {\n  try {\n    return await users.get('/');\n  } catch (error) {\n    if (axios.isAxiosError(error)) throw new Error('known');\n    throw error;\n  }\n}`,
    after: `export async function load() {\n  try {\n    return await ${run}users.get('/'));\n  } catch (error) {\n    if (axios.isAxiosError(error)) throw new Error('known');\n    throw error;\n  }\n}`,
    safety: 'unsafe',
  },
  {
    name: 'a call that nobody waits for',
    before: `export function warm() {\n  void users.get('/');\n}`,
    after: `export function warm() {\n  void ${run}users.get('/'));\n}`,
    safety: 'suggestion',
    reason: 'not-awaited',
  },
  {
    name: 'a statement of its own',
    before: `export function warm() {\n  users.get('/');\n}`,
    after: `export function warm() {\n  ${run}users.get('/'));\n}`,
    safety: 'suggestion',
    reason: 'not-awaited',
  },
  {
    name: 'a promise that is kept',
    before: `export async function load() {\n  const answer = users.get('/');\n  return (await answer).data;\n}`,
    after: `export async function load() {\n  const answer = ${run}users.get('/'));\n  return (await answer).data;\n}`,
    safety: 'suggestion',
    reason: 'promise-kept',
  },
  {
    name: 'arguments that await',
    before: `export const load = async (token: Promise<string>) =>\n  await users.get('/', { headers: { token: await token } });`,
    after: `export const load = async (token: Promise<string>) =>\n  await usersPolicy.execute(async () => users.get('/', { headers: { token: await token } }));`,
    safety: 'suggestion',
    reason: 'argument-awaits',
  },
  {
    name: 'an await in a function that is an argument, which stays there',
    before: `export const load = async (token: () => Promise<string>) =>\n  await users.get('/', { transformResponse: async () => await token() });`,
    after: `export const load = async (token: () => Promise<string>) =>\n  await ${run}users.get('/', { transformResponse: async () => await token() }));`,
    safety: 'unsafe',
  },
  {
    name: 'a client that may not be there',
    before: `export const load = async (there: boolean) => await (there ? users : undefined)?.get('/');`,
    after: `export const load = async (there: boolean) => await ${run}(there ? users : undefined)?.get('/'));`,
    safety: 'suggestion',
    reason: 'optional-call',
  },
  {
    name: 'a chain behind a client that may not be there',
    before: `export const load = (there: boolean) =>\n  (there ? users : undefined)?.get('/').then(({ data }) => data);`,
    safety: 'refused',
    reason: 'optional-call',
  },
  {
    name: 'arguments that change variables',
    before: `let count = 0;\nexport const load = async () => await users.get(\`/\${count++}\`);`,
    safety: 'refused',
    reason: 'argument-assigns',
  },
  {
    name: 'a generator',
    before: `export function* load(): Generator<unknown, unknown, unknown> {\n  return yield users.get('/');\n}`,
    safety: 'refused',
    reason: 'generator',
  },
  {
    name: 'a function that takes the answer as it is',
    before: `declare function from(answer: PromiseLike<unknown>): { pipe(): void };\nexport const load = () => from(users.get('/')).pipe();`,
    safety: 'refused',
    reason: 'consumer-unclear',
  },
  {
    name: 'a list that is no list of promises',
    before: `declare const queue: { add(work: unknown[]): void };\nexport const load = () => queue.add([users.get('/')]);`,
    safety: 'refused',
    reason: 'consumer-unclear',
  },
  {
    name: 'an answer that is a stream',
    before: `export const load = async () => (await users.get('/', { responseType: 'stream' })).data;`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
  {
    name: 'a decorated method',
    before: `declare function Get(): (target: object, name: string) => void;\nexport class Controller {\n  @Get()\n  async load() {\n    return await users.get('/');\n  }\n}`,
    after: `declare function Get(): (target: object, name: string) => void;\nexport class Controller {\n  @Get()\n  async load() {\n    return await ${run}users.get('/'));\n  }\n}`,
    safety: 'unsafe',
  },
  {
    name: 'a client that is handed in, and may be of another dependency',
    before: `const loadBy = async (http: typeof users) => await http.get('/');\nexport const load = () => loadBy(users);`,
    after: `const loadBy = async (http: typeof users) => await ${run}http.get('/'));\nexport const load = () => loadBy(users);`,
    safety: 'suggestion',
    reason: 'shared-client',
  },
  {
    name: 'a client that may be handed in, and is the usual one otherwise',
    before: `export const load = async (request: unknown, http = users) => [request, await http.get('/')];`,
    after: `export const load = async (request: unknown, http = users) => [request, await ${run}http.get('/'))];`,
    safety: 'unsafe',
  },
  {
    name: 'a name that the file uses for something else',
    before: `const usersPolicy = 'strict';\nexport const load = async () => await users.get(usersPolicy);`,
    after: `const usersPolicy = 'strict';\nexport const load = async () => await usersPolicy2.execute(() => users.get(usersPolicy));`,
    safety: 'unsafe',
  },
];

/** Calls of functions that say neither what they read nor what they change. */
export const effects: readonly (readonly [call: string, effect: 'read' | 'write'])[] = [
  [`fetch('http://users/')`, 'read'],
  [`fetch('http://users/', { headers: {} })`, 'read'],
  [`fetch('http://users/', { method: 'HEAD' })`, 'read'],
  [`fetch('http://users/', { method: 'DELETE' })`, 'write'],
  [`fetch('http://users/', { method })`, 'write'],
  [`fetch('http://users/', options)`, 'write'],
  [`users.request({ url: '/', method: 'GET' })`, 'read'],
  [`users.request({ url: '/', method: 'PUT' })`, 'write'],
  [`fetch('http://users/', { ...options })`, 'write'],
  [`fetch(usersUrl)`, 'read'],
  [`fetch(urlOf('/'))`, 'read'],
  [`fetch(paths.listUrl, { headers: {} })`, 'read'],
  [`fetch(place, { headers: {} })`, 'write'],
  [`fetch(place)`, 'write'],
  [`users.request(options)`, 'write'],
];

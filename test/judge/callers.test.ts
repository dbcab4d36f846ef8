import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

describe('policies of the repository', () => {
  it('protect what goes through a policy that is a literal of an interface, kept in a map', () => {
    const { retry, breaker } = only({
      'src/policy.ts': `
        export interface Policy { execute<T>(run: () => Promise<T>): Promise<T> }
        export class Breaker {
          private failures = 0;
          private openUntil = 0;
          async execute<T>(run: () => Promise<T>): Promise<T> {
            if (this.openUntil > Date.now()) throw new Error('open');
            try { const value = await run(); this.failures = 0; return value; }
            catch (error) {
              if (++this.failures >= 5) this.openUntil = Date.now() + 30000;
              throw error;
            }
          }
        }
        export function compose(options: { breaker: Breaker }): Policy {
          return {
            async execute(run) {
              const again = async () => {
                for (let attempt = 0; attempt < 3; attempt++) {
                  try { return await run(); } catch (error) { console.error(error); }
                }
                throw new Error('failed');
              };
              return options.breaker.execute(() => again());
            },
          };
        }
      `,
      'src/load.ts': `
        import axios from 'axios';
        import { Breaker, compose, type Policy } from './policy.js';
        class Registry {
          private readonly policies = new Map<string, Policy>();
          constructor() { this.policies.set('users', compose({ breaker: new Breaker() })); }
          async load() {
            const policy = this.policies.get('users');
            if (!policy) throw new Error('no policy');
            return policy.execute(() => axios.get('https://users.example.com'));
          }
        }
        export const registry = new Registry();
      `,
    });
    expect(breaker.status).toBe('yes');
    expect(retry).toMatchObject({ status: 'yes', attempts: 3 });
  });
});

describe('callers of a function', () => {
  it('call it by the key of the literal that holds it', () => {
    const { fallback } = only({
      'src/provider.ts': `
        export interface Provider { stop(id: string): Promise<void> }
      `,
      'src/ec2.ts': `
        import axios from 'axios';
        import type { Provider } from './provider.js';
        async function terminateRunner(id: string) { await axios.get('https://ec2.example.com/' + id); }
        export function create(): Provider { return { stop: terminateRunner }; }
      `,
      'src/down.ts': `
        import type { Provider } from './provider.js';
        export async function down(provider: Provider) {
          try { await provider.stop('a'); } catch (error) { console.error(error); }
        }
      `,
    });
    expect(fallback.status).toBe('handled');
  });

  it('are not calls of its name on what Node or a package has of its own, or on a promise', () => {
    const status = (caller: string, name = 'update'): string =>
      only({
        'src/base.ts': `export abstract class Base { abstract ${name}(text: string): Promise<void>; }`,
        'src/users.ts': `
          import axios from 'axios';
          import { Base } from './base.js';
          export class Users extends Base {
            async ${name}(text: string) { await axios.post('https://users.example.com', text); }
          }
        `,
        'src/caller.ts': `
          import { createHash } from 'node:crypto';
          import { AsyncLocalStorage } from 'node:async_hooks';
          import { tools, Tool } from 'some-package';
          import './users.js';
          const tool = new Tool();
          const kept = new AsyncLocalStorage();
          export async function run(text: string) { try { ${caller} } catch { return 1; } return 2; }
        `,
      }).fallback.status;
    expect(status(`createHash('md5').update(text);`)).toBe('no');
    expect(status(`tools.update(text);`)).toBe('no');
    expect(status(`await tool.users.update(text);`)).toBe('no');
    expect(status(`await tool.get('users').update(text);`)).toBe('handled');
    expect(status(`await tools.load().catch(text);`, 'catch')).toBe('no');
    expect(status(`await kept.getStore().update(text);`)).toBe('handled');
    expect(status(`await tools.get('users').update(text);`)).toBe('handled');
  });

  it('are not those of another of its name, where a package calls it', () => {
    const { fallback } = only({
      'src/events.ts': `
        import axios from 'axios';
        import { Source } from 'some-source';
        export const open = () =>
          new Source('https://events.example.com', { reload: (url) => axios.get(url) });
      `,
      'src/other.ts': `
        export async function run(source) {
          try { await source.reload(); } catch (error) {}
        }
      `,
    });
    expect(fallback.status).toBe('no');
  });
});

describe('callers that are known by a name alone', () => {
  const store = `
    import axios from 'axios';
    export class Store {
      async getProjectById(id: string) { return axios.get('https://projects.example.com/' + id); }
    }
  `;
  const asked = (name: string): string => `
    import type { HandlerArguments } from 'indexer';
    export async function handle({ context: { store } }: HandlerArguments) {
      try { console.info(await store.${name}('1')); } catch (error) { console.error(error); }
    }
  `;

  it('count where no other function has the name', () => {
    const { fallback } = only({ 'src/store.ts': store, 'src/handle.ts': asked('getProjectById') });
    expect(fallback.status).toBe('handled');
  });

  it('count for nothing where another function has it too', () => {
    const { fallback } = only({
      'src/store.ts': store,
      'src/handle.ts': asked('getProjectById'),
      'src/other.ts': 'export class Other { getProjectById(id: string) { return id; } }',
    });
    expect(fallback.status).toBe('no');
  });

  it('count for nothing where the name is a common one', () => {
    const { fallback } = only({
      'src/store.ts': store.replace('getProjectById', 'findAll'),
      'src/handle.ts': asked('findAll'),
    });
    expect(fallback.status).toBe('no');
  });
});

describe('a failure that goes on to the callers', () => {
  const load = `
    import axios from 'axios';
    class ApiError extends Error { constructor(readonly status: number) { super('failed'); } }
    export async function load() {
      try { return (await axios.get('https://users.example.com')).data; }
      catch { throw new ApiError(502); }
    }
  `;
  const used = (use: string): string =>
    only({ 'src/load.ts': load, 'src/use.ts': `import { load } from './load.js'; ${use}` }).fallback
      .status;

  it('with a status is an alternative where one of them gives another answer', () => {
    expect(used('export const page = async () => (await load()).rows;')).toBe('handled');
    expect(
      used(
        'export const page = async () => { try { return await load(); } catch { return []; } };',
      ),
    ).toBe('yes');
  });

  it('with a status ends a start-up that nobody waits for', () => {
    expect(
      used(`
        async function start() {
          try { await load(); } catch (error) { console.error(error); process.exit(1); }
        }
        start();
      `),
    ).toBe('no');
  });

  it('is no empty answer where nobody reads what the wrapper gives', () => {
    const wrapped = (use: string): string =>
      only({
        'src/job.ts': `
          export async function wrapJob<R>(run: () => Promise<R>): Promise<R | undefined> {
            try { const result = await run(); return result; }
            catch (error) { console.error(error); }
          }
        `,
        'src/update.ts': `
          import axios from 'axios';
          import { wrapJob } from './job.js';
          const update = async () => (await axios.get('https://users.example.com')).data;
          export async function run() { ${use} }
        `,
      }).fallback.status;
    expect(
      wrapped('await wrapJob(async () => { const users = await update(); save(users); });'),
    ).toBe('handled');
    expect(wrapped('const users = await wrapJob(async () => update()); return users;')).toBe('yes');
  });
});

describe('an empty answer in the place of a failure', () => {
  const used = (use: string): string =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load() {
          try { return (await axios.get('https://users.example.com')).data; }
          catch (error) { console.error(error); return null; }
        }
      `,
      'src/use.ts': `import { load } from './load.js'; ${use}`,
    }).fallback.status;
  const refuses =
    'export async function a() { const user = await load(); if (!user) throw new Error(); return user; }';
  it('is none where all callers refuse it', () => {
    expect(used(refuses)).toBe('handled');
  });

  it('is one where a caller goes on with it', () => {
    expect(
      used('export async function c() { const user = await load(); return user?.name; }'),
    ).toBe('yes');
    expect(
      used(
        'export async function c() { const user = await load(); if (!user) return []; return user; }',
      ),
    ).toBe('yes');
    expect(
      used(`${refuses} export async function c() { const user = await load(); show(user); }`),
    ).toBe('yes');
  });
});

describe('callers of a function', () => {
  const fallbackOf = (load: string): string =>
    only({
      'src/load.ts': `import https from 'node:https'; ${load}`,
      'src/use.ts': `
        import { load } from './load.js';
        export async function path() {
          let found;
          try { found = await load(); } catch (error) { found = '/usr/bin'; }
          return found;
        }
      `,
    }).fallback.status;
  const get = (then: string): string => `
    const get = (url: string) => new Promise((resolve, reject) => {
      const request = https.get(url, (response) => { ${then} resolve(response); });
      request.on('error', reject);
    });
  `;

  it('are those of a variable that may be it', () => {
    expect(
      fallbackOf(`${get('')} export async function load(options: { get?: typeof get } = {}) {
        const ask = options.get ?? get;
        return ask('https://files.example.com');
      }`),
    ).toBe('yes');
    expect(
      fallbackOf(
        `${get('')} export const load = async (ask = get) => ask('https://files.example.com');`,
      ),
    ).toBe('yes');
  });

  it('do not differ because it goes on with itself', () => {
    const follow =
      'if (response.headers.location) { resolve(get(response.headers.location)); return; }';
    expect(
      fallbackOf(`${get(follow)} export const load = () => get('https://files.example.com');`),
    ).toBe('yes');
  });
});

import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

describe('wrappers of the repository', () => {
  it('bound a promise that they settle by their own timer', () => {
    const { timeout } = only({
      'src/load.ts': `
        import axios from 'axios';
        function within<T>(promise: Promise<T>, ms: number): Promise<T> {
          return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error('late')), ms);
            promise.then(
              (value) => { clearTimeout(timer); resolve(value); },
              (error) => { clearTimeout(timer); reject(error); },
            );
          });
        }
        export const load = () => within(axios.get('https://users.example.com'), 900);
      `,
    });
    expect(timeout.status).toBe('bounded');
  });

  it('try again what is thrown as an answer', () => {
    const { retry } = only({
      'src/retry.ts': `
        export async function retry<T>(run: () => Promise<T>): Promise<T> {
          let last: unknown;
          for (let attempt = 0; attempt < 3; attempt++) {
            try { return await run(); } catch (error) { last = error; }
          }
          throw last;
        }
      `,
      'src/load.ts': `
        import axios from 'axios';
        import { retry } from './retry.js';
        export function load() {
          const once = async () => {
            try { return await axios.get('https://users.example.com'); }
            catch { throw new BadGatewayException('no users'); }
          };
          return retry(once);
        }
      `,
    });
    expect(retry).toMatchObject({ status: 'yes', attempts: 3 });
  });

  it('are breakers where they list failures and refuse by the length of the list', () => {
    const { breaker } = only({
      'src/breaker.js': `
        let failures = [];
        let state = 'CLOSED';
        let failedAt = 0;
        export default async function guarded(run) {
          failures = failures.filter((at) => at + 60000 > Date.now());
          if (state === 'OPEN') {
            if (failedAt + 60000 > Date.now()) throw new Error('open');
            state = 'HALF-OPEN';
          }
          try {
            return await run();
          } catch (error) {
            failures.push(Date.now());
            failedAt = Date.now();
            if (failures.length >= 5) { state = 'OPEN'; failures = []; }
            throw error;
          }
        }
      `,
      'src/load.js': `
        import axios from 'axios';
        import guarded from './breaker.js';
        export async function load() {
          let callback = async () => (await axios.get('https://users.example.com')).data;
          return await guarded(callback);
        }
      `,
    });
    expect(breaker.status).toBe('yes');
  });

  it('run what a class was made with where its methods call it', () => {
    const { timeout, fallback } = only({
      'src/monitor.ts': `
        export class Monitor {
          private ping: () => Promise<void>;
          constructor(ping: () => Promise<void>) { this.ping = ping; }
          async check() {
            try {
              await Promise.race([this.ping(), new Promise((_, no) => setTimeout(no, 500))]);
              return { ok: true };
            } catch (error) { return { ok: false, error }; }
          }
        }
      `,
      'src/main.ts': `
        import axios from 'axios';
        import { Monitor } from './monitor.js';
        export const monitor = new Monitor(async () => { await axios.get('https://users.example.com'); });
        export const health = () => monitor.check();
      `,
    });
    expect(timeout).toMatchObject({ status: 'bounded', ms: 500 });
    expect(fallback.status).toBe('handled');
  });

  it('are handed a function that is called where it is written', () => {
    const { timeout } = only({
      'src/load.ts': `
        import axios from 'axios';
        const within = <T>(promise: Promise<T>): Promise<T> =>
          Promise.race([promise, new Promise<never>((_, no) => setTimeout(no, 700))]);
        export const load = () =>
          within((async () => { await axios.get('https://users.example.com'); })());
      `,
    });
    expect(timeout).toMatchObject({ status: 'bounded', ms: 700 });
  });
});

describe('a breaker of another class', () => {
  const breaker = `
    export class Breaker {
      private failures = 0;
      private openedAt = 0;
      allows() {
        if (this.failures < 5) return true;
        return Date.now() - this.openedAt > 30000;
      }
      recordSuccess() { this.failures = 0; }
      recordFailure() { this.failures++; this.openedAt = Date.now(); }
    }
  `;
  const loader = (gate: string): string => `
    import axios from 'axios';
    import { Breaker } from './breaker.js';
    export class Loader {
      private readonly breaker = new Breaker();
      async load() {
        ${gate}
        try {
          const answer = await axios.get('https://users.example.com');
          this.breaker.recordSuccess();
          return answer;
        } catch (error) { this.breaker.recordFailure(); throw error; }
      }
    }
  `;

  it('guards where its answer refuses the call', () => {
    const files = { 'src/breaker.ts': breaker };
    const gate = "if (!this.breaker.allows()) throw new Error('open');";
    expect(only({ ...files, 'src/load.ts': loader(gate) }).breaker.status).toBe('yes');
    expect(only({ ...files, 'src/load.ts': loader('') }).breaker.status).toBe('no');
  });

  it('is no cache that keeps failures with their time', () => {
    const { breaker: verdict } = only({
      'src/health.ts': `
        import axios from 'axios';
        const cache: { users?: { value: string; at: number } } = {};
        const fresh = (one?: { value: string; at: number }) =>
          one && Date.now() - one.at < 5000 ? one.value : undefined;
        export async function health() {
          const cached = fresh(cache.users);
          if (cached) return cached;
          try {
            await axios.get('https://users.example.com');
            cache.users = { value: 'ok', at: Date.now() };
          } catch { cache.users = { value: 'down', at: Date.now() }; }
          return cache.users.value;
        }
      `,
    });
    expect(verdict.status).toBe('no');
  });

  it('is no connection that is dropped and made again on failure', () => {
    const { breaker: verdict } = only({
      'src/connection.ts': `
        import axios from 'axios';
        class Connection {
          private client: { open: boolean } | null = null;
          private attempts = 0;
          async init() {
            try { this.client = { open: true }; this.attempts = 0; } catch { this.onError(); }
          }
          private onError() {
            this.client = null;
            if (this.attempts < 5) { this.attempts++; setTimeout(() => this.init(), 1000); }
          }
          async load() {
            if (!this.client) throw new Error('not connected');
            return axios.get('https://users.example.com');
          }
        }
        export const connection = new Connection();
      `,
    });
    expect(verdict.status).toBe('no');
  });
});

describe('a guard that is kept in a map', () => {
  it('guards the function that it was made with, whoever fires it', () => {
    const { breaker, timeout } = only({
      'src/breakers.ts': `
        import axios from 'axios';
        import type CircuitBreaker from 'opossum';
        const opossumModule = require('opossum');
        const Breaker: typeof CircuitBreaker = opossumModule.default || opossumModule;
        export class Breakers {
          private breakers: Map<string, CircuitBreaker> = new Map();
          create(name: string, options: { timeout?: number } = {}): CircuitBreaker {
            const breaker = new Breaker(async (url: string) => axios.get(url), {
              timeout: options.timeout || 3000,
            });
            this.breakers.set(name, breaker);
            return breaker;
          }
        }
      `,
    });
    expect(breaker.status).toBe('yes');
    expect(timeout.status).toBe('bounded');
  });
});

describe('a client of a field', () => {
  it('that is written from a field of the same name is judged without end of the search', () => {
    const { timeout } = only({
      'src/load.ts': `
        import { Pool } from 'pg';
        export class Store {
          private pool: Pool;
          constructor(parts: { pool: Pool }) { this.pool = parts.pool; }
          load() { return this.pool.query('select 1'); }
        }
      `,
    });
    expect(['none', 'delegated']).toContain(timeout.status);
  });
});

describe('a promise that is kept before it is handed to a wrapper', () => {
  it('is bounded by what the wrapper does for it', () => {
    const { timeout } = only({
      'src/limit.ts': `
        export function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
          let timer: NodeJS.Timeout | undefined;
          const late = new Promise<T>((_, reject) => {
            timer = setTimeout(() => reject(new Error('late')), ms);
          });
          return Promise.race([promise, late]).finally(() => timer && clearTimeout(timer));
        }
      `,
      'src/load.ts': `
        import axios from 'axios';
        import { withTimeout } from './limit.js';
        export async function load() {
          const base = axios.get('https://users.example.com');
          const { data } = await withTimeout(base, 1500);
          return data;
        }
      `,
    });
    expect(timeout.status).toBe('bounded');
  });
});

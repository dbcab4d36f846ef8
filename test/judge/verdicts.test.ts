import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

const CLIENT = `
  import axios from 'axios';
  export const load = () => axios.get('https://users.example.com');
`;

describe('a timeout', () => {
  it('is found in options that callers hand over, computed from constants', () => {
    const { timeout } = only({
      'src/http.ts': `
        import axios from 'axios';
        export const get = (url: string, options: { timeout: number }) => axios.get(url, options);
      `,
      'src/main.ts': `
        import { get } from './http.js';
        const SECOND = 1000;
        export const users = () => get('https://users.example.com', { timeout: 5 * SECOND });
      `,
    });
    expect(timeout).toMatchObject({ status: 'bounded', ms: 5000 });
  });

  it('is partial where one caller hands over none', () => {
    const { timeout } = only({
      'src/http.ts': `
        import axios from 'axios';
        export const get = (url: string, options: { timeout?: number }) => axios.get(url, options);
      `,
      'src/main.ts': `
        import { get } from './http.js';
        export const users = () => get('https://users.example.com', { timeout: 100 });
        export const orders = () => get('https://orders.example.com', {});
      `,
    });
    expect(timeout).toMatchObject({ status: 'partial', ms: 100 });
  });

  it('is delegated where nobody in the repository calls the function', () => {
    const { timeout } = only({
      'src/http.ts': `
        import axios from 'axios';
        export const get = (url: string, options: object) => axios.get(url, options);
      `,
    });
    expect(timeout.status).toBe('delegated');
  });

  it('counts a controller that a timer aborts, and not one that nothing aborts', () => {
    const aborted = (timer: string): Call['protection'] =>
      only({
        'src/load.ts': `
          export async function load(url: string) {
            const controller = new AbortController();
            ${timer}
            return fetch(url, { signal: controller.signal });
          }
        `,
      });
    expect(aborted('setTimeout(() => controller.abort(), 750);').timeout).toMatchObject({
      status: 'bounded',
      ms: 750,
      by: 'signal',
    });
    expect(aborted('').timeout).toMatchObject({
      status: 'library-default',
      ineffective: [{ why: 'is a signal that nothing aborts' }],
    });
  });

  it('counts a race against a timer in a helper of another file', () => {
    const { timeout } = only({
      'src/with-timeout.ts': `
        export const withTimeout = <T>(work: Promise<T>, ms: number): Promise<T> =>
          Promise.race([work, new Promise<T>((_, reject) => setTimeout(() => reject(new Error('late')), ms))]);
      `,
      'src/main.ts': `
        import axios from 'axios';
        import { withTimeout } from './with-timeout.js';
        export const users = () => withTimeout(axios.get('https://users.example.com'), 300);
      `,
    });
    expect(timeout).toMatchObject({ status: 'bounded', by: 'race' });
  });
});

describe('a retry', () => {
  it('is a loop that goes on after a failure, with its number of attempts', () => {
    const { retry } = only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load() {
          for (let attempt = 0; attempt < 4; attempt++) {
            try {
              return await axios.get('https://users.example.com');
            } catch (error) {
              if (attempt === 3) throw error;
            }
          }
        }
      `,
    });
    expect(retry).toMatchObject({ status: 'yes', attempts: 4 });
  });

  it.each([
    ['if (error.response && error.response.status === 429) attempts++; else throw error;', 'no'],
    ['if (error.response.status !== 429) throw error; attempts++;', 'no'],
    ['if (!isTransient(error)) throw error; attempts++;', 'yes'],
  ])('repeats outages, not only what was refused: %s', (handler, status) => {
    const { retry } = only({
      'src/load.js': `
        const axios = require('axios');
        exports.load = async function (isTransient) {
          let attempts = 0;
          while (attempts < 4) {
            try {
              const response = await axios.get('https://users.example.com');
              return response.data;
            } catch (error) { ${handler} }
          }
        };
      `,
    });
    expect(retry.status).toBe(status);
  });

  it('is no loop over pages', () => {
    const { retry } = only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load(pages: string[]) {
          for (const page of pages) await axios.get(page);
        }
      `,
    });
    expect(retry.status).toBe('no');
  });
});

describe('a circuit breaker', () => {
  const OWN = `
    export class Breaker {
      private failures = 0;
      private openUntil = 0;
      async run<T>(work: () => Promise<T>): Promise<T> {
        if (Date.now() < this.openUntil) throw new Error('open');
        try {
          const result = await work();
          this.failures = 0;
          return result;
        } catch (error) {
          this.failures++;
          if (this.failures >= 5) this.openUntil = Date.now() + 30_000;
          throw error;
        }
      }
    }
  `;

  it('of the repository is recognised by what it does', () => {
    const { breaker } = only({
      'src/breaker.ts': OWN,
      'src/users.ts': `
        import axios from 'axios';
        import { Breaker } from './breaker.js';
        const breaker = new Breaker();
        export const users = () => breaker.run(() => axios.get('https://users.example.com'));
      `,
    });
    expect(breaker).toMatchObject({ status: 'yes', by: 'own-code' });
  });

  it('is partial where another caller goes past it', () => {
    const { breaker } = only({
      'src/http.ts': CLIENT,
      'src/users.ts': `
        import CircuitBreaker from 'opossum';
        import { load } from './http.js';
        const breaker = new CircuitBreaker(load);
        export const guarded = () => breaker.fire();
        export const unguarded = () => load();
      `,
    });
    expect(breaker.status).toBe('partial');
  });

  it('is no test for a missing connection in front of a call', () => {
    const { breaker } = only({
      'src/connection.ts': `
        import { Pool } from 'pg';
        export class Connection {
          private pool: Pool | null = new Pool();
          private attempts = 0;
          async users() {
            if (this.pool === null) throw new Error('no connection');
            return this.pool.query('select 1');
          }
          reconnect() {
            this.pool = null;
            if (this.attempts < 5) { this.attempts++; setTimeout(() => this.reconnect(), Date.now()); }
          }
        }
      `,
    });
    expect(breaker.status).toBe('no');
  });
});

describe('fields that a constructor takes from each other', () => {
  it('lead to no client, and to an end', () => {
    const protection = only({
      'src/api.ts': `
        import type { AxiosInstance } from 'axios';
        export class Api {
          private http: AxiosInstance;
          private other: AxiosInstance;
          constructor() {
            this.http = this.other;
            this.other = this.http;
          }
          load() {
            return this.http.get('/users');
          }
        }
      `,
    });
    expect(protection.timeout.status).toBe('none');
  });
});

import { describe, expect, it } from 'vitest';
import { only, scannedCalls } from './scanned-calls.js';

const timeoutOf = (source: string): string =>
  only({
    'src/users.ts': `import axios from 'axios';\nimport { extendLock } from './locks.js';\n${source}`,
  }).timeout.status;

describe('a timer around a call', () => {
  it('that extends a lock again and again bounds nothing', () => {
    const status = timeoutOf(`
      export function locked<T>(lock: Lock, run: () => Promise<T>): Promise<T> {
        return new Promise((resolve, reject) => {
          let timer: NodeJS.Timeout;
          const extend = () => {
            extendLock(lock);
            timer = setTimeout(extend, 5000);
          };
          timer = setTimeout(extend, 5000);
          run().then(resolve, reject);
        });
      }
      export const load = (lock: Lock) => locked(lock, () => axios.get('https://users.example.com'));
    `);
    expect(status).toBe('none');
  });

  it('that is a function by its name and rejects bounds it', () => {
    const status = timeoutOf(`
      export function load(): Promise<unknown> {
        return new Promise((resolve, reject) => {
          function expire() { reject(new Error('late')); }
          setTimeout(expire, 5000);
          axios.get('https://users.example.com').then(resolve, reject);
        });
      }
    `);
    expect(status).toBe('bounded');
  });

  it('that logs is no contestant of a race that could win', () => {
    const status = timeoutOf(`
      const beat = () => new Promise(() => { setTimeout(() => console.log('still there'), 1000); });
      export const load = () => Promise.race([axios.get('https://users.example.com'), beat()]);
    `);
    expect(status).toBe('none');
  });

  it('that rejects the promise of a call in callback style bounds it, whatever the callback does', () => {
    const calls = scannedCalls({
      'package.json': JSON.stringify({ dependencies: { memcached: '2.2.2' } }),
      'src/cache.ts': `
        import Memcached from 'memcached';
        const client = new Memcached('cache:11211');
        const WAIT = 50;
        export const read = (key: string) =>
          new Promise((resolve, reject) => {
            let timer: NodeJS.Timeout | null = setTimeout(() => {
              timer = null;
              const late = new Error('late');
              reject(late);
            }, WAIT);
            client.get(key, (error, data) => {
              if (timer) clearTimeout(timer);
              if (error) {
                console.error(error);
                reject(error);
              } else if (data) resolve(JSON.parse(data));
              else reject(new Error('missed'));
            });
          });
      `,
    });
    expect(calls.map(({ protection }) => protection.timeout)).toMatchObject([
      { status: 'bounded', ms: 50 },
    ]);
  });
});

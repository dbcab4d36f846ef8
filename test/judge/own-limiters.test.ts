import { describe, expect, it } from 'vitest';
import { only, scannedCalls } from './scanned-calls.js';

/** The bulkhead of a call between the taking and the giving back of a lock. */
const locked = (take: string, beside = ''): string =>
  only({
    'src/locks.ts': `
      const held = new Map<string, Promise<void>>();
      export const locks = {
        acquire: async (key?: string | string[] | object) => { await held.get(String(key)); return true; },
        release: (key?: unknown) => { held.delete(String(key)); },
      };
    `,
    'src/users.ts': `
      import axios from 'axios';
      import { locks } from './locks.js';
      const KEY = 'scan';
      export async function load(id: string, limit: { weight: number }) {
        const taken = await ${take};
        try { return await axios.get('https://users.example.com'); } finally { locks.release(taken); }
      }
      ${beside}
    `,
  }).bulkhead.status;

describe('a lock around a call', () => {
  it('lets one through at once', () => {
    expect(locked('locks.acquire()')).toBe('yes');
    expect(locked("locks.acquire('scan')")).toBe('yes');
    expect(locked('locks.acquire(KEY)')).toBe('yes');
    expect(locked("locks.acquire(['scan'])")).toBe('yes');
    expect(locked('locks.acquire(limit.weight)')).toBe('yes');
  });

  it('is no limit where there is one for each key', () => {
    expect(locked('locks.acquire(id)')).toBe('no');
    expect(locked('locks.acquire(`user:${id}`)')).toBe('no');
    expect(locked('locks.acquire([`user:${id}`])')).toBe('no');
  });
});

const LOCKS = {
  axios: '1.7.2',
  ioredis: '5.4.1',
  redlock: '5.0.0-beta.2',
  'redis-semaphore': '5.6.0',
};

/** The bulkhead of a call while a lock in Redis is held. */
const heldInRedis = (body: string): string =>
  scannedCalls({
    'package.json': JSON.stringify({ name: 'service', dependencies: LOCKS }),
    'src/sync.ts': `
        import Redis from 'ioredis';
        import Redlock from 'redlock';
        import { Mutex } from 'redis-semaphore';
        import axios from 'axios';
        const redis = new Redis();
        const redlock = new Redlock([redis]);
        const RESOURCES = ['sync'];
        const load = () => axios.get('https://users.example.com');
        export async function sync(id: string) { ${body} }
      `,
  }).find(({ client }) => client === 'axios')?.protection.bulkhead.status ?? 'no call';

describe('a lock that all processes share', () => {
  it('lets one through at once while it is held', () => {
    const held = (take: string) =>
      `const lock = await ${take}; try { await load(); } finally { await lock.release(); }`;
    expect(heldInRedis(held("redlock.acquire(['sync'], 5000)"))).toBe('yes');
    expect(heldInRedis(held('redlock.acquire(RESOURCES, 5000)'))).toBe('yes');
    expect(heldInRedis(held('redlock.acquire([`user:${id}`], 5000)'))).toBe('no');
    expect(
      heldInRedis(
        'await load(); const lock = await redlock.acquire(RESOURCES, 5000); await lock.release();',
      ),
    ).toBe('no');
  });

  it('lets one through at once of what it runs', () => {
    expect(heldInRedis("await redlock.using(['sync'], 5000, async () => { await load(); });")).toBe(
      'yes',
    );
    expect(heldInRedis('await redlock.using([id], 5000, async () => { await load(); });')).toBe(
      'no',
    );
  });

  it('is asked for by what it was made with', () => {
    const held = (key: string) =>
      `const mutex = new Mutex(redis, ${key}); await mutex.acquire(); try { await load(); } finally { await mutex.release(); }`;
    expect(heldInRedis(held("'sync'"))).toBe('yes');
    expect(heldInRedis(held('`sync:${id}`'))).toBe('no');
    expect(heldInRedis(held("'sync'").replaceAll('acquire', 'tryAcquire'))).toBe('yes');
  });
});

/** The bulkhead of a call in a run that is skipped while another one is under way. */
const skipping = (beside: string): string =>
  only({
    'src/users.ts': `
      import axios from 'axios';
      let isRunning = false;
      const load = () => axios.get('https://users.example.com');
      export async function poll() {
        if (isRunning) return;
        isRunning = true;
        try { await load(); } finally { isRunning = false; }
      }
      ${beside}
    `,
  }).bulkhead.status;

describe('a run that is skipped while another one is under way', () => {
  it('is one at once where nothing else makes its calls', () => {
    expect(skipping('')).toBe('yes');
  });

  it('bounds nothing where others make its calls beside it', () => {
    expect(skipping('export const refresh = async () => { await load(); };')).toBe('no');
  });
});

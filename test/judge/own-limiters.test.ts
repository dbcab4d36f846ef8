import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

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

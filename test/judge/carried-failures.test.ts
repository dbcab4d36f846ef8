import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

const PAIR = `
  const to = <T>(promise: Promise<T>) =>
    promise.then((data) => [null, data] as const).catch((error) => [error, undefined] as const);
`;
const RECORD = `
  async function attempt<T>(promise: Promise<T>) {
    try {
      const data = await promise;
      return { data, error: null, ok: true };
    } catch (error) {
      return { data: null, error: error as Error, ok: false };
    }
  }
`;
const RUNNER = `
  async function attempt<T>(run: () => Promise<T>) {
    try {
      return { success: true, data: await run() };
    } catch (error) {
      return { success: false, error };
    }
  }
`;

const load = (helper: string, body: string): Status =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      ${helper}
      export async function load(res: any, cached: object) { ${body} }
    `,
  }).fallback.status;

const GET = "axios.get('https://users.example.com')";

describe('a failure that a helper of the repository gives as a result', () => {
  it('goes on where it is thrown', () => {
    const pair = `const [err, answer] = await to(${GET}); if (err) throw err; return answer;`;
    expect(load(PAIR, pair)).toBe('no');
    const record = `const { data, error } = await attempt(${GET}); if (error) { throw error; } return data;`;
    expect(load(RECORD, record)).toBe('no');
  });

  it('is what the reader makes of it', () => {
    const empty = `const [err, answer] = await to(${GET}); if (err) return []; return answer;`;
    expect(load(PAIR, empty)).toBe('yes');
    const kept = `const { data, error } = await attempt(${GET}); if (error) { console.error(error); return cached; } return data;`;
    expect(load(RECORD, kept)).toBe('yes');
    const answered = `const { data, error: failed } = await attempt(${GET}); if (failed) return res.status(502).json({}); return data;`;
    expect(load(RECORD, answered)).toBe('handled');
  });

  it('is asked for by what says that there is none', () => {
    const whole = `const found = await attempt(${GET}); if (!found.ok) throw found.error; return found.data;`;
    expect(load(RECORD, whole)).toBe('no');
    const run = `const found = await attempt(() => ${GET}); if (found.success) return found.data; return cached;`;
    expect(load(RUNNER, run)).toBe('yes');
  });

  it('stays a result where nobody asks, it is handed on, or nothing takes its place', () => {
    expect(load(PAIR, `return to(${GET});`)).toBe('handled');
    const nothing = `const [err, answer] = await to(${GET}); if (err) return null; return answer;`;
    expect(load(PAIR, nothing)).toBe('handled');
    expect(load(RECORD, `const found = await attempt(${GET}); return found;`)).toBe('handled');
  });
});

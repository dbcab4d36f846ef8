import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

const GET = "await axios.get('https://users.example.com')";

describe('a function that gives no value', () => {
  const settled = (answer: string): Status =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function all(names: string[], save: (one: unknown) => void) {
          return Promise.allSettled(names.map(async (name) => {
            const found = ${GET};
            ${answer}
          }));
        }
      `,
    }).fallback.status;

  it('has no empty one put in its place', () => {
    expect(settled('save(found.data);')).toBe('handled');
    expect(settled('return found.data;')).toBe('yes');
  });

  const left = (exit: string, end: string): Status =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load(save: (one: unknown) => void) {
          let found: unknown = null;
          try { found = ${GET}; } catch (error) { console.error(error); ${exit} }
          save(found);
          ${end}
        }
      `,
    }).fallback.status;

  it('ends with nothing where a failure ends it', () => {
    expect(left('return;', '')).toBe('handled');
    expect(left('', '')).toBe('yes');
    expect(left('return;', 'return found;')).toBe('yes');
  });

  it('is none where a promise that it settles has the value', () => {
    expect(
      only({
        'src/load.ts': `
          import axios from 'axios';
          const load = () => new Promise(async (resolve, reject) => {
            try { resolve((${GET}).data); } catch (error) { reject(error); }
          });
          export async function all() {
            const [users] = await Promise.allSettled([load()]);
            return users;
          }
        `,
      }).fallback.status,
    ).toBe('yes');
  });
});

import { expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const fallback = (handler: string): string =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      export async function load(cached: object) {
        try { return await axios.get('https://users.example.com'); }
        catch (error) { ${handler} }
      }
    `,
  }).fallback.status;

it.each([
  ['if (error.code === 11000) return cached; throw error;', 'no'],
  ['if (error.code !== 11000) throw error; return cached;', 'no'],
  ['if (error.code !== 11000) return cached; throw error;', 'yes'],
  ['if (error.status === 503) return cached; throw error;', 'yes'],
  ['if (error.status === 404) return cached; throw error;', 'no'],
])('a number that is no status of a failing server selects no outage: %s', (handler, status) => {
  expect(fallback(handler)).toBe(status);
});

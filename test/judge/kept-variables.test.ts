import { expect, it } from 'vitest';
import { only } from './scanned-calls.js';

it('the fallback is what a variable held before, where the block was to give it what was read', () => {
  const kept = (made: string): string =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load(known: string[]) {
          let names = known;
          try {
            const { data } = await axios.get('https://users.example.com');
            ${made}
          } catch (error) { console.error(error); }
          return names;
        }
      `,
    }).fallback.status;
  expect(kept('if (data.ok) names = data.users;')).toBe('yes');
  expect(kept('console.log(data);')).toBe('handled');
});

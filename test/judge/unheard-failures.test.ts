import { expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const caughtAround = (executor: string): string =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      export async function load() {
        try {
          return await new Promise(${executor});
        } catch (error) {
          console.error(error);
          return [];
        }
      }
    `,
  }).fallback.status;

const GET = "(await axios.get('https://users.example.com')).data";

it('a failure in an async executor that rejects nothing gets to nobody', () => {
  expect(caughtAround(`async (resolve) => { resolve(${GET}); }`)).toBe('no');
});

it('a failure that the executor rejects with, answers or is not async for is heard', () => {
  const rejects = `try { resolve(${GET}); } catch (error) { reject(error); }`;
  expect(caughtAround(`async (resolve, reject) => { ${rejects} }`)).toBe('yes');
  const answers = `try { resolve(${GET}); } catch (error) { console.error(error); resolve(null); }`;
  expect(caughtAround(`async (resolve) => { ${answers} }`)).toBe('yes');
  expect(caughtAround("(resolve) => resolve(axios.get('https://users.example.com'))")).toBe('yes');
});

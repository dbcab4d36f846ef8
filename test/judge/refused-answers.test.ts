import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

/** What becomes of a read that gives null for a failure, by what its only caller does. */
const used = (body: string, beside = ''): Status =>
  only({
    'src/load.ts': `
      import axios from 'axios';
      export async function load(id: string) {
        try { return (await axios.get('https://users.example.com/' + id)).data; }
        catch (error) { console.error(error); return null; }
      }
    `,
    'src/use.ts': `
      import { load } from './load.js';
      ${beside}
      export async function use(id: string, known: Map<string, unknown>, res: any) {
        ${body}
        res.json(user);
      }
    `,
  }).fallback.status;

describe('an empty answer that its only reader refuses', () => {
  it('is refused by an answer with the status of an error', () => {
    const user = 'const user = await load(id);';
    expect(used(`${user} if (!user) return res.status(401).json({ error: 'none' });`)).toBe(
      'handled',
    );
    expect(used(`${user} if (!user) return { message: 'none', status: 402 };`)).toBe('handled');
    expect(used(`${user} if (!user) return res.status(200).json([]);`)).toBe('yes');
    expect(used(`${user} if (!user) return;`)).toBe('yes');
  });

  it('is refused by a function that throws', () => {
    const fail = `
      const fail = (text: string, status = 500) => {
        const failure: any = new Error(text);
        failure.status = status;
        throw failure;
      };
      const note = (text: string, status = 500) => { console.log(text, status); };
    `;
    const user = 'const user = await load(id);';
    expect(used(`${user} if (!user) { fail('none', 422); }`, fail)).toBe('handled');
    expect(used(`${user} if (!user) { note('none', 422); }`, fail)).toBe('yes');
  });

  it('is so where the call is asked last', () => {
    const refused = "if (!user) throw new Error('none');";
    expect(used(`const user = known.get(id) ?? (await load(id)); ${refused}`)).toBe('handled');
    expect(used(`const user = (await load(id)) ?? known.get(id); ${refused}`)).toBe('yes');
  });
});

describe('an empty answer that the function itself refuses', () => {
  const asked = (body: string): Status =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        const get = (id: string) => axios.get('https://users.example.com/' + id);
        export async function load(id: string) { ${body} return user; }
      `,
    }).fallback.status;

  it('is no alternative', () => {
    const user = 'const user = await get(id).catch(() => null);';
    expect(asked(`${user} if (!user) throw new Error('none');`)).toBe('handled');
    expect(asked(`${user} if (!user) return { name: 'guest' };`)).toBe('yes');
    expect(asked(user)).toBe('yes');
  });

  it('is one where what it refuses is no failure', () => {
    const body = `
      let user;
      try { user = await get(id); if (!user) throw new Error('none'); } catch { return null; }
    `;
    expect(asked(body)).toBe('yes');
  });
});

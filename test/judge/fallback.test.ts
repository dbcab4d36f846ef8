import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

const CLIENT = `
  import axios from 'axios';
  export const load = () => axios.get('https://users.example.com');
`;

const CALLBACK =
  'declare function callback(e: unknown): void; declare function next(e: unknown): void;';

describe('a fallback', () => {
  const handled = (handler: string, beside = ''): Call['protection']['fallback']['status'] =>
    only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load(log: { error(e: unknown): void }, cached: object) {
          try {
            const { data } = await axios.get('https://users.example.com');
            return data;
          } catch (error) { ${handler} }
        }
        ${beside}
      `,
    }).fallback.status;

  it('is what a read returns in the place of an answer', () => {
    expect(handled('return null;')).toBe('yes');
    expect(handled('log.error(error); return cached;')).toBe('yes');
  });

  it('is what a read returns whose options say that it reads', () => {
    const asked = (method: string): string =>
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(url: string) {
            try {
              return await axios({ method: '${method}', url });
            } catch { return null; }
          }
        `,
      }).fallback.status;
    expect(asked('get')).toBe('yes');
    expect(asked('POST')).toBe('handled');
  });

  it('is none where the failure is passed on, wrapped or not', () => {
    expect(handled('log.error(error); throw error;')).toBe('no');
    expect(handled("throw new Error('cannot load', { cause: error });")).toBe('no');
  });

  it('is none where only chosen client errors are answered', () => {
    expect(handled('if (error.response?.status === 404) return null; throw error;')).toBe('no');
  });

  it('handles a failure that is passed on with a status of its own', () => {
    expect(handled("throw { status: 503, reason: 'no users' };")).toBe('handled');
    expect(handled("const problem = { status: 503, reason: 'x' }; throw problem;")).toBe('handled');
    expect(handled("const problem = { reason: 'no users' }; throw problem;")).toBe('no');
  });

  it('handles a failure that ends in an error result', () => {
    expect(handled('return { ok: false, error };')).toBe('handled');
  });

  it('handles a failure that a helper answers with the status of an error', () => {
    const helpers = `
      const withHeaders = (answer: object) => ({ ...answer, headers: {} });
      const respond = (status: number, body: object) => ({ status, body });
      const page = (size: number) => ({ size });
    `;
    expect(handled("return withHeaders({ statusCode: 500, body: 'failed' });", helpers)).toBe(
      'handled',
    );
    expect(handled("return respond(503, { message: 'failed' });", helpers)).toBe('handled');
    expect(handled('return withHeaders({ statusCode: 200, body: cached });', helpers)).toBe('yes');
    expect(handled('return page(500);', helpers)).toBe('yes');
  });

  it('is none where what was caught is thrown later', () => {
    const { fallback } = only({
      'src/load.ts': `
        import axios from 'axios';
        export async function load() {
          let failed: unknown;
          let answer;
          try { answer = await axios.get('https://users.example.com'); }
          catch (error) { failed = error; }
          if (failed) throw failed;
          return answer;
        }
      `,
    });
    expect(fallback.status).toBe('no');
  });

  it('is an error answer where a function named for errors makes it', () => {
    expect(
      handled(
        'return mapPatchError(error, 1);',
        `
        const problem = (title: string) => new Response(title);
        function mapPatchError(error: unknown, id: number) {
          if (error instanceof RangeError) return problem('range');
          return problem('x' + id);
        }
      `,
      ),
    ).toBe('handled');
  });

  it('is none where a function named for failures answers', () => {
    expect(handled('return failedResponse();', 'const failedResponse = () => ({ text: 1 });')).toBe(
      'handled',
    );
    expect(handled('return failover();', 'const failover = () => ({ text: 1 });')).toBe('yes');
  });

  it('is none for what nobody waits for', () => {
    const { fallback } = only({
      'src/load.ts': `
        import axios from 'axios';
        async function load() { return (await axios.get('https://users.example.com')).data; }
        export const start = () => { load().catch((error) => { console.error(error); }); };
      `,
    });
    expect(fallback.status).toBe('handled');
  });

  it('is told by what an assigned answer says', () => {
    const assigned = (value: string): string =>
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(cached: { value: object }) {
            let result;
            try { result = await axios.get('https://users.example.com'); }
            catch (error) { result = ${value}; }
            return result;
          }
        `,
      }).fallback.status;
    expect(assigned('{ statusCode: 500, body: "failed" }')).toBe('handled');
    expect(assigned('cached.value')).toBe('yes');
  });

  it('is what follows a try that returns on success', () => {
    const after = (rest: string): string =>
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(cached: object) {
            try { return await axios.post('https://users.example.com'); }
            catch (error) { console.error(error); }
            ${rest}
          }
        `,
      }).fallback.status;
    expect(after('return cached;')).toBe('yes');
    expect(after("throw new Error('cannot load');")).toBe('no');
    expect(after("if (cached === null) throw new Error('cannot load');")).toBe('handled');
  });

  it('is judged where a test lets every failure of the client pass', () => {
    const ends = (test: string): string => handled(`if (${test}) return []; throw error;`);
    expect(ends('axios.isAxiosError(error)')).toBe('yes');
    expect(ends('error instanceof AxiosError')).toBe('yes');
    expect(ends('!isAxiosError(error)')).toBe('no');
    expect(ends('axios.isAxiosError(error) && error.response?.status === 404')).toBe('no');
    expect(ends('axios.isAxiosError(error) && error.response')).toBe('no');
    expect(ends('error.isAxiosError')).toBe('yes');
  });

  it('is a second source, though it may fail too', () => {
    const status = handled(`
      try { const local = await import('./local.js'); return local; }
      catch { throw new Error('cannot load'); }
    `);
    expect(status).toBe('yes');
  });

  it('is a prepared word, but none that tells of the failure', () => {
    expect(handled("return 'redis';")).toBe('yes');
    expect(handled("return 'unavailable';")).toBe('handled');
    expect(handled("const check = { status: 'down' }; return check;")).toBe('handled');
  });

  it('is none where only the refusal of a breaker is answered', () => {
    expect(
      handled(
        'if (error instanceof CircuitOpenError) throw new ServiceUnavailableException(); throw error;',
      ),
    ).toBe('no');
  });

  it('asks helpers of the repository whether they choose a status', () => {
    const helpers = `
      class PlainError extends Error {}
      const internal = (text: string) => new PlainError(text);
      const unavailable = (text: string) => createError(503, text);
    `;
    expect(handled("throw internal('no users');", helpers)).toBe('no');
    expect(handled("throw unavailable('no users');", helpers)).toBe('handled');
  });

  it('follows a helper that maps failures to what it makes of an outage', () => {
    const helpers = `
      class PlainError extends Error {}
      class HttpError extends Error { constructor(public status: number) { super('x'); } }
      const toPlain = (e: any) => { if (e.status === 404) return new HttpError(404); return new PlainError(e); };
      const toHttp = (e: any) => { if (e instanceof PlainError) return e; return new HttpError(502); };
    `;
    expect(handled('throw toPlain(error);', helpers)).toBe('no');
    expect(handled('throw toHttp(error);', helpers)).toBe('handled');
    expect(handled('return Promise.reject(new PlainError(error));', helpers)).toBe('no');
    expect(handled('return Promise.reject(new HttpError(502));', helpers)).toBe('handled');
    expect(handled('return Promise.reject(toHttp(error));', helpers)).toBe('handled');
  });

  it('follows a helper that throws by what it is told beside the failure', () => {
    const helpers = `
      class PlainError extends Error {}
      function answer(data: any, level = 'info') {
        if (level === 'error') {
          if (data instanceof HttpException) { throw data; }
          throw new InternalServerErrorException(data?.message || 'failed');
        }
        if (level === 'plain') throw new PlainError(data.message);
        return { data };
      }
      const raise = (text: string) => { throw createError(503, text); };
    `;
    expect(handled("throw answer(error, 'error');", helpers)).toBe('handled');
    expect(handled("return answer(error, 'error');", helpers)).toBe('handled');
    expect(handled("answer(error, 'error');", helpers)).toBe('handled');
    expect(handled("throw answer(error, 'plain');", helpers)).toBe('no');
    expect(handled("return answer(error, 'plain');", helpers)).toBe('no');
    expect(handled("throw raise('no users');", helpers)).toBe('handled');
  });

  it('is what the callback of a call does with a failure that comes first', () => {
    const told = (callback: string, before = '', after = ''): string =>
      only({
        'src/load.ts': `
          import { Pool } from 'pg';
          const pool = new Pool();
          export function load(fn: (error: unknown, rows?: unknown[]) => void, res: Response) {
            ${before} pool.query('select 1', ${callback}); ${after}
          }
        `,
      }).fallback.status;
    expect(told('(err, rows) => { if (err) return fn(err); fn(null, rows); }')).toBe('no');
    expect(
      told(
        '(err, rows) => { if (err) { console.error(err); fn(err, []); return; } fn(null, rows); }',
      ),
    ).toBe('no');
    expect(
      told('async (err, rows) => { if (err) return fn(err); await save(rows); fn(null); }'),
    ).toBe('no');
    expect(
      told(
        '(err, rows) => { if (err) { console.error(err); return res.status(500).end(); } res.json(rows); }',
      ),
    ).toBe('handled');
    const promise = ['return new Promise((resolve, reject) => {', '});'] as const;
    expect(told('(err, rows) => { if (err) return fn(err); resolve(rows); }', ...promise)).toBe(
      'no',
    );
    expect(told('(err, rows) => { if (err) return reject(err); resolve(rows); }', ...promise)).toBe(
      'no',
    );
    expect(told('(err, rows) => { if (err) return resolve([]); resolve(rows); }', ...promise)).toBe(
      'yes',
    );
  });

  it('answers where a callback is handed an error result, and passes on where it is handed the failure', () => {
    expect(handled("callback({ error: 'unavailable' });", CALLBACK)).toBe('handled');
    expect(handled('callback(error);', CALLBACK)).toBe('no');
    expect(handled("next({ status: 503, message: 'later' });", CALLBACK)).toBe('handled');
    expect(handled("next({ message: 'failed' });", CALLBACK)).toBe('no');
  });

  it('differs between callers', () => {
    const { fallback } = only({
      'src/http.ts': CLIENT,
      'src/users.ts': `
        import { load } from './http.js';
        export const one = async () => { try { return await load(); } catch { return []; } };
        export const two = async () => (await load()).data;
      `,
    });
    expect(fallback.status).toBe('partial');
  });
});

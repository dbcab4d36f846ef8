import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import type { Call } from '../../src/model/assessment.js';
import { temporaryTree } from '../io/temporary-tree.js';

const manifest = '{ "dependencies": { "axios": "1.7.0" } }';

/** The only call of a module, given its body; axios is imported. */
function callOf(code: string, others: Readonly<Record<string, string>> = {}): Call {
  const root = temporaryTree({
    'package.json': manifest,
    'src/a.ts': `import axios from 'axios';\n${code}\n`,
    ...others,
  });
  const { calls } = assess({ root, cache: false });
  expect(calls).toHaveLength(1);
  return calls[0]!;
}

describe('what starts a call for every item of a list', () => {
  const what = (code: string, others = {}): string | undefined => callOf(code, others).fanOut?.what;

  it.each([
    [
      'map in Promise.all',
      'export const f = (ids: string[]) => Promise.all(ids.map((id) => axios.get(id)));',
    ],
    [
      'a variable',
      'export async function f(ids: string[]) { const all = ids.map((id) => axios.get(id)); await Promise.all(all); }',
    ],
    [
      'filter before map',
      'export const f = (ids: string[]) => Promise.all(ids.filter(Boolean).map((id) => axios.get(id)));',
    ],
    [
      'a helper',
      'const g = (id: string) => axios.get(id);\nexport const f = (ids: string[]) => Promise.all(ids.map((id) => g(id)));',
    ],
    [
      'a helper by name',
      'const g = (id: string) => axios.get(id);\nexport const f = (ids: string[]) => Promise.all(ids.map(g));',
    ],
    [
      'a loop that collects',
      'export async function f(ids: string[]) { const all = []; for (const id of ids) all.push(axios.get(id)); await Promise.all(all); }',
    ],
    [
      'a spread',
      'export const f = (ids: string[]) => Promise.all([...ids.map((id) => axios.get(id))]);',
    ],
  ])('is seen through %s', (_, code) => {
    expect(what(code)).toBe('Promise.all');
  });

  it('is seen in forEach with an async function, which nobody waits for', () => {
    expect(
      what(
        'export const f = (ids: string[]) => ids.forEach(async (id) => { await axios.get(id); });',
      ),
    ).toBe('forEach with an async function');
  });

  it('is seen where another file does it', () => {
    const other = {
      'src/b.ts':
        "import { g } from './a.js';\nexport const f = (ids: string[]) => Promise.allSettled(ids.map((id) => g(id)));",
    };
    expect(what('export const g = (id: string) => axios.get(id);', other)).toBe(
      'Promise.allSettled',
    );
  });

  it.each([
    [
      'a loop that waits',
      'export async function f(ids: string[]) { for (const id of ids) await axios.get(id); }',
    ],
    [
      'a literal list',
      "export const f = () => Promise.all(['a', 'b'].map((id) => axios.get(id)));",
    ],
    [
      'a constant list',
      "const ids = ['a', 'b'];\nexport const f = () => Promise.all(ids.map((id) => axios.get(id)));",
    ],
    [
      'a part of a list',
      'export const f = (ids: string[]) => Promise.all(ids.slice(0, 5).map((id) => axios.get(id)));',
    ],
    [
      'the keys of a literal',
      'const labels = { a: 1, b: 2 };\nexport const f = () => Promise.all(Object.keys(labels).map((id) => axios.get(id)));',
    ],
    [
      'a batch',
      'export async function f(batches: string[][]) { for (const batch of batches) await Promise.all(batch.map((id) => axios.get(id))); }',
    ],
    [
      'a list made for each round',
      'export async function f(ids: string[]) { for (const id of ids) { const all = []; all.push(axios.get(id)); await Promise.all(all); } }',
    ],
    [
      'forEach without async',
      'export const f = (ids: string[]) => ids.forEach((id) => void axios.get(id));',
    ],
    ['two calls side by side', "export const f = () => Promise.all([axios.get('a')]);"],
  ])('is not seen in %s', (_, code) => {
    expect(what(code)).toBeUndefined();
  });

  it('is not seen where another file declares a short list', () => {
    const other = { 'src/ids.ts': "export const ids = ['a', 'b'];" };
    const code =
      "import { ids } from './ids.js';\nexport const f = () => Promise.all(ids.map((id) => axios.get(id)));";
    expect(what(code, other)).toBeUndefined();
  });
});

describe('a failure that leaves no trace', () => {
  const isSilent = (body: string): boolean => {
    const { fallback } = callOf(`export async function f(log: Console) { ${body} }`).protection;
    return 'silent' in fallback && fallback.silent === true;
  };

  it.each([
    ['an empty answer', "try { return await axios.get('a'); } catch { return null; }"],
    ['nothing at all', "try { await axios.get('a'); } catch {}"],
    ['a promise without an end', "await axios.get('a').catch(() => {});"],
    ['an empty list', "return axios.get('a').catch(() => []);"],
    [
      'a test of the failure',
      "try { return await axios.get('a'); } catch (e) { if (e.code === 'X') return 1; return []; }",
    ],
  ])('is one that ends in %s', (_, body) => {
    expect(isSilent(body)).toBe(true);
  });

  it.each([
    [
      'is logged',
      "try { return await axios.get('a'); } catch (e) { console.error(e); return null; }",
    ],
    [
      'is logged without the error',
      "try { return await axios.get('a'); } catch { log.warn('a'); return null; }",
    ],
    [
      'is logged after the catch',
      "const a = await axios.get('a').catch(() => null); if (!a) log.warn('a'); return a;",
    ],
    ['is answered by a word', "try { await axios.get('a'); return true; } catch { return false; }"],
    [
      'is in the answer',
      "try { return await axios.get('a'); } catch (e) { return { items: [], reason: e }; }",
    ],
    [
      'is told in the answer',
      "try { return await axios.get('a'); } catch { return { ok: false }; }",
    ],
    [
      'is kept',
      "let last: unknown; try { return await axios.get('a'); } catch (e) { last = e; } return last;",
    ],
    [
      'is thrown on',
      "try { return await axios.get('a'); } catch (e) { throw new Error('a', { cause: e }); }",
    ],
    ['is caught by nobody', "return axios.get('a');"],
  ])('is not one that %s', (_, body) => {
    expect(isSilent(body)).toBe(false);
  });
});

describe('a request that is kept in a variable', () => {
  const timeoutOf = (body: string) =>
    callOf(`import https from 'node:https';\nexport function f() { ${body} }\nvoid axios;`)
      .protection.timeout;

  it.each([
    [
      "const r = https.request('https://a.example.com', { timeout: 500 }); r.on('timeout', () => r.destroy()); r.end();",
      500,
    ],
    [
      "const r = https.request('https://a.example.com', { timeout: 500 }); r.on('error', f).on('timeout', () => r.destroy());",
      500,
    ],
    [
      "const r = https.request('https://a.example.com'); r.setTimeout(700, () => r.destroy()); r.end();",
      700,
    ],
  ])('is bounded by what is set on it: %s', (body, ms) => {
    expect(timeoutOf(body)).toMatchObject({ status: 'bounded', ms });
  });

  it('is not bounded by what is set on another', () => {
    const body =
      "const r = https.request('https://a.example.com', { timeout: 500 }); const s = { on: f }; s.on('timeout', f); r.end();";
    expect(timeoutOf(body)).toMatchObject({
      status: 'none',
      ineffective: [{ what: 'timeout', kind: 'incomplete' }],
    });
  });
});

describe('a request that is kept in a property', () => {
  const timeoutOf = (body: string, others = '') =>
    callOf(`import https from 'node:https';
      const ADDRESS = 'https://a.example.com';
      export class Sending {
        send() { ${body} }
        ${others}
        onLate() { this.fail(); }
        fail() { this.req.destroy(); }
      }
      void axios;`).protection.timeout;

  it.each([
    ['this.req = https.request(ADDRESS); this.req.setTimeout(700, () => this.onLate());', 700],
    [
      "this.req = https.request(ADDRESS) as ClientRequest; this.req.on('error', f); this.req.setTimeout(700, () => this.onLate());",
      700,
    ],
    [
      "this.req = https.request(ADDRESS, { timeout: 500 }).on('error', f); this.req.once('timeout', () => this.onLate());",
      500,
    ],
  ])('is bounded by what is set on it: %s', (body, ms) => {
    expect(timeoutOf(body)).toMatchObject({ status: 'bounded', ms });
  });

  it.each([
    ['this.req = https.request(ADDRESS); this.other.setTimeout(700, () => this.onLate());', ''],
    ['this.req = https.request(ADDRESS);', 'later() { this.req.setTimeout(700, f); }'],
  ])('is not bounded by what is set on another, or elsewhere: %s', (body, others) => {
    expect(timeoutOf(body, others).status).toBe('none');
  });
});

describe('a signal that nothing aborts', () => {
  const kinds = (code: string): readonly string[] => {
    const { ineffective = [] } = callOf(code).protection.timeout;
    return ineffective.map(({ kind }) => kind);
  };

  it('is that of a controller which stays in its function', () => {
    expect(
      kinds(
        "export function f() { const c = new AbortController(); return axios.get('a', { signal: c.signal }); }",
      ),
    ).toEqual(['idle-signal']);
  });

  it.each([
    [
      'returned',
      "export function f() { const c = new AbortController(); return [c, axios.get('a', { signal: c.signal })]; }",
    ],
    [
      'handed on',
      "export function f(keep: (c: AbortController) => void) { const c = new AbortController(); keep(c); return axios.get('a', { signal: c.signal }); }",
    ],
    [
      'kept in a field',
      "export class A { c?: AbortController; f() { const c = new AbortController(); this.c = c; return axios.get('a', { signal: c.signal }); } }",
    ],
    [
      'made by a caller',
      "const load = (signal?: AbortSignal) => axios.get('a', { signal });\nexport const f = (s: AbortSignal) => load(s);\nexport const g = () => load(new AbortController().signal);",
    ],
  ])('is not that of one which is %s', (_, code) => {
    expect(kinds(code)).toEqual([]);
  });
});

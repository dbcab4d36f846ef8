import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';
import type { Assessment, PathGroup } from '../../../src/model/assessment.js';

const dependencies = { express: '4.0.0', axios: '1.7.2', cockatiel: '3.2.1', bullmq: '5.0.0' };

const assessed = (files: Readonly<Record<string, string>>): Assessment =>
  inTemporaryFolder(
    { 'package.json': JSON.stringify({ name: 'service', dependencies }), ...files },
    (root) => assess({ root, cache: false }),
  );

/** "sequence(get, parallel(post, put))", by the operations of the calls. */
function shown({ calls }: Assessment, { step, steps }: PathGroup): string {
  const operations = new Map(calls.map(({ id, operation }) => [id, operation]));
  const parts = steps.map((one) =>
    one.step === 'call' ? operations.get(one.call) : shown({ calls } as Assessment, one),
  );
  return `${step}(${parts.join(', ')})`;
}

const APP = `
  import express from 'express';
  import axios from 'axios';
  import compression from 'compression';
  const http = axios.create({ baseURL: 'https://users.example.com', timeout: 1000 });
  export const app = express();
`;

/** The one route of a service whose handler has this body. */
function route(body: string, others: Readonly<Record<string, string>> = {}) {
  const imports = Object.keys(others).map((file) => `import * as own from '../${file}';`);
  const assessment = assessed({
    'src/app.ts': `${imports.join('')} ${APP} app.get('/', async (request, response) => { ${body} });`,
    ...others,
  });
  const [path, ...more] = assessment.callPaths;
  expect(more).toEqual([]);
  if (path === undefined) throw new Error('no path was found');
  const { structure, worstCaseMs, attempts } = path;
  return { path, assessment, sum: [shown(assessment, structure), worstCaseMs, attempts] };
}

describe('a call path', () => {
  it('adds up what is waited for one after another', () => {
    const { sum } = route("await http.get('/a'); await http.post('/b');");
    expect(sum).toEqual(['sequence(get, post)', 2000, 2]);
  });

  it('takes as long as the longest of calls side by side', () => {
    const { sum } = route(`
      await Promise.all([http.get('/a'), http.post('/b', null, { timeout: 3000 })]);
      const kept = http.put('/c'); const other = http.delete('/d');
      response.json([await kept, await other]);
    `);
    expect(sum).toEqual(['sequence(parallel(get, post), parallel(put, delete))', 4000, 4]);
  });

  it('waits for what it had left to itself before', () => {
    const { sum } = route('own.refresh(); await own.load(); own.refresh();', {
      'own.ts': `
        import axios from 'axios';
        export const token = async () => axios.post('https://tokens.example.com/', null, { timeout: 500 });
        export const refresh = async () => { await token(); };
        export const load = async () => { await token(); };`,
    });
    expect(sum).toEqual(['sequence(detached(post), post)', 500, 3]);
  });

  it('takes one of several branches, a branch that ends the function included', () => {
    const { sum } = route(`
      if (request.query.a) { await http.get('/a'); } else { await http.post('/a'); await http.put('/a'); }
      if (request.query.b) { response.json(await http.patch('/b')); return; }
      await http.delete('/c'); await http.head('/c');
    `);
    expect(sum).toEqual([
      'sequence(choice(get, sequence(post, put)), choice(patch, sequence(delete, head)))',
      4000,
      4,
    ]);
  });

  it('does not know how often a loop runs, but how long all elements at once take', () => {
    const loop = route("for (const one of request.body) await http.get('/' + one);");
    expect(loop.sum).toEqual(['loop(get)', null, null]);
    expect(loop.path.isUnbounded).toBeUndefined();
    const all = route("await Promise.all(request.body.map((one) => http.get('/' + one)));");
    expect(all.sum).toEqual(['fan-out(get)', 1000, null]);
    const kept = route(
      "const all = Array.from(request.body, async (one) => http.get('/' + one)); await Promise.all(all);",
    );
    expect(kept.sum).toEqual(['fan-out(get)', 1000, null]);
  });

  it('does not wait for what a timer starts, nor for a function that nobody awaits', () => {
    const { sum } = route(
      "setTimeout(() => http.get('/a'), 10); note(); await http.put('/b'); async function note() { await http.post('/a'); }",
    );
    expect(sum).toEqual(['sequence(detached(get), detached(post), put)', 1000, 3]);
  });

  it('does not wait for what is followed by nothing that tells anybody', () => {
    const load = "export const load = async () => { await http.get('/a'); };";
    const others = { 'own.ts': `${APP} ${load}` };
    const structure = (body: string): unknown => route(body, others).sum[0];
    const logged = 'own.load().then(() => console.log(1)).catch(console.error);';
    expect(structure(logged)).toBe('detached(get)');
    expect(structure('own.load().then(() => response.json(1));')).not.toContain('detached');
    expect(structure('return own.load().then(() => 1);')).not.toContain('detached');
  });

  it('does not wait for the promise that a function only gives back, and nobody takes', () => {
    const load = "export const load = (id, done) => http.get('/' + id).then(done);";
    const others = { 'own.ts': `${APP} ${load}` };
    const structure = (body: string): unknown => route(body, others).sum[0];
    expect(structure("own.load('1'); response.json(1);")).toBe('detached(get)');
    expect(structure("await own.load('1');")).toBe('sequence(get)');
    expect(structure("own.load('1', (data) => response.json(data));")).not.toContain('detached');
    expect(structure("own.load('1', response);")).not.toContain('detached');
  });

  it('waits for what answers by the response of the function around it', () => {
    const structure = (body: string): unknown => route(body).sum[0];
    const load = "const { data } = await http.get('/a');";
    expect(structure(`void (async () => { ${load} response.json(data); })();`)).toBe(
      'sequence(get)',
    );
    expect(structure(`void (async () => { ${load} console.log(data); })();`)).toBe('detached(get)');
    const zipped = `zip(request, response, () => { void (async () => { ${load} response.json(data); })(); });`;
    expect(structure(`const zip = compression(); ${zipped}`)).toBe('sequence(get)');
  });

  it('waits for the answer of an asynchronous function that is handed the response', () => {
    const structure = (load: string, body: string): unknown => {
      const own = `${APP} export async function load(request, response) { ${load} }`;
      return route(body, { 'own.ts': own }).sum[0];
    };
    const answering = "response.json((await http.get('/a')).data);";
    expect(structure(answering, 'void own.load(request, response);')).toBe('sequence(get)');
    expect(structure("await http.get('/a');", 'own.load(request, response);')).toBe(
      'detached(get)',
    );
    const late = "await http.get('/a', { signal: response.signal });";
    expect(structure(late, 'own.load(request, response); response.end();')).toBe('detached(get)');
    expect(structure(answering, 'own.load(request);')).toBe('detached(get)');
  });

  it('does not wait for what a function gives back and a statement drops, whatever it is handed to send', () => {
    const structure = (send: string, body = 'own.send(request);'): unknown => {
      const others = { 'own.ts': `${APP} export const send = (user, done) => { ${send} };` };
      return route(body, others).sum[0];
    };
    expect(structure("return http.post('/a', user);")).toBe('detached(post)');
    expect(structure("const sent = http.post('/a', user); return sent;")).toBe('detached(post)');
    expect(structure("return user.id ? http.post('/a', user) : undefined;")).toBe('detached(post)');
    const twice = "return again(user); function again(one) { return http.post('/a', one); }";
    expect(structure(twice)).toBe('detached(post)');
    expect(structure("return http.post('/a').then(() => user.json({}));")).not.toContain(
      'detached',
    );
    const told =
      "return again(user); function again(one) { return http.post('/a').then(() => one.end()); }";
    expect(structure(told)).not.toContain('detached');
    expect(structure("return http.post('/a', user);", 'await own.send(request);')).not.toContain(
      'detached',
    );
  });

  it('goes on through functions that a chain is handed, where its end is waited for', () => {
    const { sum } = route(
      "return own.find().andThen((id) => http.get(id)).andThen((user) => http.put('/b', user));",
      {
        'own.ts': "import { okAsync } from 'neverthrow';\nexport const find = () => okAsync('a');",
      },
    );
    expect(sum[0]).toBe('sequence(get, put)');
  });

  it('leads to every one of a long list of services', () => {
    const numbers = Array.from({ length: 30 }, (_, index) => String(index));
    const classes = numbers.map(
      (id) => `class S${id} { async load() { await http.put('/${id}'); } }`,
    );
    const list = `export const all = [${numbers.map((id) => `new S${id}()`).join(', ')}];`;
    const { sum } = route('for (const one of own.all) await one.load();', {
      'own.ts': [APP, ...classes, list].join('\n'),
    });
    expect(String(sum[0]).match(/put/g)).toHaveLength(numbers.length);
  });

  it('has no end where a call has none', () => {
    const { path } = route("await http.get('/a'); await axios.get('https://other.example.com');");
    expect(path).toMatchObject({ worstCaseMs: null, isUnbounded: true, attempts: 2 });
  });

  it('leads through functions of other files, and each into itself once', () => {
    const { sum, assessment } = route('await own.walk(3);', {
      'src/walk.ts': `
        import axios from 'axios';
        export async function walk(depth: number): Promise<void> {
          await axios.get('https://tree.example.com', { timeout: 500 });
          if (depth > 0) await other(depth);
        }
        const other = (depth: number) => walk(depth - 1);
      `,
    });
    expect(sum).toEqual(['sequence(get)', 500, 1]);
    expect(assessment.calls[0]?.entryPoints).toEqual([assessment.entryPoints[0]?.id]);
  });
});

describe('retries on a call path', () => {
  const POLICY = `
    import { handleAll, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel';
    const again = retry(handleAll, { maxAttempts: 2 });
    const bounded = wrap(timeout(1500, TimeoutStrategy.Aggressive), again);
  `;
  const routed = (body: string, before = POLICY) =>
    assessed({ 'src/app.ts': `${before} ${APP} app.get('/', async () => { ${body} });` });

  it('multiply the time and the attempts of what they run', () => {
    const { callPaths } = routed("await again.execute(() => http.get('/a'));");
    expect(callPaths).toMatchObject([{ worstCaseMs: 3000, attempts: 3 }]);
    expect(callPaths[0]?.amplification).toBeUndefined();
  });

  it('multiply each other, and are told with their levels', () => {
    const { callPaths, calls } = routed(
      "await again.execute(() => load()); async function load() { for (let attempt = 0; attempt < 4; attempt++) { try { return await http.get('/a'); } catch (error) { if (attempt === 3) throw error; } } }",
    );
    expect(callPaths[0]?.amplification).toEqual({ call: calls[0]?.id, attempts: 12, levels: 2 });
    expect(callPaths[0]?.worstCaseMs).toBe(12_000);
  });
});

describe('functions that callers hand over', () => {
  it('run for the caller that hands them over, and for no other', () => {
    const assessment = assessed({
      'src/safely.ts': `
        export async function safely<T>(run: () => Promise<T>) { return await run(); }
      `,
      'src/app.ts': `
        import { safely } from './safely.js';
        ${APP}
        app.get('/a', async () => { await safely(() => http.get('/a')); });
        app.post('/b', async () => { await safely(() => http.post('/b')); });
      `,
    });
    expect(assessment.callPaths.map(({ structure }) => shown(assessment, structure))).toEqual([
      'sequence(get)',
      'sequence(post)',
    ]);
  });
});

describe('the severity of a finding', () => {
  it('is lower where only a worker waits for the call', () => {
    const { findings } = assessed({
      'src/worker.ts': `
        import { Worker } from 'bullmq';
        import axios from 'axios';
        export const worker = new Worker('mails', async () => { await axios.get('https://a.example.com'); });
      `,
      'src/app.ts': `${APP} app.get('/', async () => { await axios.get('https://b.example.com'); });`,
    });
    const missing = findings.filter(({ rule }) => rule === 'missing-timeout');
    expect(missing.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      'src/app.ts error',
      'src/worker.ts warning',
    ]);
  });
});

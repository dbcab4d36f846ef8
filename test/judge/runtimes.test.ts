import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

type Files = Readonly<Record<string, string>>;

const MANIFEST = JSON.stringify({ name: 'service', dependencies: { resend: '4.0.0' } });
const FETCH = `export const load = () => fetch('https://users.example.com');`;

const timeoutOf = (files: Files, at: string): Call['protection']['timeout'] => {
  const calls = callsOf({ 'package.json': MANIFEST, ...files }).filter(({ file }) => file === at);
  expect(calls).toHaveLength(1);
  return calls[0]!.protection.timeout;
};

const ENTRY = `import { load } from './users.js'; export default { fetch: () => load() };`;

describe('the fetch of a runtime', () => {
  const NODE = { status: 'library-default', ms: 300_000 };

  it('is ended by Node, and by nothing on Cloudflare Workers', () => {
    const files = { 'src/index.ts': ENTRY, 'src/users.ts': FETCH };
    expect(timeoutOf(files, 'src/users.ts')).toMatchObject(NODE);
    const toml = 'name = "users"\nmain = "src/index.ts"\n[vars]\nmain = "x"\n';
    expect(timeoutOf({ ...files, 'wrangler.toml': toml }, 'src/users.ts')).toMatchObject({
      status: 'none',
      evidence: [{ file: 'wrangler.toml', line: 1 }],
    });
    const jsonc = '{ /* a worker */ "main": "src/index.ts", }';
    expect(timeoutOf({ ...files, 'wrangler.jsonc': jsonc }, 'src/users.ts').status).toBe('none');
  });

  it('is looked up in time where a configuration is made of empty lines', () => {
    const files = { 'src/index.ts': ENTRY, 'src/users.ts': FETCH };
    const toml = `${'\n'.repeat(400_000)}main = "src/index.ts"`;
    expect(timeoutOf({ ...files, 'wrangler.toml': toml }, 'src/users.ts').status).toBe('none');
  });

  it('is that of Node for what a worker does not begin with, beside it and above it', () => {
    const files = {
      'src/server.ts': FETCH,
      'worker/index.ts': 'export default { fetch: () => new Response() };',
    };
    const main = '{ "main": "worker/index.ts" }';
    expect(timeoutOf({ ...files, 'wrangler.json': main }, 'src/server.ts')).toMatchObject(NODE);
    const below = { ...files, 'worker/wrangler.toml': 'main = "dist/worker.js"' };
    expect(timeoutOf(below, 'src/server.ts')).toMatchObject(NODE);
  });

  it('holds for all of a folder where a framework builds the worker', () => {
    const built = { 'src/users.ts': FETCH, 'wrangler.toml': 'main = ".open-next/worker.js"' };
    expect(timeoutOf(built, 'src/users.ts').status).toBe('none');
    expect(timeoutOf({ ...built, 'wrangler.toml': '' }, 'src/users.ts').status).toBe('none');
  });

  it('is that of those who import a shared file, where they agree', () => {
    const shared = {
      'packages/users/index.ts': FETCH,
      'apps/worker/wrangler.toml': '',
      'apps/worker/src/index.ts': `import { load } from '../../../packages/users/index.js'; load();`,
    };
    expect(timeoutOf(shared, 'packages/users/index.ts').status).toBe('none');
    const node = {
      'apps/server/index.ts': `import { load } from '../../packages/users/index.js'; load();`,
    };
    expect(timeoutOf({ ...shared, ...node }, 'packages/users/index.ts')).toMatchObject(NODE);
  });

  it('is unbounded on Deno, unless a package.json stands beside', () => {
    const files = { 'functions/users.ts': FETCH, 'functions/deno.json': '{}' };
    expect(timeoutOf(files, 'functions/users.ts').status).toBe('none');
    const both = { ...files, 'functions/package.json': '{ "name": "functions" }' };
    expect(timeoutOf(both, 'functions/users.ts')).toMatchObject(NODE);
  });

  it('is unbounded in the functions of Supabase, which run on Deno', () => {
    const files = {
      'supabase/functions/users/index.ts': `import { load } from '../_shared/users.ts'; Deno.serve(load);`,
      'supabase/functions/_shared/users.ts': FETCH,
      'functions/users/index.ts': FETCH,
    };
    expect(timeoutOf(files, 'supabase/functions/_shared/users.ts').status).toBe('none');
    expect(timeoutOf(files, 'functions/users/index.ts')).toMatchObject(NODE);
  });

  it('is not known at the edge', () => {
    const route = (says: string): Files => ({ 'app/api/route.ts': `${says} ${FETCH}` });
    const known = (says: string) => timeoutOf(route(says), 'app/api/route.ts');
    expect(known(`export const runtime = 'edge';`)).toMatchObject({ status: 'unknown' });
    expect(known(`export const config = { runtime: 'edge' };`)).toMatchObject({
      status: 'unknown',
    });
    expect(known(`export const runtime = 'nodejs';`)).toMatchObject(NODE);
  });

  it('leaves clients the time that they take themselves', () => {
    const mail = `import { Resend } from 'resend'; const mail = new Resend('x');
      export const send = () => mail.emails.send({});`;
    const own = `import ky from 'ky'; export const load = () => ky.get('https://a.example.com');`;
    const worker = { 'wrangler.toml': '', 'src/mail.ts': mail, 'src/users.ts': own };
    expect(timeoutOf(worker, 'src/mail.ts').status).toBe('none');
    expect(timeoutOf(worker, 'src/users.ts')).toMatchObject({
      status: 'library-default',
      ms: 10_000,
    });
    const bounded = FETCH.replace(`com'`, `com', { signal: AbortSignal.timeout(900) }`);
    expect(timeoutOf({ ...worker, 'src/users.ts': bounded }, 'src/users.ts').status).toBe(
      'bounded',
    );
  });
});

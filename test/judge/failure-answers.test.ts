import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only } from './scanned-calls.js';

type Status = Call['protection']['fallback']['status'];

/** What becomes of a read whose failure the statements of a catch clause deal with. */
const answered = (handler: string, beside = ''): Status =>
  only({
    'package.json': JSON.stringify({ dependencies: { axios: '1.7.0', '@hapi/boom': '10.0.0' } }),
    'src/load.ts': `
      import axios from 'axios';
      import Boom from '@hapi/boom';
      export async function load(res: { render(status: number, body: object): object }) {
        let response: object = {};
        let problem: unknown;
        try {
          response = await axios.get('https://users.example.com');
        } catch (error) { ${handler} }
        return { response, problem };
      }
      ${beside}
    `,
  }).fallback.status;

const HELPER = `
  const tagged = (tag: string) => function ({ status }: { status?: number }) {
    const made = { status: status || 500, tag };
    return made;
  };
  const collectErrorData = tagged('load');
  const remembered = (): object => ({ names: ['guest'] });
`;

describe('an answer that tells of the failure', () => {
  it('is what a helper named for errors makes of it, kept for the answer', () => {
    expect(answered('response = collectErrorData(error);', HELPER)).toBe('handled');
    expect(answered('response = remembered();', HELPER)).toBe('yes');
  });

  it('is text of the failure that a variable keeps', () => {
    expect(answered('problem = error.message;')).toBe('handled');
    expect(answered('problem = asText(error);', 'const asText = JSON.stringify;')).toBe('handled');
  });

  it('is what a record of the failure gives back', () => {
    expect(answered('return finish(7, TaskStatus.FAILED);')).toBe('handled');
    expect(answered('return finish(7, JOB_FAILED);')).toBe('handled');
    expect(answered("return tasks.update({ state: 'failed' });")).toBe('handled');
    expect(answered('return finish(7, TaskStatus.CACHED);')).toBe('yes');
    expect(answered('return recover(error);')).toBe('yes');
  });

  it('is no value that the handler keeps for itself', () => {
    const done = (inside: string): Status =>
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(span: { id(): string }, run: (id: string) => void) {
            let id = '';
            try { await axios.get('https://users.example.com'); }
            catch (error) { ${inside} id = span.id(); console.error(error, id); }
            run(id);
          }
        `,
      }).fallback.status;
    expect(done('let id = "";')).toBe('handled');
    expect(done('')).toBe('yes');
  });

  it('is an array that holds one', () => {
    expect(
      answered(
        'const told = collectErrorData(error); return [true, res.render(502, told)];',
        HELPER,
      ),
    ).toBe('handled');
    expect(answered("return ['admin', 'guest'];")).toBe('yes');
  });

  it('is an error of @hapi/boom, returned or thrown', () => {
    expect(answered('return Boom.badRequest(error.message);')).toBe('handled');
    expect(answered("throw Boom.notImplemented('later');")).toBe('handled');
    // Of next/navigation: it throws what Next.js answers.
    expect(answered('return notFound();', "import { notFound } from 'next/navigation';")).toBe(
      'handled',
    );
  });

  it('is an error with a status that is made before it is thrown', () => {
    const made = `class AppError extends Error {
      constructor(readonly text: string, readonly status: number) { super(text); }
    }`;
    expect(answered("const down = new AppError('down', 503); throw down;", made)).toBe('handled');
    expect(answered("const down = new Error('down'); throw down;")).toBe('no');
  });

  it('is no empty answer with the status of success', () => {
    const route = (handler: string): Status =>
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(req: object, res: any) {
            let users = [];
            try { ({ data: users } = await axios.get('https://users.example.com')); }
            catch { ${handler} }
            return res.json({ users: users.map(({ name }) => name) });
          }
        `,
      }).fallback.status;
    expect(route('return res.status(200).json({ users: [] });')).toBe('yes');
    expect(route('return res.json([]);')).toBe('yes');
    expect(route('return res.status(502).json({ users: [] });')).toBe('handled');
    expect(route('res.status(502); return res.json([]);')).toBe('handled');
    expect(route("return res.json({ users: [], message: 'down' });")).toBe('handled');
    expect(route('return res.status(200).json({ success: false, users: [] });')).toBe('handled');
    expect(route('return res.status(200).send("received");')).toBe('handled');
  });

  it('is an object that is marked with it, handed to a helper or inside of another', () => {
    const helper = 'const text = (given: object) => ({ content: [JSON.stringify(given)] });';
    expect(answered('return text({ ok: false, error: error.message });', helper)).toBe('handled');
    expect(answered("return text({ ok: true, names: ['guest'] });", helper)).toBe('yes');
    expect(answered("return { users: { healthy: false, note: 'gone' } };")).toBe('handled');
    expect(answered("return { users: { healthy: true, note: 'kept' } };")).toBe('yes');
  });

  it('is none where the function only starts again', () => {
    expect(answered('console.error(error); return load(res);')).toBe('handled');
  });

  it('is none where an alternative stands beside the new attempt', () => {
    expect(
      only({
        'src/load.ts': `
          import axios from 'axios';
          export async function load(left: number): Promise<unknown> {
            try {
              return await axios.get('https://users.example.com');
            } catch (error) {
              if (left > 0) return load(left - 1);
              return [];
            }
          }
        `,
      }).fallback.status,
    ).toBe('yes');
  });
});

it('an empty answer to a query of GraphQL is a fallback, and to a mutation none', () => {
  const asked = (document: string): string =>
    only({
      'package.json': JSON.stringify({ dependencies: { 'graphql-request': '6.1.0' } }),
      'src/load.ts': `
        import { request } from 'graphql-request';
        const DOCUMENT = '${document}';
        export async function load() {
          try { return await request('https://api.example.com', DOCUMENT); }
          catch (error) { console.error(error); return null; }
        }
      `,
    }).fallback.status;
  expect(asked('{ users { id } }')).toBe('yes');
  expect(asked('mutation { remove(id: 1) }')).toBe('handled');
});

import { describe, expect, it } from 'vitest';
import { scannedCalls } from './scanned-calls.js';

/** The verdict on each query of a function of a file that has a client of Supabase. */
const fallbacks = (body: string): readonly string[] =>
  scannedCalls({
    'package.json': JSON.stringify({
      name: 'service',
      dependencies: { '@supabase/supabase-js': '2.39.3' },
    }),
    'src/users.ts': `
      import { createClient } from '@supabase/supabase-js';
      const client = createClient('https://db.example.com', 'key');
      export async function run(reply: any, log: any, id: string) {
        ${body}
      }
    `,
  }).map(({ protection }) => protection.fallback.status);

describe('a client whose failures are answers', () => {
  it('has them answered where the code asks for them and answers', () => {
    expect(
      fallbacks(`
        const { data, error } = await client.from('users').select('*').eq('id', id);
        if (error) return reply.status(500).send(error.message);
        return data;
      `),
    ).toEqual(['handled']);
  });

  it('asks for them by another name, beside other questions, or as a member', () => {
    expect(
      fallbacks(`
        const { data, error: failure } = await client.from('users').select('*').single();
        if (failure || !data) return reply.status(404).send('none');
        const result = await client.from('users').insert({ id });
        if (result.error != null) return reply.status(500).send('failed');
        return data;
      `),
    ).toEqual(['handled', 'handled']);
  });

  it('has them answered where the code asks for a part of what there should be', () => {
    expect(
      fallbacks(`
        const { data: { user } } = await client.auth.getUser();
        const found = user?.id;
        if (!found) return { message: 'sign in', status: 401 };
        return { found };
      `),
    ).toEqual(['handled']);
  });

  it('is without a fallback where the code throws them', () => {
    expect(
      fallbacks(`
        const { data, error } = await client.from('users').select('*');
        if (error) throw error;
        return data;
      `),
    ).toEqual(['no']);
  });

  it('gives nothing and goes on where the code does not ask', () => {
    expect(
      fallbacks(`
        const { data } = await client.from('users').select('*');
        await client.from('seen').update({ id });
        return data ?? [];
      `),
    ).toEqual(['yes', 'handled']);
  });

  it('is asked whether there is an answer', () => {
    expect(
      fallbacks(`
        const { data } = await client.from('users').select('*');
        if (!data?.length) return reply.status(400).send('none');
        const { data: found } = await client.from('seen').select('*');
        if (found) return found;
        throw new Error('nobody was seen');
      `),
    ).toEqual(['handled', 'no']);
  });

  it('reads each answer of several at once, and a query that is kept', () => {
    expect(
      fallbacks(`
        const query = client.from('users').select('*');
        const { error } = await query.limit(5);
        if (error) throw new Error(error.message);
        const [{ error: first }, { data }] = await Promise.all([
          client.from('a').select('*'),
          client.from('b').select('*'),
        ]);
        if (first) throw first;
        return data ?? [];
      `),
    ).toEqual(['no', 'no', 'yes']);
  });

  it('hands on a result that tells of them', () => {
    expect(
      fallbacks(`
        const { data, error } = await client.from('users').select('*');
        log.info('asked');
        return { data, error };
      `),
    ).toEqual(['handled']);
  });

  it('reads them in a continuation', () => {
    expect(
      fallbacks(`
        client.from('users').insert({ id }).then(({ error }) => {
          if (error) log.error(error.message);
        });
      `),
    ).toEqual(['handled']);
  });

  it('throws where the chain says so', () => {
    expect(
      fallbacks(`
        const { data } = await client.from('users').select('*').throwOnError();
        return data;
      `),
    ).toEqual(['no']);
  });
});

import { expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

const MANIFEST = JSON.stringify({
  name: 'service',
  dependencies: { axios: '1.7.2', ky: '1.7.0', got: '14.0.0' },
});

/** The timeout of the only call, of a client that a branch chooses. */
const timeoutOf = (one: string, other: string): Call['protection']['timeout'] => {
  const calls = callsOf({
    'package.json': MANIFEST,
    'src/users.ts': `
      import axios from 'axios';
      import ky from 'ky';
      import got from 'got';
      let client: any;
      if (process.env.DRIVER === 'one') client = ${one};
      else client = ${other};
      export const load = () => client.get('https://users.example.com');
    `,
  });
  expect(calls).toHaveLength(1);
  return calls[0]!.protection.timeout;
};

it('a client that a branch chooses is bounded as the one that waits longest', () => {
  const longest = { status: 'library-default', ms: 10_000 };
  expect(timeoutOf('ky.create({})', 'axios.create({ timeout: 500 })')).toMatchObject(longest);
  expect(timeoutOf('axios.create({ timeout: 500 })', 'ky.create({})')).toMatchObject(longest);
  expect(timeoutOf('axios.create({})', 'got.extend({})').status).toBe('none');
});

it('a client that a branch chooses is bounded in part, or not known, where they differ', () => {
  const partial = { status: 'partial', ms: 500 };
  expect(timeoutOf('axios.create({ timeout: 500 })', 'got.extend({})')).toMatchObject(partial);
  expect(timeoutOf('got.extend({})', 'axios.create({ timeout: 500 })')).toMatchObject(partial);
  const unknown = { status: 'unknown', reason: expect.stringContaining('ky') as string };
  expect(timeoutOf('axios.create({})', 'ky.create({})')).toMatchObject(unknown);
  expect(timeoutOf('ky.create({})', 'axios.create({})')).toMatchObject(unknown);
});

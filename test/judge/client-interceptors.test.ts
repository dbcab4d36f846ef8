import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

const MANIFEST = JSON.stringify({
  name: 'service',
  private: true,
  dependencies: { express: '4.19.0', axios: '1.7.2' },
});

const source = (interceptor: string): string => `
  import express from 'express';
  import axios from 'axios';
  export const api = axios.create({ baseURL: 'https://users.example.com' });
  const refresh = () => axios.post('https://login.example.com', {});
  api.interceptors.${interceptor};
  const app = express();
  app.get('/users', async (request, response) => response.json(await api.get('/users')));
`;

const calls = (interceptor: string): readonly Call[] =>
  callsOf({ 'package.json': MANIFEST, 'src/app.ts': source(interceptor) });

const usersOf = (interceptor: string): Call['protection'] => {
  const call = calls(interceptor).find(({ operation }) => operation === 'get');
  if (call === undefined) throw new Error('no call was found');
  return call.protection;
};

const FAILED = (body: string): string => `response.use(undefined, async (error) => { ${body} })`;

describe('an interceptor of a client', () => {
  it('leads to what it calls wherever the client is called', () => {
    const led = (interceptor: string): number | undefined =>
      calls(interceptor).find(({ operation }) => operation === 'post')?.entryPoints?.length;
    expect(led('request.use(async (config) => { await refresh(); return config; })')).toBe(1);
    expect(led(FAILED('await refresh(); return api.request(error.config);'))).toBe(1);
    expect(led('request.use((config) => config)')).toBeUndefined();
  });

  it('bounds the calls by what it sets in their options', () => {
    const timeout = (body: string) =>
      usersOf(`request.use((config) => { ${body} return config; })`).timeout;
    expect(timeout('config.timeout = 4000;')).toMatchObject({ status: 'bounded', ms: 4000 });
    expect(timeout('if (!config.timeout) config.timeout = 4000;').status).toBe('bounded');
    expect(timeout('config.signal = AbortSignal.timeout(900);')).toMatchObject({ ms: 900 });
    expect(timeout('if (config.url === "/a") config.timeout = 4000;').status).toBe('none');
    expect(timeout('config.timeout = 0;').status).toBe('none');
    expect(usersOf('request.use((c) => ({ ...c, timeout: 700 }))').timeout).toMatchObject({
      ms: 700,
    });
  });

  it('repeats calls that failed, unless only those that were refused', () => {
    const retry = (body: string) => usersOf(FAILED(body)).retry.status;
    expect(retry('return api(error.config);')).toBe('yes');
    expect(
      retry(
        'const { config } = error; if (!config.again) { config.again = true; return api.request(config); } throw error;',
      ),
    ).toBe('yes');
    expect(
      retry(
        'if (error.response?.status === 401) { await refresh(); return api(error.config); } throw error;',
      ),
    ).toBe('no');
    expect(
      retry('if (error.response?.status !== 401) throw error; return api(error.config);'),
    ).toBe('no');
    expect(retry('await refresh(); throw error;')).toBe('no');
    expect(retry('return api.get("/other");')).toBe('no');
  });
});

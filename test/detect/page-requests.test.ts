import { describe, expect, it } from 'vitest';
import { callsOf } from './assess-source.js';

const SERVICE = { name: 'service', dependencies: { axios: '1.7.0', next: '15.0.0' } };

const contextOf = (code: string): string | undefined =>
  callsOf({
    'package.json': JSON.stringify(SERVICE),
    'src/client.ts': `import axios from 'axios';\n${code}`,
  })[0]?.context;

const users = "export const users = () => api.get('/users');";

describe('a request of axios that only a page can send', () => {
  it.each([
    ['browser', `const api = axios.create({ baseURL: '/api', timeout: 9 });\n${users}`],
    ['browser', `const base = '/api';\nconst api = axios.create({ baseURL: base });\n${users}`],
    ['browser', "export const renew = () => axios.post('/renew', {}, { withCredentials: true });"],
    ['browser', "export const me = () => axios.get('/me', { withCredentials: true });"],
  ])('is of the %s: %s', (context, code) => {
    expect(contextOf(code)).toBe(context);
  });

  it.each([
    // Told elsewhere, or asked of a socket, an address without a host may be meant for a server.
    ["export const me = () => axios.get('/me');"],
    ["export const me = () => axios.get('https://a.example.com', { withCredentials: true });"],
    [`const api = axios.create({ baseURL: 'https://a.example.com' });\n${users}`],
    [`const api = axios.create({ baseURL: '/v1', socketPath: '/run/d.sock' });\n${users}`],
    [
      `const api = axios.create({ baseURL: '/api' });\napi.defaults.baseURL = process.env.HOST;\n${users}`,
    ],
    [
      `const base = typeof window === 'undefined' ? process.env.HOST : '/api';\nconst api = axios.create({ baseURL: base });\n${users}`,
    ],
    [
      "axios.defaults.baseURL = process.env.HOST;\nexport const me = () => axios.get('/me', { withCredentials: true });",
    ],
  ])('may be of a server: %s', (code) => {
    expect(contextOf(code)).toBe('server');
  });
});

/**
 * Clients that policies are hooked into: how they are made, and three calls of each.
 * @type {readonly { readonly name: string, readonly versions: readonly Readonly<Record<string, string>>[], readonly made: string, readonly calls: string }[]}
 */
export const clients = [
  {
    name: 'axios',
    versions: [{ axios: '1.21.1' }, { axios: '1.7.9' }, { axios: '1.5.0' }, { axios: '0.27.2' }],
    made: `import axios from 'axios';

export const api = axios.create({ baseURL: 'http://localhost:8471', timeout: 5000 });
`,
    calls: `import { api } from './client.js';

export const load = async (): Promise<unknown> => (await api.get<string>('/orders')).data;
export const save = async (): Promise<unknown> => (await api.post<string>('/orders', {})).data;
export const user = async (): Promise<unknown> => (await api.request<string>({ url: '/user' })).data;
`,
  },
  {
    name: 'got',
    versions: [{ got: '14.6.1' }, { got: '14.6.6' }],
    made: `import got from 'got';

export const api = got.extend({
  prefixUrl: 'http://localhost:8471',
  retry: { limit: 0 },
  timeout: { request: 5000 },
});
`,
    calls: `import { api } from './client.js';

export const load = async (): Promise<unknown> => await api.get('orders').json();
export const save = async (): Promise<unknown> => await api.post('orders', { json: {} }).json();
export const user = async (): Promise<unknown> => (await api('user')).body;
`,
  },
];

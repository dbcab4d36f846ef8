import { expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

it.each([
  ["'/api'", "'/users'", 'browser'],
  ["'/api'", "'https://users.example.com'", 'server'],
  ["process.env.API ?? '/api'", "'/users'", 'server'],
  ["'//api.example.com'", "'/users'", 'server'],
  ["'https://api.example.com'", "'/users'", 'server'],
])('a client with the base %s asks for %s in the %s', (base, url, context) => {
  const source = `
    import axios from 'axios';
    const client = axios.create({ baseURL: ${base} });
    export const load = () => client.get(${url});
  `;
  const calls = callsIn(source, { axios: '1.7.2' });
  expect(calls.map((call) => call.context)).toEqual([context]);
});

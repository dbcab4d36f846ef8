import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const timeoutOf = (source: string) => only({ 'src/users.ts': source }).timeout;

describe('an object with keys that are computed', () => {
  it('does not hold a setting that nobody names', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      interface Settings { [key: string]: any }
      const merged = (actual: Settings, expected: Settings): Settings => {
        const all: Settings = {};
        for (const key in expected) {
          if (typeof expected[key] === 'object') all[key] = merged(actual[key], expected[key]);
          else all[key] = actual[key] ?? expected[key];
        }
        return all;
      };
      export const load = (given: Settings) =>
        axios.get('https://users.example.com', merged(given, { maxRedirects: 3 }));
    `);
    expect(timeout).toMatchObject({ status: 'unknown' });
  });

  it('does not hold one that is written under a key that is not known', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      const options = { maxRedirects: 3 };
      export const set = (key: string, value: number) => { options[key] = value; };
      export const load = () => axios.get('https://users.example.com', options);
    `);
    expect(timeout).toMatchObject({ status: 'unknown' });
  });

  it('does not hold one where its own key is not known', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      export const load = (key: string) =>
        axios.get('https://users.example.com', { maxRedirects: 3, [key]: 500 });
    `);
    expect(timeout).toMatchObject({ status: 'unknown' });
  });

  it('holds what is named besides', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      export const load = (key: string) =>
        axios.get('https://users.example.com', { [key]: 3, timeout: 500 });
    `);
    expect(timeout).toMatchObject({ status: 'bounded', ms: 500 });
  });

  it('holds what is put into it by name before it is handed out', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      const made = (key: string) => {
        const all = {};
        all[key] = true;
        all.timeout = 500;
        return all;
      };
      export const load = (key: string) => axios.get('https://users.example.com', made(key));
    `);
    expect(timeout).toMatchObject({ status: 'bounded', ms: 500 });
  });

  it('holds what is put under a key that is known', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      const KEY = 'timeout';
      const options = { maxRedirects: 3 };
      options[KEY] = 500;
      export const load = () => axios.get('https://users.example.com', options);
    `);
    expect(timeout).toMatchObject({ status: 'bounded', ms: 500 });
  });

  it('of another known key says nothing', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      const KEY = 'params';
      const options = { maxRedirects: 3 };
      options[KEY] = {};
      export const load = () => axios.get('https://users.example.com', options);
    `);
    expect(timeout).toMatchObject({ status: 'none' });
  });

  it('tells by what a function returns, whatever its type allows', () => {
    const timeout = timeoutOf(`
      import axios from 'axios';
      interface Settings { [key: string]: any }
      const made = (): Settings => ({ maxRedirects: 3 });
      export const load = () => axios.get('https://users.example.com', made());
    `);
    expect(timeout).toMatchObject({ status: 'none' });
  });
});

import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only, scannedCalls } from './scanned-calls.js';

describe('a setting that is not read', () => {
  it('is no number of attempts where callers of the same loop differ', () => {
    const { retry } = only({
      'src/retry.ts': `
        export async function retry<T>(run: () => Promise<T>, { attempts }: { attempts: number }) {
          for (let attempt = 1; attempt <= attempts; attempt++) {
            try { return await run(); } catch (error) { console.error(error); }
          }
          throw new Error('failed');
        }
      `,
      'src/users.ts': `
        import axios from 'axios';
        import { retry } from './retry.js';
        export const load = () => retry(() => axios.get('https://users.example.com'), { attempts: 3 });
        export const poll = (isDone: () => Promise<boolean>) => retry(isDone, { attempts: 1000 });
      `,
    });
    expect(retry).toMatchObject({ status: 'yes', by: 'own-code' });
    expect(retry).not.toHaveProperty('attempts');
  });

  it('is not set because a type of a package has it', () => {
    const { timeout } = only({
      'src/users.ts': `
        import axios from 'axios';
        import type { CreateAxiosDefaults } from 'axios';
        interface Options extends CreateAxiosDefaults { name: string }
        const read = (source: { options(): Options }): Options => source.options();
        declare const source: { options(): Options };
        export const load = () => axios.create(read(source)).get('https://users.example.com');
      `,
    });
    expect(timeout.status).not.toBe('bounded');
  });

  it('is not set by options that no caller hands over and that are empty by default', () => {
    const { bulkhead, timeout } = only({
      'src/users.ts': `
        import type { RequestInit } from '@cloudflare/workers-types';
        type Options = RequestInit & { timeout?: number };
        const ask = async (url: string, options: Options = {}) => {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), options.timeout ?? 800);
          const answer = await fetch(url, { ...options, signal: controller.signal });
          clearTimeout(timer);
          return answer;
        };
        export const load = () => ask('https://users.example.com');
      `,
    });
    expect(bulkhead.status).toBe('no');
    expect(timeout.status).toBe('bounded');
  });

  const connected = (callers: string): Call['protection']['timeout'] | undefined =>
    scannedCalls({
      'src/connect.ts': `
        import mongoose from 'mongoose';
        interface Settings { uri: string; options?: mongoose.ConnectOptions }
        const usual: Settings = { uri: process.env.MONGODB_URI ?? '', options: {} };
        export const connect = async (settings: Settings = usual) =>
          mongoose.connect(settings.uri, settings.options);
        ${callers}
      `,
      'src/users.ts': `
        import mongoose from 'mongoose';
        const User = mongoose.model('User', new mongoose.Schema({ name: String }));
        export const load = (id: string) => User.findById(id);
      `,
    }).find(({ operation }) => operation === 'findById')?.protection.timeout;

  it('is none in a part of settings that no caller hands over', () => {
    expect(connected('await connect();')).toMatchObject({ status: 'none' });
  });

  it('is read in a part of the settings that a caller hands over', () => {
    const given = `await connect({ uri: 'mongodb://users', options: { socketTimeoutMS: 4000 } });`;
    expect(connected(given)).toMatchObject({ status: 'bounded', ms: 4000 });
  });

  it('is not decided by settings that nobody can read', () => {
    const given = `import { settings } from 'settings'; await connect(settings);`;
    expect(connected(given)).toMatchObject({ status: 'unknown' });
  });

  it('is none of a model, which is made of its name and its schema', () => {
    const { timeout } = only({
      'src/users.js': `
        const mongoose = require('mongoose');
        const schema = new mongoose.Schema({ name: String });
        const User = mongoose.model('User', schema);
        exports.load = (id) => User.findById(id);
      `,
    });
    expect(timeout).toMatchObject({ status: 'none' });
  });

  it('is that of the connection of all models', () => {
    const calls = scannedCalls({
      'src/users.js': `
        const mongoose = require('mongoose');
        const User = mongoose.model('User', new mongoose.Schema({ name: String }));
        exports.load = (id) => User.findById(id);
      `,
      'src/connect.js': `
        const mongoose = require('mongoose');
        mongoose.connect('mongodb://users', { socketTimeoutMS: 45000 });
      `,
    });
    const found = calls.find(({ operation }) => operation === 'findById');
    expect(found?.protection.timeout).toMatchObject({ status: 'bounded', ms: 45000 });
  });

  it('is read where a part is made with it', () => {
    const { timeout } = only({
      'package.json': JSON.stringify({ name: 'service', dependencies: { mongodb: '6.16.0' } }),
      'src/users.ts': `
        import { MongoClient } from 'mongodb';
        const users = new MongoClient('mongodb://users').db('main').collection('users', { timeoutMS: 900 });
        export const load = (id: string) => users.findOne({ id });
      `,
    });
    expect(timeout).toMatchObject({ status: 'bounded', ms: 900 });
  });

  it('is given up where callers that hand it on multiply without end', () => {
    const again = 'walk(url, options);'.repeat(20);
    const { timeout } = only({
      'src/walk.js': `
        const axios = require('axios');
        function walk(url, options) {
          ${again}
          return axios.get(url, options);
        }
        exports.start = (url) => walk(url, {});
      `,
    });
    expect(timeout).toMatchObject({ status: 'unknown' });
  });

  it('is not in what was picked of options by other names', () => {
    const timeoutOf = (names: string): string =>
      only({
        'src/users.ts': `
          import axios from 'axios';
          import { pick } from 'lodash';
          export const load = (query) => {
            const options = pick(query, ${names});
            return axios.get('https://users.example.com', { ...options, maxRedirects: 1 });
          };
        `,
      }).timeout.status;
    expect(timeoutOf("['params']")).toBe('none');
    expect(timeoutOf("['params', 'timeout']")).toBe('delegated');
    expect(timeoutOf('names')).toBe('unknown');
  });
});

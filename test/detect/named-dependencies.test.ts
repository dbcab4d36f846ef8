import { expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

it('a dependency has the name that its own caller gives, not that of another', () => {
  const calls = callsIn(
    `
        import Redis from 'ioredis';
        function setting(key: string, fallback?: string): string {
          const value = process.env[key];
          if (value === undefined && fallback !== undefined) return fallback;
          return value ?? '';
        }
        export const mode = setting('NODE_ENV', 'production');
        const cache = new Redis(setting('REDIS_URL'));
        export const read = (key: string) => cache.get(key);
      `,
    { ioredis: '5.4.1' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual(['REDIS_URL']);
});

it('a wrapper that is handed several hosts is not named by the first alone', () => {
  const calls = callsIn(
    `
        import axios from 'axios';
        const request = (url: string) => axios.get(url);
        const port = process.env.STAGING ? 'http://localhost:80' : 'https://rates.example.com';
        export const users = () => request('https://users.example.com/all');
        export const orders = () => request('https://orders.example.com/all');
        export const rates = () => axios.get(port);
      `,
    { axios: '1.7.2' },
  );
  const names = calls.map(({ dependency }) => dependency);
  expect(names).toEqual(['users.example.com and 1 more', 'localhost']);
});

it('collections and models are parts of one database, not a dependency each', () => {
  const calls = callsIn(
    `
        import mongoose from 'mongoose';
        import { MongoClient } from 'mongodb';
        const database = new MongoClient(process.env.ORDERS_URL ?? '').db('shop');
        const orders = database.collection('orders');
        const items = database.collection('items');
        const User = mongoose.model('User', new mongoose.Schema({}));
        export const one = (id: string) => orders.findOne({ id });
        export const all = () => items.find().toArray();
        export const user = (id: string) => User.findById(id).exec();
        export const add = (name: string) => new User({ name }).save();
      `,
    { mongodb: '6.8.0', mongoose: '8.5.1' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual([
    'ORDERS_URL',
    'ORDERS_URL',
    'mongoose',
    'mongoose',
  ]);
});

import { describe, expect, it } from 'vitest';
import { callsIn, callsOf } from './assess-source.js';

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
  expect(names).toEqual(['users.example.com and 1 more', 'rates.example.com']);
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
        export async function addTwo(first: string, second: string) {
          const created = new User({ name: first });
          await created.save();
          return new User({ name: second }).save();
        }
      `,
    { mongodb: '6.8.0', mongoose: '8.5.1' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual([
    'ORDERS_URL',
    'ORDERS_URL',
    'mongoose',
    'mongoose',
    'mongoose',
    'mongoose',
  ]);
});

it('clients of several packages in variables of one name are not one dependency', () => {
  const calls = callsOf({
    'package.json': JSON.stringify({ dependencies: { ioredis: '5.4.1', redis: '5.0.0' } }),
    'src/a.ts': `
      import Redis from 'ioredis';
      const sessions = new Redis();
      export const read = (key: string) => sessions.get(key);
    `,
    'src/b.ts': `
      import { createClient } from 'redis';
      const sessions = createClient();
      export const read = (key: string) => sessions.get(key);
    `,
  });
  const names = calls.map(({ dependency }) => dependency);
  expect(names).toEqual(['sessions (ioredis)', 'sessions (redis)']);
});

it.each([
  ['axios.get(`http://localhost:${process.env.PORT}/users`)', 'localhost'],
  ["axios.get(process.env.USERS_URL ?? 'http://localhost:3000')", 'USERS_URL'],
  ["axios.get(live ? 'http://localhost:3000' : 'https://users.example.com')", 'users.example.com'],
  ['axios.get(`${protocol}://users.example.com/all`)', 'users.example.com'],
  [
    "axios.get(`https://${live ? 'api' : 'staging'}.example.com/all`)",
    'api.example.com and 1 more',
  ],
  [
    "axios.get('https://' + (live ? 'api' : 'staging') + '.example.com')",
    'api.example.com and 1 more',
  ],
  ["axios.get((await axios.get('https://a.example.com')).data.upload_url)", 'axios'],
  ['axios.get(answer.data.upload_url)', 'axios'],
  ['axios.get(config.usersApi.url)', 'usersApi'],
])('%s calls %s', (call, name) => {
  const source = `
    import axios from 'axios';
    import { config } from './config.js';
    export async function load(live: boolean, protocol: string) {
      const answer = await fetch('https://a.example.com');
      return ${call};
    }
  `;
  const calls = callsIn(source, { axios: '1.7.2' });
  expect(calls.map(({ dependency }) => dependency)).toContain(name);
  expect(calls.filter(({ dependency }) => dependency !== 'a.example.com')).toHaveLength(1);
});

it('a word that stands for an unknown name is none', () => {
  const calls = callsIn(
    `
      import { SNSClient, GetTopicAttributesCommand } from '@aws-sdk/client-sns';
      const topics = new SNSClient({});
      export const load = (topic: { TopicArn?: string }) =>
        topics.send(new GetTopicAttributesCommand({ TopicArn: topic.TopicArn ?? 'unknown' }));
    `,
    { '@aws-sdk/client-sns': '3.900.0' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual(['topics']);
});

it('whoever sends a mail is not who is asked to send it', () => {
  const calls = callsIn(
    `
      import { SESClient, SendEmailCommand, ListIdentitiesCommand } from '@aws-sdk/client-ses';
      const mails = new SESClient({});
      export const send = (to: string) =>
        mails.send(new SendEmailCommand({ Source: 'me@example.com', Destination: { ToAddresses: [to] }, Message: undefined }));
      export const list = () => mails.send(new ListIdentitiesCommand({}));
    `,
    { '@aws-sdk/client-ses': '3.900.0' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual(['mails', 'mails']);
});

it('tables, files, repositories and methods of a contract are parts of what they are asked of', () => {
  const calls = callsIn(
    `
        import { createClient } from '@supabase/supabase-js';
        import { Storage } from '@google-cloud/storage';
        import { DataSource } from 'typeorm';
        import Web3 from 'web3';
        const supabase = createClient(process.env.SUPABASE_URL ?? '', 'key');
        const reports = new Storage().bucket('reports');
        const source = new DataSource({ type: 'postgres', url: process.env.ORDERS_URL });
        const web3 = new Web3(process.env.CHAIN_URL);
        const token = new web3.eth.Contract([], '0x1');
        export const users = async () => await supabase.from('users').select();
        export const upload = async (data: Blob) => await supabase.storage.from('files').upload('a', data);
        export const report = () => reports.file('today.csv').download();
        export const orders = () => source.getRepository('Order').find();
        export const balance = (owner: string) => token.methods.balanceOf(owner).call();
      `,
    {
      '@supabase/supabase-js': '2.45.0',
      '@google-cloud/storage': '7.12.0',
      typeorm: '0.3.20',
      web3: '4.11.0',
    },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual([
    'SUPABASE_URL',
    'SUPABASE_URL',
    'reports',
    'ORDERS_URL',
    'CHAIN_URL',
  ]);
});

describe('calls that say no more than their client', () => {
  const models = `
    import { DataTypes, Model } from 'sequelize';
    export class User extends Model {}
    export const all = () => User.findAll();
  `;
  const database = (name: string): string => `
    import { Sequelize } from 'sequelize';
    const sequelize = new Sequelize('shop', 'me', 'secret', { host: process.env.${name} });
    export const ask = () => sequelize.query('SELECT 1');
  `;
  const named = (files: Readonly<Record<string, string>>): readonly string[] =>
    callsOf({
      'package.json': JSON.stringify({ name: 'shop', dependencies: { sequelize: '6.37.5' } }),
      ...files,
    }).map(({ file, dependency }) => `${file} ${dependency}`);

  it('go where all others of the client go', () => {
    expect(named({ 'models.ts': models, 'database.ts': database('DB_HOST') })).toEqual([
      'database.ts DB_HOST',
      'models.ts DB_HOST',
    ]);
  });

  it('keep the name of the client where there are several, or only a script names one', () => {
    const two = { 'a.ts': database('A_HOST'), 'b.ts': database('B_HOST'), 'models.ts': models };
    expect(named(two)).toContain('models.ts sequelize');
    expect(named({ 'models.ts': models, 'scripts/fill.ts': database('OLD') })).toContain(
      'models.ts sequelize',
    );
  });

  it('go to one server, whichever of its packages they are made by', () => {
    const calls = callsOf({
      'package.json': JSON.stringify({
        name: 'shop',
        dependencies: { mongoose: '8.5.1', '@nestjs/mongoose': '*' },
      }),
      'users.ts': `
        import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
        import mongoose from 'mongoose';
        const Order = mongoose.model('Order', new mongoose.Schema({}));
        export const orders = () => Order.find().exec();
        @Schema()
        export class Item { @Prop() product: string; }
        const ItemSchema = SchemaFactory.createForClass(Item);
        ItemSchema.pre('save', async function () {
          await this.model('Product').exists({ _id: this.product });
        });
      `,
    });
    expect(calls.map(({ dependency }) => dependency)).toEqual(['mongoose', 'mongoose']);
  });
});

it('neither the variable of a part nor the name of a prepared query is that of the database', () => {
  const calls = callsIn(
    `
        import admin from 'firebase-admin';
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { sql } from 'drizzle-orm';
        import { users } from './schema';
        const usersRef = admin.firestore().collection('users');
        const byId = drizzle(process.env.USERS_URL!).select().from(users).prepare('byId');
        export const one = (id: string) => usersRef.doc(id).get();
        export const found = () => byId.execute();
      `,
    { 'firebase-admin': '12.0.0', 'drizzle-orm': '0.45.0' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual(['firebase-admin', 'USERS_URL']);
});

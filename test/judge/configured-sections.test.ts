import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

const dependencies = {
  '@nestjs/common': '^10.0.0',
  '@nestjs/config': '^3.0.0',
  '@nestjs/mongoose': '^10.0.0',
  '@nestjs/bullmq': '^10.0.0',
  axios: '^1.7.0',
  mongoose: '^8.0.0',
};

const first = (files: Readonly<Record<string, string>>): Call['protection'] | undefined =>
  callsOf({ 'package.json': JSON.stringify({ name: 'service', dependencies }), ...files })[0]
    ?.protection;

const service = `
  import { Injectable } from '@nestjs/common';
  import { InjectModel } from '@nestjs/mongoose';
  import { Model } from 'mongoose';
  @Injectable()
  export class Cats {
    constructor(@InjectModel('Cat') private readonly cats: Model<object>) {}
    all() { return this.cats.find().exec(); }
  }
`;

const config = `
  import { registerAs } from '@nestjs/config';
  export default registerAs('database', () => ({
    uri: process.env.MONGODB_URI,
    pool: { maximum: 20 },
    socketTimeoutMS: 4000,
  }));
`;

const factory = (body: string): string => `
  import { ConfigService } from '@nestjs/config';
  import { MongooseModule } from '@nestjs/mongoose';
  import { BullModule } from '@nestjs/bullmq';
  export const modules = [
    MongooseModule.forRootAsync({ inject: [ConfigService], ${body} }),
    BullModule.forRootAsync({ useFactory: (other) => other.options() }),
  ];
`;

describe('a section of the configuration', () => {
  it('is what a factory reads by its name', () => {
    const protection = first({
      'src/config.ts': config,
      'src/cats.ts': service,
      'src/module.ts': factory(
        `useFactory: async (configService: ConfigService) => configService.get('database')!`,
      ),
    });
    expect(protection?.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
  });

  it('is looked into by a path of names', () => {
    const protection = first({
      'src/config.ts': config,
      'src/cats.ts': service,
      'src/module.ts': factory(
        `useFactory: (config: ConfigService) => ({ uri: config.get('database.uri'), socketTimeoutMS: config.getOrThrow('database.socketTimeoutMS'), maxPoolSize: config.get<number>('database.pool.maximum') })`,
      ),
    });
    expect(protection?.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
    expect(protection?.bulkhead).toMatchObject({ status: 'yes', limit: 20 });
  });

  it('has the default that the call gives, where nothing else says more', () => {
    const protection = first({
      'src/cats.ts': service,
      'src/module.ts': factory(
        `useFactory: (config: ConfigService) => ({ uri: config.get('MONGODB_URI'), socketTimeoutMS: config.get<number>('SOCKET_TIMEOUT', 3000) })`,
      ),
    });
    expect(protection?.timeout).toMatchObject({ status: 'bounded', ms: 3000 });
  });

  it('is what its own type and its own call stand for', () => {
    const protection = first({
      'src/config.ts': config,
      'src/users.ts': `
        import axios from 'axios';
        import { Inject } from '@nestjs/common';
        import { ConfigType } from '@nestjs/config';
        import database from './config';
        export class Users {
          constructor(@Inject(database.KEY) private readonly settings: ConfigType<typeof database>) {}
          all() {
            return axios.get('https://users.example.com', { timeout: this.settings.socketTimeoutMS });
          }
        }
      `,
    });
    expect(protection?.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
  });

  it('is a part of what the module of the configuration loads', () => {
    const protection = first({
      'src/configuration.ts': `
        interface Settings { readonly database: object }
        const database = () => ({ uri: process.env.MONGODB_URI, socketTimeoutMS: 4000, pool: { maximum: 20 } });
        export const configuration = (): Settings => ({ database: database() });
      `,
      'src/app.ts': `
        import { ConfigModule } from '@nestjs/config';
        import { configuration } from './configuration';
        export const imports = [ConfigModule.forRoot({ isGlobal: true, load: [configuration] })];
      `,
      'src/cats.ts': service,
      'src/module.ts': factory(
        `useFactory: (config: ConfigService) => {
          const database = config.get<Database>('database');
          return { uri: database.uri, socketTimeoutMS: database.socketTimeoutMS, maxPoolSize: config.get('database.pool.maximum') };
        }`,
      ),
    });
    expect(protection?.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
    expect(protection?.bulkhead).toMatchObject({ status: 'yes', limit: 20 });
  });

  it('that is not there leaves the setting unread', () => {
    const protection = first({
      'src/cats.ts': service,
      'src/module.ts': factory(`useFactory: (config: ConfigService) => config.get('elsewhere')`),
    });
    expect(protection?.timeout.status).toBe('unknown');
  });

  it('of other modules says nothing of a client', () => {
    const protection = first({
      'src/cats.ts': service,
      'src/module.ts': factory(`useFactory: () => ({ uri: 'mongodb://db' })`),
    });
    expect(protection?.timeout.status).toBe('none');
  });
});

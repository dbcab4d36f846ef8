import { expect, it } from 'vitest';
import { callsOf } from './assess-source.js';

const models = {
  'src/models/user.js': `
    const { DataTypes, Model } = require('sequelize');
    class User extends Model {
      static init(sequelize) { super.init({ name: DataTypes.STRING }, { sequelize }); }
      static stale() { return User.update({ active: false }, { where: {} }); }
    }
    module.exports = User;
  `,
};

const database = (options: string): string => `
  const { Sequelize } = require('sequelize');
  const User = require('./models/user');
  exports.open = (path) => { const db = new Sequelize(${options}); User.init(db); return db; };
`;

it('models that are handed their database are in the process where every database is', () => {
  const operations = (options: string): readonly string[] =>
    callsOf({
      'package.json': JSON.stringify({ dependencies: { sequelize: '6.37.0' } }),
      ...models,
      'src/database.js': database(options),
    }).map(({ operation }) => operation);
  expect(operations("{ dialect: 'sqlite', storage: path }")).toEqual([]);
  expect(operations("{ dialect: 'postgres', host: 'db' }")).toEqual(['update']);
  expect(operations('process.env.DATABASE_URL')).toEqual(['update']);
});

const typeorm = {
  'package.json': JSON.stringify({
    dependencies: { typeorm: '0.3.20', '@nestjs/typeorm': '10.0.2' },
  }),
  'src/logs.repository.ts': `
    import { Injectable } from '@nestjs/common';
    import { InjectRepository } from '@nestjs/typeorm';
    import { Repository } from 'typeorm';
    import { Log } from './log.entity';
    @Injectable()
    export class Logs {
      constructor(@InjectRepository(Log) private readonly logs: Repository<Log>) {}
      add(text: string) { return this.logs.save({ text }); }
    }
  `,
  'src/users.repository.ts': `
    import { Repository } from 'typeorm';
    import { User } from './user.entity';
    export class Users extends Repository<User> {
      active() { return this.find({ where: { active: true } }); }
    }
  `,
  'src/user.entity.ts': `
    import { BaseEntity, Entity } from 'typeorm';
    @Entity()
    export class User extends BaseEntity { id: number; }
    export const user = (id: number) => User.findOneBy({ id });
  `,
};

const operationsWith = (files: Readonly<Record<string, string>>): readonly string[] =>
  callsOf({ ...typeorm, ...files }).map(({ operation }) => operation);

const nestModule = (call: string): Record<string, string> => ({
  'src/app.module.ts': `
    import { Module } from '@nestjs/common';
    import { TypeOrmModule } from '@nestjs/typeorm';
    import { options } from './database';
    @Module({ imports: [TypeOrmModule.${call}] })
    export class AppModule {}
  `,
});

it.each(['sqlite', 'better-sqlite3', 'sqljs', 'postgres'])(
  'repositories that are injected are in the process where a module opens every database there: %s',
  (type) => {
    const calls = type === 'postgres' ? ['save', 'findOneBy', 'find'] : [];
    const options = `{ type: '${type}', database: process.env.DATABASE_PATH }`;
    expect(operationsWith(nestModule(`forRoot(${options})`))).toEqual(calls);
    expect(operationsWith(nestModule(`forRootAsync({ useFactory: () => (${options}) })`))).toEqual(
      calls,
    );
    expect(
      operationsWith({
        ...nestModule('forRoot(options)'),
        'src/database.ts': `
          import { TypeOrmModuleOptions } from '@nestjs/typeorm';
          export const options: TypeOrmModuleOptions = ${options};
        `,
      }),
    ).toEqual(calls);
    expect(
      operationsWith({
        'src/open.ts': `
          import { createConnection } from 'typeorm';
          import { options } from './database';
          export const open = () => createConnection(options);
        `,
        'src/database.ts': `
          import { ConnectionOptions } from 'typeorm';
          const options: ConnectionOptions = ${options};
          export { options };
        `,
      }).filter((operation) => operation !== 'createConnection'),
    ).toEqual(calls);
  },
);

it('says nothing of repositories where one database of several is outside, or read from a file', () => {
  const sqlite = nestModule("forRoot({ type: 'sqlite', database: 'a.db' })");
  const other = (call: string): Record<string, string> => ({
    ...sqlite,
    'src/other.module.ts': `
      import { TypeOrmModule } from '@nestjs/typeorm';
      export const modules = [TypeOrmModule.${call}];
    `,
  });
  expect(operationsWith(other('forRoot()'))).toContain('save');
  expect(operationsWith(other("forRoot({ type: 'mysql', name: 'b' })"))).toContain('save');
  expect(operationsWith(other('forFeature([])'))).toEqual([]);
});

const cached = (store: string): Record<string, string> => ({
  'package.json': JSON.stringify({ dependencies: { 'cache-manager': '5.7.6', redis: '4.7.0' } }),
  'src/store.ts': store,
  'src/tokens.ts': `
    import { Cache } from 'cache-manager';
    export class Tokens {
      constructor(private readonly cache: Cache) {}
      load(id: string) { return this.cache.get(id); }
    }
  `,
});

it('a cache that is handed over leaves the process where the sources import a store for it', () => {
  const operations = (store: string): readonly string[] =>
    callsOf(cached(store))
      .filter(({ client }) => client === 'cache-manager')
      .map(({ operation }) => operation);
  expect(operations(`import 'cache-manager-redis-yet';`)).toEqual(['get']);
  expect(operations(`import 'redis';`)).toEqual([]);
  expect(operations(`export const name = 'cache-manager-redis-yet';`)).toEqual([]);
});

it('a cache is in the process where every one that is made has no store', () => {
  const operations = (options: string): readonly string[] =>
    callsOf(
      cached(`
        import { CacheModule } from '@nestjs/cache-manager';
        import * as store from 'cache-manager-redis-store';
        export const cache = CacheModule.register(${options});
        export { store };
      `),
    ).map(({ operation }) => operation);
  expect(operations('')).toEqual([]);
  expect(operations("{ store: 'memory' }")).toEqual([]);
  expect(operations("{ store, host: 'cache.internal' }")).toEqual(['get']);
});

it('a database that only some of the options keep in the process is outside of it', () => {
  const operations = (database: string): readonly string[] =>
    callsOf({
      'package.json': JSON.stringify({ dependencies: { sequelize: '6.37.0' } }),
      'src/database.js': `
        const { Sequelize } = require('sequelize');
        const isTest = process.env.NODE_ENV === 'test';
        const OPTIONS = isTest ? { dialect: 'sqlite', storage: ':memory:' } : { ssl: true };
        ${database}
        const User = db.define('User', {});
        exports.count = () => User.count();
      `,
    }).map(({ operation }) => operation);
  const url = 'process.env.DATABASE_URL';
  expect(operations(`const db = new Sequelize(${url}, OPTIONS);`)).toEqual(['count']);
  expect(operations("const db = new Sequelize({ dialect: isTest ? 'sqlite' : 'mysql' });")).toEqual(
    ['count'],
  );
  const branches = `let db;
    if (isTest) db = new Sequelize({ dialect: 'sqlite' }); else db = new Sequelize(${url}, OPTIONS);`;
  expect(operations(branches)).toEqual(['count']);
});

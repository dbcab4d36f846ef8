import type { MakerShape } from './makers.js';

const TYPEORM = { typeorm: '0.3.20', '@nestjs/typeorm': '10.0.0', pg: '8.13.0' };
const USERS = `import { Injectable } from '@nestjs/common';\nimport { InjectRepository } from '@nestjs/typeorm';\nimport { Repository } from 'typeorm';\nimport { User } from './user.js';\n@Injectable()\nexport class Users {\n  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}\n  all() {\n    return this.users.find();\n  }\n  one(id: string) {\n    return this.users.findOneBy({ id });\n  }\n}\n`;
const USER = `import { Entity, PrimaryColumn } from 'typeorm';\n@Entity()\nexport class User {\n  @PrimaryColumn() id!: string;\n}\n`;
const ROWS = `import { Model } from 'objection';\nexport class Row extends Model {\n  static tableName = 'rows';\n}\nexport const rows = () => Row.query();\nexport const row = (id: string) => Row.query().findById(id);\n`;

const nest = (module: string, after: string): Omit<MakerShape, 'name' | 'safety' | 'reason'> => ({
  dependencies: TYPEORM,
  file: 'src/app.module.ts',
  files: { 'src/app.module.ts': module, 'src/users.ts': USERS, 'src/user.ts': USER },
  after,
  calls: 2,
});

/** Modules, data sources and clients that are handed to others. */
export const frameworks: readonly MakerShape[] = [
  {
    name: 'TypeOrmModule.forRoot',
    ...nest(
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: 'postgres', host: 'db' })],\n})\nexport class AppModule {}\n`,
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: 'postgres', host: 'db', extra: { query_timeout: 30000, statement_timeout: 30000 } })],\n})\nexport class AppModule {}\n`,
    ),
    safety: 'unsafe',
  },
  {
    name: 'TypeOrmModule.forRootAsync, by what its factory gives',
    ...nest(
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [\n    TypeOrmModule.forRootAsync({\n      useFactory: (config: Config) => ({\n        type: 'postgres',\n        host: config.host,\n        extra: { max: 5 },\n      }),\n    }),\n  ],\n})\nexport class AppModule {}\n`,
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [\n    TypeOrmModule.forRootAsync({\n      useFactory: (config: Config) => ({\n        type: 'postgres',\n        host: config.host,\n        extra: { max: 5, query_timeout: 30000, statement_timeout: 30000 },\n      }),\n    }),\n  ],\n})\nexport class AppModule {}\n`,
    ),
    safety: 'unsafe',
  },
  {
    name: 'a driver that only the surroundings name',
    ...nest(
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: process.env.DRIVER as 'postgres', host: 'db' })],\n})\nexport class AppModule {}\n`,
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: process.env.DRIVER as 'postgres', host: 'db', extra: { query_timeout: 30000, statement_timeout: 30000 } })],\n})\nexport class AppModule {}\n`,
    ),
    safety: 'suggestion',
    reason: 'driver-unclear',
  },
  {
    name: 'a driver with an option of its own, which needs another one',
    ...nest(
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: 'mysql', host: 'db' })],\n})\nexport class AppModule {}\n`,
      `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: 'mysql', host: 'db', maxQueryExecutionTime: 30000, enableQueryTimeout: true })],\n})\nexport class AppModule {}\n`,
    ),
    dependencies: { ...TYPEORM, typeorm: '0.3.24' },
    safety: 'unsafe',
  },
  {
    name: 'a pool that drizzle is handed',
    dependencies: { pg: '8.13.0', 'drizzle-orm': '0.40.0' },
    file: 'src/pool.ts',
    files: {
      'src/pool.ts': `import { Pool } from 'pg';\nexport const pool = new Pool({ host: 'db' });\n`,
      'src/db.ts': `import { drizzle } from 'drizzle-orm/node-postgres';\nimport { pool } from './pool.js';\nimport { users } from './schema.js';\nexport const db = drizzle(pool);\nexport const all = () => db.select().from(users);\nexport const raw = () => db.execute('select 1');\n`,
      'src/schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const users = pgTable('users', { id: text('id') });\n`,
    },
    after: `import { Pool } from 'pg';\nexport const pool = new Pool({ host: 'db', query_timeout: 30000, statement_timeout: 30000 });\n`,
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'a database that the models of objection are bound to',
    dependencies: { knex: '3.1.0', objection: '3.1.0', pg: '8.13.0' },
    file: 'src/db.ts',
    files: {
      'src/row.ts': ROWS,
      'src/db.ts': `import knex from 'knex';\nimport { Model } from 'objection';\nconst options = { client: 'pg', connection: { host: 'db' } };\nModel.knex(knex(options));\n`,
    },
    after: `import knex from 'knex';\nimport { Model } from 'objection';\nconst options = { client: 'pg', connection: { host: 'db', query_timeout: 30000, statement_timeout: 30000 } };\nModel.knex(knex(options));\n`,
    safety: 'unsafe',
    calls: 2,
  },
  {
    name: 'a knexfile',
    dependencies: { knex: '3.1.0', pg: '8.13.0' },
    file: 'knexfile.ts',
    files: {
      'knexfile.ts': `const config = {\n  client: 'pg',\n  connection: { host: 'db' },\n};\nexport default config;\n`,
      'src/db.ts': `import knex from 'knex';\nimport config from '../knexfile.js';\nexport const db = knex(config);\nexport const all = () => db('users').select();\n`,
    },
    after: `const config = {\n  client: 'pg',\n  connection: { host: 'db', query_timeout: 30000, statement_timeout: 30000 },\n};\nexport default config;\n`,
    safety: 'unsafe',
    calls: 1,
  },
  {
    name: 'sequelize by its address',
    dependencies: { sequelize: '6.37.0', pg: '8.13.0' },
    file: 'src/db.ts',
    files: {
      'src/db.ts': `import { DataTypes, Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('postgres://db/app', { logging: false });\nexport const User = sequelize.define('user', { name: DataTypes.STRING });\nexport const all = () => User.findAll();\n`,
    },
    after: `import { DataTypes, Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('postgres://db/app', { logging: false, dialectOptions: { query_timeout: 30000, statement_timeout: 30000 } });\nexport const User = sequelize.define('user', { name: DataTypes.STRING });\nexport const all = () => User.findAll();\n`,
    safety: 'unsafe',
    calls: 1,
  },
];

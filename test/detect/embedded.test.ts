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

import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

const dependencies = { mongoose: '8.5.0' };

const model = `
  const mongoose = require('mongoose');
  module.exports = mongoose.model('User', new mongoose.Schema({ name: String }));
`;
const database = `
  const mongoose = require('mongoose');
  exports.connect = () => mongoose.connect(process.env.DB_URL, { socketTimeoutMS: 4000, maxPoolSize: 3 });
`;
const server = `
  const { connect } = require('./database');
  const User = require('./models/user');
  connect();
  exports.load = () => User.findOne({ name: 'a' });
`;

/** The protection of the query in a file of several programs. */
const queryIn = (
  file: string,
  files: Readonly<Record<string, string>>,
): Call['protection'] | undefined =>
  callsOf({ 'package.json': JSON.stringify({ name: 'service', dependencies }), ...files }).find(
    (one) => one.file === file && one.operation === 'findOne',
  )?.protection;

describe('what sets up the clients of a program', () => {
  const other = (connects: string): string => `
    const mongoose = require('mongoose');
    ${connects}
    const User = mongoose.model('User', new mongoose.Schema({ name: String }));
    exports.load = () => User.findOne({ name: 'b' });
  `;
  const files = { 'database.js': database, 'models/user.js': model, 'server.js': server };

  it('reaches every file that the program loads', () => {
    const found = queryIn('server.js', { ...files, 'other.js': other('') });
    expect(found).toMatchObject({ timeout: { status: 'bounded', ms: 4000 } });
    expect(found).toMatchObject({ bulkhead: { status: 'yes', limit: 3 } });
  });

  it.each([
    ["mongoose.connect('mongodb://localhost/app', { useNewUrlParser: true });"],
    ["mongoose.connect('mongodb://localhost/app');"],
  ])('says nothing of a program of its own: %s', (connects) => {
    const found = queryIn('other.js', { ...files, 'other.js': other(connects) });
    expect(found).toMatchObject({ timeout: { status: 'none' } });
    expect(found).toMatchObject({ bulkhead: { status: 'library-default' } });
  });

  it('is asked for elsewhere where no program of the file sets anything up', () => {
    const found = queryIn('other.js', {
      ...files,
      'other.js': other(''),
      'third.js': other("mongoose.connect('mongodb://localhost/app');"),
    });
    expect(found).toMatchObject({ timeout: { status: 'bounded' } });
  });
});

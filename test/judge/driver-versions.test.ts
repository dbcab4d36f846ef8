import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const retryOf = (version: string, client: 'mongoose' | 'mongodb'): string =>
  only({
    'package.json': JSON.stringify({ dependencies: { [client]: version } }),
    'src/users.ts':
      client === 'mongoose'
        ? `
          import mongoose from 'mongoose';
          const User = mongoose.model('User', new mongoose.Schema({ name: String }));
          export const load = (id: string) => User.findOne({ id }).exec();
        `
        : `
          import type { Collection } from 'mongodb';
          export const load = (users: Collection, id: string) => users.findOne({ id });
        `,
  }).retry.status;

describe('the driver of MongoDB', () => {
  it('repeats reads since version 3.3, which came with mongoose 5.7', () => {
    expect(retryOf('4.13.21', 'mongoose')).toBe('no');
    expect(retryOf('5.6.13', 'mongoose')).toBe('no');
    expect(retryOf('5.7.0', 'mongoose')).toBe('builtin');
    expect(retryOf('3.2.7', 'mongodb')).toBe('no');
    expect(retryOf('3.3.0', 'mongodb')).toBe('builtin');
  });
});

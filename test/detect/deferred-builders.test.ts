import { describe, expect, it } from 'vitest';
import { callsOf } from './assess-source.js';

const packageJson = JSON.stringify({ dependencies: { knex: '3.1.0' } });
const database = `
import knex, { type Knex } from 'knex';
export const db = knex({ client: 'pg' });
export class Table {
  start() {
    return db('items').queryContext({ open: true });
  }
}
`;

function placesOf(source: string): readonly string[] {
  const imports = `import type { Knex } from 'knex'; import { db, Table } from './db.js';`;
  const files = { 'package.json': packageJson, 'db.ts': database, 'main.ts': imports + source };
  return callsOf(files).map(({ file, line }) => `${file}:${String(line)}`);
}

const linesOf = (source: string): readonly string[] =>
  placesOf(source).filter((place) => !place.startsWith('db.ts'));

describe('a query runs where it is waited for', () => {
  it('in the function that goes on with what another one started', () => {
    const found = placesOf(`
      export class Items {
        constructor(private readonly table: Table) {}
        async open() {
          return this.table.start().where('open', true);
        }
        async old(date: Date) {
          const rows = await this.table.start().where('at', '<', date).orderBy('at');
          return rows;
        }
      }`);
    expect(found).toEqual(['main.ts:5', 'main.ts:8']);
  });

  it('where it was begun, when its variable is waited for', () => {
    const found = linesOf(`
      export async function list(table: Table, name?: string) {
        let query = name ? table.start().where({ name }) : table.start().where({ open: true });
        query = query.orderBy('name');
        return await query;
      }`);
    expect(found).toEqual(['main.ts:3', 'main.ts:3']);
  });

  it('in the function that it is handed to', () => {
    const found = linesOf(`
      async function page(query: Knex.QueryBuilder, limit: number) {
        const rows = await query.limit(limit).offset(0);
        return rows;
      }
      export const first = () => page(db('items').select('*'), 10);
      export async function named(name: string) {
        const query = db('items').where({ name });
        return page(query, 10);
      }`);
    expect(found).toEqual(['main.ts:3']);
  });

  it('not where a function only adds to what it was handed', () => {
    const found = linesOf(`
      const withTotal = (query: Knex.QueryBuilder) => query.select('total');
      function onlyOpen(query: Knex.QueryBuilder) {
        query.select('open').where('open', true);
        return query;
      }
      export const all = () => db('items').modify(withTotal).modify(onlyOpen).limit(1);`);
    expect(found).toEqual(['main.ts:7']);
  });

  it('in those who go on with what a function gives them that was handed on in between', () => {
    const found = linesOf(`
      const open = (query: Knex.QueryBuilder) => query.where('open', true);
      const openItems = () => open(db('items').where('id', 1));
      export const count = async () => {
        const row = await openItems().count().first();
        return row;
      };`);
    expect(found).toEqual(['main.ts:5']);
  });

  it('where it is built, when its callers only take the answer', () => {
    const found = linesOf(`
      const open = () => db('items').where('open', true);
      export const count = () => open().then((rows) => rows.length);
      export const load = () => open().catch(() => []);`);
    expect(found).toEqual(['main.ts:2']);
  });

  it('in each step that follows on the answer of another query', () => {
    const found = linesOf(`
      export const clear = () =>
        db('items').del()
          .then(() => {
            return db('tags').del();
          })
          .then(() => db('users').del());`);
    expect(found).toEqual(['main.ts:3', 'main.ts:5', 'main.ts:7']);
  });

  it('in those who call a function that one of two names leads to', () => {
    const found = linesOf(`
      export async function add(item: object, other?: Knex) {
        const begin = other ? () => other('items') : () => db('items');
        const [row] = await begin().insert(item, '*');
        return row;
      }`);
    expect(found).toEqual(['main.ts:4']);
  });

  it('where it is handed to what gives it back, when it is waited for there', () => {
    const found = linesOf(`
      const open = (query: Knex.QueryBuilder) => query.where('open', true);
      export async function rows() {
        const found = await open(db('items').where('id', 1));
        return found;
      }`);
    expect(found).toEqual(['main.ts:4']);
  });
});

it('what an asynchronous function answered is no query any more', () => {
  const found = linesOf(`
    async function rows(): Promise<object[]> {
      return db('items').select('id');
    }
    export const names = () => rows().then((all) => all.map(String));
    export const sorted = async () => (await rows()).slice(1).join(' ');`);
  expect(found).toEqual(['main.ts:3']);
});

describe('a query that nobody waits for', () => {
  it('is never sent, unless it is handed a callback', () => {
    const found = linesOf(`
      export function rename(name: string, done: () => void) {
        db('items').where({ name }).update({ name });
        void db('items').insert({ name });
        db('items').del().asCallback(done);
        db('items').truncate().then(done);
      }`);
    expect(found).toEqual(['main.ts:5', 'main.ts:6']);
  });
});

import { expect, it } from 'vitest';
import { FileIndex } from '../../src/resolve/indexes/file-index.js';
import type { FactsStore } from '../../src/parse/facts-store.js';
import { createResolver } from '../../src/resolve/create-resolver.js';
import { counted } from '../judge/counted.js';
import { factsOf } from '../parse/facts-of.js';
import { repository } from './given-repository.js';

const file = 'source.ts';
const size = 300;
const lines = (line: (at: string) => string): string =>
  Array.from({ length: size }, (_, at) => line(String(at))).join('\n');

it('`this` of functions is told without looking through all writes for each', () => {
  const facts = factsOf(
    `function A() { this.a = 1; }\n${lines((at) => `A.prototype.f${at} = function () {};`)}`,
    file,
  );
  const writes = counted(facts.writes);
  const index = new FileIndex({ ...facts, writes: writes.list });
  const found = facts.functions.map((_, id) => index.thisOfFunction(id));
  expect(found.flat().map(({ kind }) => kind)).toEqual(Array(size + 1).fill('instance'));
  expect(writes.reads()).toBeLessThan(size * 10);
});

it('what is put into collections is told without looking through all calls for each', () => {
  const facts = factsOf(
    `class A { kept = new Map(); fill() { this.kept.set('a', 1); } }
    ${lines((at) => `const s${at} = new Set(); s${at}.add(${at}); s${at}.has(-1);`)}`,
    file,
  );
  const calls = counted(facts.calls);
  const read = { ...facts, calls: calls.list };
  const files = { get: () => read, all: () => [read].values() } as unknown as FactsStore;
  const resolver = createResolver({
    repository: repository({ files: [file] }),
    files,
    catalog: [],
  });
  const place = { file, function: 0, class: null, frame: null };
  const made = facts.calls.flatMap(({ form }, id) => (form === 'new' ? [id] : []));
  const found = made.flatMap((id) => resolver.evaluateCall(id, place));
  const constant = (value: number) => ({ kind: 'list', elements: [{ kind: 'constant', value }] });
  expect(found).toMatchObject([1, ...Array(size).keys()].map(constant));
  expect(calls.reads()).toBeLessThan(size * 100);
});

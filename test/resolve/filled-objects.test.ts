import { expect, it, vi } from 'vitest';
import type { FactsStore } from '../../src/parse/facts-store.js';
import { createResolver } from '../../src/resolve/create-resolver.js';
import { contents } from '../../src/resolve/expressions/filled-objects.js';
import { counted } from '../judge/counted.js';
import { bindingNamed, factsOf } from '../parse/facts-of.js';
import { repository } from './given-repository.js';

const file = 'source.ts';

/** What the object of a name holds, asked some times, and the steps that it took. */
function held(text: string, name: string, times = 1) {
  const facts = factsOf(text, file);
  const writes = counted(facts.writes);
  const read = { ...facts, writes: writes.list };
  const files = { get: () => read, all: () => [read].values() } as unknown as FactsStore;
  const resolver = createResolver({
    repository: repository({ files: [file] }),
    files,
    catalog: [],
  });
  const binding = facts.bindings.indexOf(bindingNamed(facts, name));
  const place = { file, function: 0, class: null, frame: null };
  const objects = resolver.binding(binding, place);
  const evaluate = vi.spyOn(resolver, 'evaluate');
  const found = Array.from({ length: times }, () =>
    objects.flatMap((one) => contents(resolver, one)),
  )[0];
  const values = found?.map((one) => (one.kind === 'constant' ? one.value : one.kind));
  return { values, steps: evaluate.mock.calls.length + writes.reads() };
}

it('objects that are spread into others are held by them, each looked into once', () => {
  const size = 30;
  const lines = Array.from({ length: size }, (_, at) => {
    const all = Array.from({ length: at }, (__, other) => `...v${String(other)}`);
    return `const v${String(at)} = { ${[`k${String(at)}: ${String(at)}`, ...all].join(', ')} };`;
  });
  const { values, steps } = held(lines.join('\n'), `v${String(size - 1)}`);
  expect(values).toHaveLength(size);
  expect(values?.slice(0, 3)).toEqual([size - 1, 0, 1]);
  expect(steps).toBeLessThan(size * size);
});

it('objects that are spread into each other end', () => {
  expect(held('const a = { one: 1, ...b }; const b = { ...a, two: 2 };', 'a').values).toEqual([
    1, 2,
  ]);
});

it('what is put into an object later is held, without looking through all writes again', () => {
  const size = 300;
  const others = Array.from({ length: size }, (_, at) => `o${String(at)}.a = ${String(at)};`);
  const text = `const kept = {}; ${others.join('\n')} kept.one = 1; kept[key] = 2;`;
  const { values, steps } = held(text, 'kept', size);
  expect(values).toEqual([1, 2]);
  expect(steps).toBeLessThan(size * 10);
});

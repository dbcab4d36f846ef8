import { expect, it } from 'vitest';
import { isChanged } from '../../src/judge/code/changed-values.js';
import type { FileFacts } from '../../src/parse/facts.js';
import type { Value } from '../../src/resolve/values.js';
import { bindingNamed, factsOf } from '../parse/facts-of.js';
import { counted } from './counted.js';

const file = 'source.ts';

/** Of which names in a file something below `a` is changed, and how much was read to know. */
function changed(text: string, names: readonly string[]) {
  const facts = factsOf(text, file);
  const calls = counted(facts.calls);
  const writes = counted(facts.writes);
  const read: FileFacts = { ...facts, calls: calls.list, writes: writes.list };
  const callees = ({ call }: { readonly call: number }): readonly Value[] =>
    facts.functions.flatMap(({ name }, id) => {
      const { callee } = facts.calls[call] ?? {};
      const isIt = callee?.kind === 'name' && callee.name === name;
      return isIt ? [{ kind: 'function', file, function: id, closure: null }] : [];
    });
  const asked = { facts: () => read, callees };
  const found = names.filter((name) => {
    const binding = bindingNamed(facts, name);
    const held = { file, id: facts.bindings.indexOf(binding), binding };
    return isChanged(asked, held, ['a']);
  });
  return { found, steps: calls.reads() + writes.reads() };
}

it('what is written, filled or handed to what writes it is changed', () => {
  const text = `
    const written = {}; written.a = 1; const other = {}; other.b = 1;
    const filled = {}; Object.assign(filled, input); const source = {}; Object.assign({}, source);
    const keyed = {}; keyed[key] = 1; const deep = {}; deep.b.a = 1;
    const handed = {}; fill(1, handed); const first = {}; fill(first, 1);
    const twice = {}; fill(twice, twice);
    function fill(one, all) { all.a = 1; }
  `;
  const names = [
    'written',
    'other',
    'filled',
    'source',
    'keyed',
    'deep',
    'handed',
    'first',
    'twice',
  ];
  const expected = ['written', 'filled', 'keyed', 'deep', 'handed', 'twice'];
  expect(changed(text, names).found).toEqual(expected);
});

it('is known without looking through the file for each name and each call that hands it on', () => {
  const size = 200;
  const lines = Array.from({ length: size }, (_, at) => {
    const next = (at + 1) % size;
    return `const o${String(at)} = {}; f${String(at)}(o${String(at)});
      function f${String(at)}(p${String(at)}) { f${String(next)}(p${String(at)}); p${String(at)}.b = 1; }`;
  });
  const names = Array.from({ length: size }, (_, at) => `o${String(at)}`);
  const { found, steps } = changed(lines.join('\n'), names);
  expect(found).toEqual([]);
  expect(steps).toBeLessThan(size * 20);
});

import { expect, it } from 'vitest';
import { CodeMap } from '../../src/judge/code/code-map.js';
import { conditionsOf } from '../../src/judge/code/conditions.js';
import { factsOf } from '../parse/facts-of.js';
import { counted } from './counted.js';

it('finds calls of what a call gives, and the functions that are declared', () => {
  const map = new CodeMap(factsOf('limit(1)(load); limit(2); function load() {} (() => {})();'));
  expect(map.facts.calls.map((_, id) => map.callsOfResult(id))).toEqual([[1], [], [], []]);
  expect(map.facts.functions.map((_, id) => map.isDeclared(id))).toEqual([false, true, false]);
});

it('is not looked through again for each function and call', () => {
  const size = 300;
  const lines = Array.from({ length: size }, (_, at) => `function f${String(at)}() { g()(); }`);
  const facts = factsOf(lines.join('\n'));
  const bindings = counted(facts.bindings);
  const calls = counted(facts.calls);
  const map = new CodeMap({ ...facts, bindings: bindings.list, calls: calls.list });
  for (const [id, { start }] of facts.functions.entries()) conditionsOf(map, id, start);
  for (const id of facts.calls.keys()) map.callsOfResult(id);
  expect(bindings.reads() + calls.reads()).toBeLessThan(size * 10);
});

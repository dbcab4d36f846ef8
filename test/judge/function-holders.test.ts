import { describe, expect, it } from 'vitest';
import { holdersIn } from '../../src/judge/code/function-holders.js';
import { namesOf } from '../../src/judge/code/targets.js';
import { factsOf } from '../parse/facts-of.js';
import { counted } from './counted.js';

describe('the names of a function', () => {
  it('are its own, those of what holds it, and "default" where it is exported so', () => {
    const facts = factsOf(`
      const load = function inner() {};
      exports.fetchAll = () => {};
      module.exports = function () {};
      export default load;
    `);
    const names = facts.functions.map((_, id) => namesOf(facts, id));
    expect(names).toEqual([[], ['inner', 'load', 'default'], ['fetchAll'], ['exports', 'default']]);
  });

  it('are found without looking through the file for each of its functions', () => {
    const size = 500;
    const lines = Array.from({ length: size }, (_, at) => `export const f${String(at)} = () => 1;`);
    const facts = factsOf(lines.join('\n'));
    const { list, reads } = counted(facts.bindings);
    const read = { ...facts, bindings: list };
    for (const id of facts.functions.keys()) namesOf(read, id);
    expect(facts.functions.length).toBeGreaterThan(size);
    expect(reads()).toBeLessThan(size * 4);
  });
});

describe('calls that are handed an object with a function', () => {
  it('are found by the function', () => {
    const facts = factsOf(
      'serve({ onError() {}, other: 1 }); serve(() => {}); new Source({ get: () => 1 });',
    );
    const { handedIn } = holdersIn(facts);
    const calls = facts.functions.map((_, id) => handedIn.get(id) ?? []);
    expect(calls).toEqual([[], [0], [], [2]]);
  });
});

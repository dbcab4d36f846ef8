import { describe, expect, it } from 'vitest';
import { bindingNamed, factsOf } from './facts-of.js';
import { show, showType } from './notation.js';

describe('functions', () => {
  it('know kind, name, parent and class', () => {
    const facts = factsOf(`
      function a() { const b = () => {}; }
      const c = { d() {}, get e() { return 1 }, set e(v) {}, f: () => {}, g: function () {} };
      class H { constructor() {} i() { run(() => {}); } #j = () => {}; get k() { return 2 } static l = function () {}; }
      exports.m = async function* () {};
      export default () => {};
    `);
    const parents = facts.functions.map(({ parent }) =>
      parent === null ? '-' : (facts.functions[parent]?.name ?? 'module'),
    );
    expect(
      facts.functions.map(({ kind, name, class: of }, id) => [kind, name, parents[id], of]),
    ).toEqual([
      ['module', null, '-', null],
      ['function', 'a', 'module', null],
      ['arrow', 'b', 'a', null],
      ['method', 'd', 'module', null],
      ['getter', 'e', 'module', null],
      ['setter', 'e', 'module', null],
      ['arrow', 'f', 'module', null],
      ['function', 'g', 'module', null],
      ['constructor', 'constructor', 'module', 0],
      ['method', 'i', 'module', 0],
      ['arrow', null, 'i', null],
      ['arrow', '#j', 'module', 0],
      ['getter', 'k', 'module', 0],
      ['function', 'l', 'module', null],
      ['function', 'm', 'module', null],
      ['arrow', null, 'module', null],
    ]);
    expect(facts.functions[14]).toMatchObject({ async: true, generator: true });
  });

  it('keep their own returns and yields only', () => {
    const facts = factsOf(`
      function a() { if (x) return one; const inner = () => two; return three; }
      function* b() { yield one; yield* two; return; }
    `);
    const shown = facts.functions.map(({ returns, yields }) =>
      [...returns, ...yields].map((one) => show(facts, one)),
    );
    expect(shown).toEqual([[], ['?one', '?three'], ['?two'], ['?one', '...?two']]);
  });

  it('describe their parameters', () => {
    const facts = factsOf(`
      function f<T>(this: Ctx, a: T, { b, c: [d] = [] }: Opts = {}, @Dec('x') e = 1, ...rest: T[]): Promise<T> {}
    `);
    const [, f] = facts.functions;
    expect(
      f?.parameters.map((one) => [
        one.name ?? null,
        showType(facts, one.type),
        show(facts, one.default),
        one.rest,
        one.decorators.map((decorator) => show(facts, decorator)),
      ]),
    ).toEqual([
      ['a', 'T', 'nothing', false, []],
      [null, '?Opts', '{}', false, []],
      ['e', 'nothing', '1', false, ['?Dec("x")']],
      ['rest', 'T[]', 'nothing', true, []],
    ]);
    expect(showType(facts, f?.returnType)).toBe('?Promise<T>');
    expect(f?.typeParameters).toEqual(['T']);
    expect(bindingNamed(facts, 'd')).toMatchObject({
      parameter: 1,
      path: [
        { step: 'property', name: 'c' },
        { step: 'element', index: 0 },
      ],
    });
  });

  it('know the call that they are an argument of', () => {
    const facts = factsOf('app.get("/", auth, (async (req) => {}) as Handler);');
    expect(facts.functions[1]?.argumentOf).toEqual({ call: 0, index: 2 });
  });

  it('take the return type of their overloads, which are no functions themselves', () => {
    const facts = factsOf(`
      export function load(a: string): Client;
      export function load(a: number): Other;
      export function load(a: any) { return a; }
      declare function declared<T>(x: T): Client<T>;
    `);
    expect(facts.functions).toHaveLength(2);
    expect(showType(facts, facts.functions[1]?.returnType)).toBe('?Client');
    expect(bindingNamed(facts, 'load')).toMatchObject({ kind: 'function', declares: 1 });
    expect(bindingNamed(facts, 'load').type).toBeUndefined();
    expect(facts.exports).toHaveLength(1);
    expect(showType(facts, bindingNamed(facts, 'declared').type)).toBe('(T) => ?Client<T>');
  });
});

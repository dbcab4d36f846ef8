import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/parse/facts.js';
import { bindingNamed, factsOf } from './facts-of.js';
import { show, showType } from './notation.js';

/** The kind and order of the binding that the argument of each `use(x)` means. */
function meanings(facts: FileFacts): readonly (string | null)[] {
  return facts.calls
    .filter(({ callee }) => callee.kind === 'name' && callee.name === 'use')
    .map(({ arguments: [first] }) => {
      if (first?.kind !== 'name' || first.binding === null) return null;
      const binding = facts.bindings[first.binding];
      return binding ? `${binding.kind}@${binding.function}` : 'missing';
    });
}

describe('names', () => {
  it('mean the nearest declaration, hoisted ones included', () => {
    const facts = factsOf(`
      use(later); use(hoisted); use(nowhere);
      const x = 1;
      function later(x) { use(x); { let x; use(x); } if (a) { var hoisted2; } use(hoisted2); }
      { var hoisted = 1; class x {} use(x); }
      try {} catch (x) { use(x); }
      for (const x of xs) use(x);
      switch (1) { case 1: let x; use(x); }
      use(x);
    `);
    expect(meanings(facts)).toEqual([
      'function@0',
      'variable@0',
      null,
      'parameter@1',
      'variable@1',
      'variable@1',
      'class@0',
      'catch@0',
      'variable@0',
      'variable@0',
      'variable@0',
    ]);
  });

  it('of function and class expressions are visible inside them only', () => {
    const facts = factsOf(
      'const a = function self() { use(self) }; const b = class Own { m() { use(Own) } }; use(self); use(Own)',
    );
    expect(meanings(facts)).toEqual(['function@1', 'class@0', null, null]);
  });

  it('keep values, types and namespaces apart', () => {
    const facts = factsOf(`
      import express from 'express';
      interface Client { a: string }
      const Client = make();
      function f<T extends Client>(express: express.Router, c: Client, t: T) { use(Client); }
    `);
    expect(bindingNamed(facts, 'Client', 'interface').members?.[0]?.name).toBe('a');
    expect(meanings(facts)).toEqual(['variable@0']);
    const [router, client, t] = facts.functions[1]?.parameters.map(({ type }) => type) ?? [];
    const kinds = [router, client, t].map((type) =>
      type?.kind === 'reference' && type.binding !== null
        ? facts.bindings[type.binding]?.kind
        : null,
    );
    expect(kinds).toEqual(['import', 'interface', 'typeParameter']);
    expect(showType(facts, bindingNamed(facts, 'T').type)).toBe('Client');
  });

  it('declared in namespaces, static blocks and generic signatures stay inside', () => {
    const facts = factsOf(`
      namespace N { export const inner = 1; use(inner); }
      class C { static { var blockOnly = 1; use(blockOnly); } }
      use(inner); use(blockOnly); use(N);
      type F = <T>(x: T) => T; let t: T;
    `);
    expect(meanings(facts)).toEqual(['variable@0', 'variable@0', null, null, 'namespace@0']);
    const alias = bindingNamed(facts, 'F').type;
    expect(alias && showType(facts, alias)).toBe('(T) => T');
    expect(showType(facts, bindingNamed(facts, 't').type)).toBe('?T');
  });
});

describe('bindings', () => {
  it('hold the initialiser and the path of destructuring into it', () => {
    const facts = factsOf(`
      const { a: { b }, c = 1, 'd-e': f, ...rest } = require('x');
      const [g, , [h = 2], ...i] = list;
      for (const { id } of rows) {}
      for await (const chunk of stream) {}
    `);
    const paths = Object.fromEntries(
      facts.bindings.map(({ name, path = [] }) => [
        name,
        path.map((one) =>
          one.step === 'property' ? one.name : one.step === 'element' ? one.index : '...',
        ),
      ]),
    );
    expect(paths).toEqual({
      b: ['a', 'b'],
      c: ['c'],
      f: ['d-e'],
      rest: ['...'],
      g: [0],
      h: [2, 0],
      i: ['...'],
      id: ['id'],
      chunk: [],
    });
    expect(show(facts, bindingNamed(facts, 'b').value)).toBe('?require("x")');
    expect(show(facts, bindingNamed(facts, 'c').default)).toBe('1');
    expect(show(facts, bindingNamed(facts, 'h').default)).toBe('2');
    expect(bindingNamed(facts, 'chunk')).toMatchObject({
      element: true,
      value: { name: 'stream' },
    });
    expect(facts.requests).toEqual([{ specifier: 'x', typeOnly: false }]);
  });

  it('collect later assignments, in patterns too', () => {
    const facts = factsOf(`
      let client; let n = 0; let first, second;
      client = make(); client ??= other; n += 1;
      ({ x: first, y: { z: second } } = await load());
      var v = 1; var v = 2;
      function f(p) { var p = p || 3; }
    `);
    const assigned = (name: string): unknown =>
      bindingNamed(facts, name).assigned?.map((one) => show(facts, one));
    expect(assigned('client')).toEqual(['?make()', '?other']);
    expect(assigned('n')).toBeUndefined();
    expect(assigned('first')).toEqual(['await ?load().x']);
    expect(assigned('second')).toEqual(['await ?load().y.z']);
    expect(assigned('v')).toEqual(['2']);
    expect(show(facts, bindingNamed(facts, 'v').value)).toBe('1');
    expect(assigned('p')).toEqual(['(p || 3)']);
  });

  it('are declared in the module by an assignment where nothing else does', () => {
    const facts = factsOf(
      'use(db); function connect() { db = {}; exports = {}; Users = 1; } use(exports); use(Users)',
    );
    expect(meanings(facts)).toEqual(['variable@0', null, null]);
    expect(bindingNamed(facts, 'db').assigned).toMatchObject([{ kind: 'object', properties: [] }]);
  });

  it('carry the type they are declared with', () => {
    const facts = factsOf(`
      import type { Redis } from 'ioredis'; import * as pg from 'pg';
      let a: Redis | null, b: pg.Pool[], c: typeof a, d: import('x').Y, e: Row['id'], f: readonly [Redis, 1];
      let g: Pick<Redis, 'get'>, h: { q(): Redis; r: 'x'; get s(): Redis }, i: new () => Redis, j: Redis['k' | 'l'];
    `);
    const types = 'a b c d e f g h i j'
      .split(' ')
      .map((name) => showType(facts, bindingNamed(facts, name).type));
    expect(types).toEqual([
      'Redis | _',
      'pg.Pool[]',
      'typeof a',
      'import(x).Y',
      '?Row[id]',
      '[Redis, 1]',
      '?Pick<Redis, "get">',
      '{q(): Redis; r: "x"; s: Redis}',
      '() => Redis',
      'Redis[null]',
    ]);
    expect(facts.requests).toEqual([
      { specifier: 'ioredis', typeOnly: true },
      { specifier: 'pg', typeOnly: false },
      { specifier: 'x', typeOnly: true },
    ]);
  });

  it('describe interfaces, aliases and enums', () => {
    const facts = factsOf(`
      interface A<T> extends B<T>, ns.C { x: T; m(): T; [k: string]: T; (): T }
      interface A<T> { more: 1 }
      type D<U> = A<U>;
      enum E { A, B = 5, C, D = 'd', F = -1, G = f(), H }
    `);
    const a = bindingNamed(facts, 'A');
    expect(a.members?.map(({ name, method }) => [name, method])).toEqual([
      ['x', false],
      ['m', true],
      [null, false],
      [null, true],
      ['more', false],
    ]);
    expect(a.extends?.map((one) => showType(facts, one))).toEqual(['?B<T>', '?ns.C']);
    expect(bindingNamed(facts, 'D')).toMatchObject({ typeParameters: ['U'], kind: 'alias' });
    expect(bindingNamed(facts, 'E').values).toEqual({ A: 0, B: 5, C: 6, D: 'd', F: -1 });
  });
});

import { describe, expect, it } from 'vitest';
import { bindingNamed, factsOf } from './facts-of.js';
import { show } from './notation.js';

describe('imports', () => {
  it('bind what they import', () => {
    const facts = factsOf(`
      import a, { b, c as d, default as e, type F, "g h" as g } from 'm';
      import * as all from 'n'; import type T from 't'; import 'side';
      import cjs = require('cjs'); import type ct = require('ct'); import sub = all.x.y;
      import json from './x.json' with { type: 'json' };
    `);
    const imported = (name: string): unknown => {
      const source = bindingNamed(facts, name).import;
      return source && [source.specifier, source.imported, source.typeOnly];
    };
    expect(['a', 'b', 'd', 'e', 'F', 'g', 'all', 'T', 'cjs', 'ct'].map(imported)).toEqual([
      ['m', 'default', false],
      ['m', 'b', false],
      ['m', 'c', false],
      ['m', 'default', false],
      ['m', 'F', true],
      ['m', 'g h', false],
      ['n', '*', false],
      ['t', 'default', true],
      ['cjs', '*', false],
      ['ct', '*', true],
    ]);
    expect(show(facts, bindingNamed(facts, 'sub').value)).toBe('all.x.y');
    expect(facts.requests).toEqual([
      { specifier: 'm', typeOnly: false },
      { specifier: 'n', typeOnly: false },
      { specifier: 't', typeOnly: true },
      { specifier: 'side', typeOnly: false },
      { specifier: 'cjs', typeOnly: false },
      { specifier: 'ct', typeOnly: true },
      { specifier: './x.json', typeOnly: false },
    ]);
  });

  it('are asked for by require and import() anywhere, but not by a function of that name', () => {
    const facts = factsOf(
      "if (a) require('x'); import('y'); import(`z`); import(name); (function (require) { require('no') })",
    );
    expect(facts.requests.map(({ specifier }) => specifier)).toEqual(['x', 'y', 'z']);
  });
});

describe('exports', () => {
  it('name bindings, expressions or other modules', () => {
    const facts = factsOf(`
      export const { a, b: [c] } = x; export function d() {} export class E {} export enum F { G }
      export interface H {} export type I = H;
      const j = 1; type K = 1; export { j as k, type K, j as default2 };
      export * from 'm'; export * as ns from 'n'; export { default as o, p } from 'q'; export type { R } from 's';
      export default createServer();
    `);
    const shown = facts.exports.map(({ name, binding, expression, from, typeOnly }) => {
      const target =
        binding !== undefined
          ? facts.bindings[binding]?.name
          : from
            ? `${from.imported} of ${from.specifier}`
            : show(facts, expression);
      return `${typeOnly ? 'type ' : ''}${name} = ${target}`;
    });
    expect(shown).toEqual([
      'a = a',
      'c = c',
      'd = d',
      'E = E',
      'F = F',
      'type H = H',
      'type I = I',
      'k = j',
      'type K = K',
      'default2 = j',
      '* = * of m',
      'ns = * of n',
      'o = default of q',
      'p = p of q',
      'type R = R of s',
      'default = ?createServer()',
    ]);
  });

  it.each([
    ['export default class Foo {}', 'Foo'],
    ['export default async function foo() {}', 'foo'],
    ['const foo = 1; export default foo', 'foo'],
    ['class Foo {}\nexport = Foo', 'Foo'],
  ])('refer to the declared name: %s', (text, name) => {
    const facts = factsOf(text);
    expect(facts.bindings[facts.exports[0]?.binding ?? -1]?.name).toBe(name);
    expect(facts.exports[0]?.expression).toBeUndefined();
  });

  it.each([
    ['export default () => {}', 'function 1'],
    ['export default class {}', 'class 0'],
    ['export = { a: 1 }', '{a: 1}'],
  ])('hold what has no name: %s', (text, expression) => {
    const facts = factsOf(text);
    expect(show(facts, facts.exports[0]?.expression)).toBe(expression);
  });

  it('of CommonJS are writes', () => {
    const facts = factsOf(
      'exports.a = 1; module.exports = { b }; module.exports.c = c = d;',
      'a.cjs',
    );
    expect(
      facts.writes.map(({ target, value }) => [show(facts, target), show(facts, value)]),
    ).toEqual([
      ['?exports.a', '1'],
      ['?module.exports', '{b: ?b}'],
      ['?module.exports.c', 'c = ?d'],
    ]);
  });

  it('inside namespaces are none of the module', () => {
    expect(factsOf('namespace N { export const a = 1; export {}; }').exports).toEqual([]);
  });
});

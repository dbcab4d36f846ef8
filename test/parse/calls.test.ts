import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.js';
import { showCalls } from './notation.js';

const use = (text: string, callee = 'load'): unknown => {
  const facts = factsOf(text);
  const call = facts.calls.find((one) => one.callee.kind === 'name' && one.callee.name === callee);
  return call?.variable === undefined
    ? call?.use
    : `${call.use} ${facts.bindings[call.variable]?.name}`;
};

describe('calls', () => {
  it('are found in every form, with their arguments and type arguments', () => {
    const facts = factsOf(`
      import axios from 'axios';
      const client = new Client<Options>({ url, retries: 3, ...rest });
      axios.get<User>(\`/users/\${id}\`, { timeout: 5000 }).then((r) => r.data);
      sql\`select \${id} from t\`;
      const lazy = await import('./lazy.js');
    `);
    expect(showCalls(facts)).toEqual([
      'new ?Client<?Options>({url: ?url, retries: 3, ...?rest})',
      'axios.get<?User>(`/users/${?id}`, {timeout: 5000})',
      'axios.get<?User>(`/users/${?id}`, {timeout: 5000}).then(function 1)',
      'tagged ?sql(["select ", " from t"], ?id)',
      'import <import>("./lazy.js")',
    ]);
  });

  it('see through `!`, parentheses, optional chains and instantiation', () => {
    const facts = factsOf(`(this.http as Http)!.get?.(1); (a?.b)!.c(); make<string>(2);`);
    expect(showCalls(facts)).toEqual(['this.http as ?Http.get(1)', '?a.b.c()', '?make<_>(2)']);
  });

  it('are found in JSX, decorators, defaults, class fields, keys, enums and type positions', () => {
    const facts = factsOf(
      `@a() class C { @b() x = c(); static { d(); } [e()]() { return f(); } m(@g() p = h()) {} }
       const el = <i.j on={() => k()} {...l()}>{m()}</i.j>;
       enum E { A = n() }
       const { [o()]: q = r() } = s();
       label: for (const t of u()) w();
       export default x();`,
      'source.tsx',
    );
    expect(facts.calls.map(({ callee }) => callee.kind === 'name' && callee.name)).toEqual([
      ...'a b c d e f g h k l m n o r s u w x'.split(' '),
    ]);
    expect(facts.jsx).toBe(true);
  });

  it.each([
    ['await load()', 'await'],
    ['await (load() as Promise<X>)!', 'await'],
    ['const f = async () => load()', 'return'],
    ['function f() { return c ? load() : 1 }', 'return'],
    ['function* f() { yield* load() }', 'yield'],
    ['load()', 'statement'],
    ['void load()', 'statement'],
    ['c && load()', 'statement'],
    ['send(load())', 'argument'],
    ['new Send(1, load())', 'argument'],
    ['tag`${load()}`', 'argument'],
    ['const x = load()', 'variable x'],
    ['const x = load() ?? other', 'variable x'],
    ['let x; x = load()', 'variable x'],
    ['const { x } = load()', 'variable'],
    ['for await (const x of load()) {}', 'iterated'],
    ['[...load()]', 'iterated'],
    ['if (load() && x) {}', 'other'],
    ['this.x = load()', 'other'],
    ['load()()', 'other'],
  ])('know how their value is used: %s', (text, expected) => {
    expect(use(text)).toBe(expected);
  });

  it('know whether a chain goes on with a call', () => {
    const calls = factsOf('load().then(f); load().length; (await load()).json();').calls.filter(
      ({ callee }) => callee.kind === 'name',
    );
    expect(calls.map(({ use: how, memberCalled }) => [how, memberCalled])).toEqual([
      ['receiver', true],
      ['receiver', false],
      ['await', undefined],
    ]);
  });

  it('belong to the function whose body holds them, or to the class body around methods', () => {
    const facts = factsOf(`
      top();
      class C {
        field = field();
        handler = () => arrow();
        @decorator() method(@parameter() x = byDefault()) { inMethod(); }
      }
      function outer() { class D { static { inBlock(); } } }
    `);
    const names = facts.functions.map(({ name }) => name);
    expect(
      facts.calls.map((call) => [
        call.callee.kind === 'name' && call.callee.name,
        names[call.function],
        call.class,
      ]),
    ).toEqual([
      ['top', null, null],
      ['field', null, 0],
      ['arrow', 'handler', null],
      ['decorator', null, 0],
      ['parameter', null, 0],
      ['byDefault', 'method', null],
      ['inMethod', 'method', null],
      ['inBlock', 'outer', 1],
    ]);
  });

  it('are numbered in source order, the inner one of a chain first', () => {
    const { calls } = factsOf('a(b()).c(d()).e();');
    expect(calls.map(({ start, end }) => [start, end])).toEqual([
      [0, 6],
      [0, 13],
      [0, 17],
      [2, 5],
      [9, 12],
    ]);
  });

  it('give offsets in UTF-16 of a text with BOM, emoji and CRLF', () => {
    const text = '\uFEFF#!/usr/bin/env node\r\nlog("😀 é");\r\nrun();';
    const facts = factsOf('\uFEFFlog("😀 é");\r\nrun();');
    const [, run] = facts.calls;
    expect('\uFEFFlog("😀 é");\r\nrun();'.slice(run?.start, run?.end)).toBe('run()');
    expect(facts.lineStarts).toEqual([0, 15]);
    expect(factsOf(text.slice(1)).calls).toHaveLength(2);
  });
});

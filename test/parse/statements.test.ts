import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/parse/facts.js';
import type { Span } from '../../src/parse/statement-facts.js';
import { factsOf } from './facts-of.js';
import { show } from './notation.js';

const statementsOf = (text: string): FileFacts['statements'] => factsOf(text).statements;

const cut = (text: string, span: Span | null): string | null =>
  span && text.slice(span.start, span.end);

describe('statements', () => {
  it('know the parts of a try, the name of what is caught, and whose they are', () => {
    const text = `
      function f() { try { a() } catch (error) { b() } finally { c() } }
      try { d() } catch { e() }
    `;
    const facts = factsOf(text);
    expect(
      facts.statements.map((one) =>
        one.kind === 'try'
          ? [
              one.function,
              cut(text, one.block),
              cut(text, one.handler),
              one.handler?.binding == null ? null : facts.bindings[one.handler.binding]?.name,
              cut(text, one.finalizer),
            ]
          : one.kind,
      ),
    ).toEqual([
      [1, '{ a() }', 'catch (error) { b() }', 'error', '{ c() }'],
      [0, '{ d() }', 'catch { e() }', null, null],
    ]);
  });

  it('know the test and body of each kind of loop', () => {
    const text = `
      for (let i = 0; i < 3; i++) a();
      for (;;) { b() }
      for (const x of xs) c(x);
      for (const key in o) d(key);
      while (true) e();
      do { f() } while (left > 0);
    `;
    const facts = factsOf(text);
    const loops = facts.statements.flatMap((one) => (one.kind === 'loop' ? [one] : []));
    expect(
      loops.map(({ loop, test, body }) => [loop, test && show(facts, test), cut(text, body)]),
    ).toEqual([
      ['for', '(i < 3)', 'a();'],
      ['for', null, '{ b() }'],
      ['for-of', null, 'c(x);'],
      ['for-in', null, 'd(key);'],
      ['while', 'true', 'e();'],
      ['do-while', '(?left > 0)', '{ f() }'],
    ]);
  });

  it('know branches, the cases of a switch too', () => {
    const text = `
      if (open) { a() } else b();
      switch (state) { case 'open': c(); break; default: d(); }
    `;
    const facts = factsOf(text);
    const branches = facts.statements.flatMap((one) => (one.kind === 'if' ? [one] : []));
    expect(
      branches.map(({ test, then, otherwise }) => [
        show(facts, test),
        cut(text, then),
        cut(text, otherwise),
      ]),
    ).toEqual([
      ['?open', '{ a() }', 'b();'],
      ['(?state === "open")', ': c(); break;', null],
    ]);
  });

  it('know what is thrown, returned, changed and where control jumps', () => {
    const facts = factsOf(`
      function f() {
        for (;;) { if (x) continue; break; }
        this.failures++;
        state = 'open';
        total += 2;
        if (y) return;
        throw new Error('no');
        return z;
      }
    `);
    const told = facts.statements.flatMap((one) => {
      switch (one.kind) {
        case 'throw':
          return [`throw ${show(facts, one.value)}`];
        case 'return':
          return [`return ${one.value === null ? '' : show(facts, one.value)}`];
        case 'jump':
          return [one.jump];
        case 'change':
          return [
            `${show(facts, one.target)} ${one.operator} ${one.value === null ? '' : show(facts, one.value)}`,
          ];
        case 'try':
        case 'loop':
        case 'if':
        case 'await':
          return [];
      }
    });
    expect(told).toEqual([
      'continue',
      'break',
      'this.failures ++ ',
      'state = "open"',
      '?total += 2',
      'return ',
      'throw new ?Error("no")',
      'return ?z',
    ]);
  });

  it('know awaited values that are no calls', () => {
    const facts = factsOf('async () => { await a(); await b; await c.d; await new E() }');
    const awaited = facts.statements.flatMap((one) =>
      one.kind === 'await' ? [show(facts, one.value)] : [],
    );
    expect(awaited).toEqual(['?b', '?c.d']);
  });

  it('come in source order', () => {
    const starts = statementsOf('if (a) { try { b++ } catch { throw c } } while (d) e = f;').map(
      ({ start }) => start,
    );
    expect(starts).toEqual(starts.toSorted((one, two) => one - two));
  });
});

import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/parse/parse-file.js';
import { factsOf } from './facts-of.js';
import { showCalls } from './notation.js';

describe('files', () => {
  it.each([
    ['a.js', 'with (a) { b() }'],
    ['a.js', 'var x = 010; b(); return'],
    ['a.js', 'var await = b(); delete x;'],
    ['a.js', '#!/usr/bin/env node\nb()'],
    ['a.js', '<div>{b()}</div>'],
    ['a.js', 'const x: string = b();'],
    ['a.js', 'const x = <T>b();'],
    ['a.js', 'await b(); export {}'],
    ['a.cjs', 'return b()'],
    ['a.ts', 'const x = <T>b(); const f = <T>(y: T) => y;'],
    ['a.ts', 'let x = b(); let x = 2;'],
    ['a.mts', 'await b()'],
    ['a.cts', 'import x = require("x"); b()'],
    ['a.tsx', 'const f = <T,>(y: T) => <div>{b()}</div>'],
    ['a.ts', 'using x = b(); const y = z satisfies T'],
  ])('are read whatever their dialect: %s %s', (file, text) => {
    expect(showCalls(factsOf(text, file))).toEqual(['?b()']);
  });

  it('keep directives', () => {
    expect(factsOf('"use strict"; "use client";\n"no" + f()').directives).toEqual([
      'use strict',
      'use client',
    ]);
  });

  it('without code have no facts but the module', () => {
    const facts = factsOf('');
    expect(facts.functions).toHaveLength(1);
    expect(facts.lineStarts).toEqual([0]);
  });

  it('with syntax errors fail with the place', () => {
    expect(parseFile('src/a.ts', 'ok();\r\n  let x = ;\n')).toEqual({
      ok: false,
      failure: { file: 'src/a.ts', line: 2, column: 11, message: 'Unexpected token' },
    });
    expect(parseFile('a.js', 'const = <<<<')).toMatchObject({ ok: false });
  });

  it('that the parser itself fails on are failures too', () => {
    const text = '<\\u{2F804}></\\u{2F804}>\n';
    expect(parseFile('a.js', text, 'json')).toMatchObject({ ok: false });
    expect(() => parseFile('a.js', text)).not.toThrow();
  });
});

describe('deep nesting', () => {
  const levels = 10_000;
  const nested = (open: string, close: string, inside = '1'): string =>
    open.repeat(levels) + inside + close.repeat(levels);

  it.each([
    ['a sum', `x = a${' + f()'.repeat(levels)}`],
    ['alternatives', `x = a${' || f()'.repeat(levels)}`],
    ['a chain', `a${'.f()'.repeat(levels)}`],
    ['a chain over lines', `a${'\n  .f()'.repeat(levels)}`],
  ])('of %s to the left is read', (_, text) => {
    const facts = factsOf(text);
    expect(facts.calls).toHaveLength(levels);
    expect(() => JSON.stringify(facts)).not.toThrow();
  });

  it.each([
    ['a.ts', 'lists', nested('[', ']')],
    ['a.ts', 'objects', `x = ${nested('{a:', '}')}`],
    ['a.ts', 'brackets', nested('(', ')')],
    ['a.ts', 'blocks', nested('{', '}', '')],
    ['a.ts', 'calls', nested('f(', ')')],
    ['a.ts', 'functions', nested('() => ', '')],
    ['a.ts', 'templates', nested('`${', '}`')],
    ['a.ts', 'conditions', nested('a ? b : ', '')],
    ['a.ts', 'conditions in conditions', nested('a ? ', ' : b')],
    ['a.ts', 'assignments', nested('a = ', '')],
    ['a.ts', 'types', `let x: ${nested('A<', '>', 'B')}`],
    ['a.ts', 'types of keys', `let x: ${nested('keyof ', '', 'B')}`],
    ['a.ts', 'conditional types', `type X = ${nested('A extends B ? C : ', '', 'D')}`],
    ['a.ts', 'casts', nested('<any>', '')],
    ['a.ts', 'signs', nested('- ', '')],
    ['a.ts', 'negations', nested('!', '')],
    ['a.ts', 'keywords', nested('typeof ', '')],
    ['a.ts', 'keywords on lines of their own', nested('await\n', '')],
    ['a.ts', 'mixed operators', nested('!-~+typeof ', '')],
    ['a.ts', 'comparisons', `x = a${' < a'.repeat(levels)}`],
    ['a.ts', 'constructors', nested('new ', '', 'A')],
    ['a.ts', 'yields', `function* f() { ${nested('yield* ', '')} }`],
    ['a.ts', 'base classes', `x = ${nested('class extends ', ' {}', 'A')}`],
    ['a.ts', 'else branches', `if (a) {}${' else if (a) {}'.repeat(levels)}`],
    ['a.ts', 'else branches without braces', `if (a) b();${' else if (a) b();'.repeat(levels)}`],
    ['a.ts', 'else branches over lines', `if (a)\n  b()\n${'else if (a)\n  b()\n'.repeat(levels)}`],
    ['a.ts', 'branches', nested('if (a) ', '', ';')],
    ['a.ts', 'branches over lines', nested('if (a)\n', '', ';')],
    ['a.ts', 'labels', nested('a: ', '', ';')],
    ['a.ts', 'loops', nested('for (;;) ', '', ';')],
    ['a.ts', 'loops over lines', nested('while (a)\n', '', ';')],
    ['a.ts', 'loops with the condition last', nested('do ', 'while (a);', ';')],
    ['a.ts', 'handlers', nested('try {', '} finally {}', '')],
    ['a.js', 'scopes of old', nested('with (a) ', '', ';')],
    ['a.tsx', 'elements', nested('<a>', '</a>', '')],
    ['a.tsx', 'elements with text', nested("<a>it's; // ", '</a>', '')],
    ['a.js', 'elements in attributes', nested('<a b=', '/>', '"c"')],
  ])('in %s of %s is a failure, not a crash', (file, _, text) => {
    expect(parseFile(file, text)).toEqual({
      ok: false,
      failure: { file, message: 'nested too deeply' },
    });
  });

  it('is not mistaken for length', () => {
    const lines = [
      'const a = b ? c : (d) => e',
      "x.y = { k: `t${v}`, r: /[(]'/ } // (((",
      'if (a) b.c = d; else e()',
      's = \'((((\' + "[[[" /* {{{ */',
      'if (a) b(-c, !d); else do e.new(); while (typeof f < g)',
      'const h = <T>(x: T) => `<br>${x as any}(((`, k = <any>l < m',
      'x = /`/.test(a) || b / c / d || /["({/]/.exec(e)',
    ];
    expect(factsOf(lines.join('\n').concat('\n').repeat(3000)).calls).toHaveLength(15_000);
  });
});

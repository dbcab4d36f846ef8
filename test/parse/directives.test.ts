import { describe, expect, it } from 'vitest';
import { mayHoldDirective, readDirectives } from '../../src/parse/directives.js';

const MARK = 'resilint-disable-next-line';

const read = (text: string, file = 'a.tsx') =>
  readDirectives(file, text).map(({ line, target, rules, reason }) => ({
    line,
    target,
    rules,
    reason,
  }));

describe('a comment that silences rules', () => {
  it('names a rule and a reason, for the line below', () => {
    expect(
      readDirectives('a.ts', `f();\n  // ${MARK} missing-timeout -- it is killed\ng();`),
    ).toEqual([
      {
        file: 'a.ts',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 64,
        rules: ['missing-timeout'],
        reason: 'it is killed',
        target: 3,
      },
    ]);
  });

  it.each([
    [`// ${MARK} a, b c -- why -- really`, ['a', 'b', 'c'], 'why -- really'],
    [`/* ${MARK} a -- why */`, ['a'], 'why'],
    [`/**\n * ${MARK} a -- why\n *   so\n */`, ['a'], 'why so'],
    [`//${MARK} a --   why  `, ['a'], 'why'],
    [`// ${MARK} a`, ['a'], ''],
    [`// ${MARK} a --`, ['a'], ''],
    [`// ${MARK} -- why`, [], 'why'],
    [`// ${MARK}`, [], ''],
    [`// ${MARK} a -why`, ['a', '-why'], ''],
  ])('is read in the form %j', (comment, rules, reason) => {
    expect(read(`${comment}\nf();`)).toMatchObject([{ rules, reason }]);
  });

  it('may stand among others: it means the next line with code', () => {
    const text = [
      `// ${MARK} a -- one`,
      `// ${MARK} b -- two`,
      '',
      '// an explanation',
      'f();',
      `/* ${MARK} c -- three */ g();`,
      'h();',
    ].join('\r\n');
    expect(read(text).map(({ target }) => target)).toEqual([5, 5, 7]);
  });

  it('is read in JSX, where it stands between braces', () => {
    expect(read(`x = <p>\n{/* ${MARK} a -- why */}\n<b>{f()}</b></p>;`)).toEqual([
      { line: 2, target: 3, rules: ['a'], reason: 'why' },
    ]);
  });

  it('is none in a text, and none that only begins like it', () => {
    const text = `s = "// ${MARK} a -- why";\nt = \`\n// ${MARK} a -- why\n\`;\n// ${MARK}s a -- why\n// see ${MARK} a -- why\nf();`;
    expect(mayHoldDirective(text)).toBe(true);
    expect(read(text)).toEqual([]);
  });

  it('is read where the code below is broken, or is not there', () => {
    expect(read(`// ${MARK} a -- why\nconst = ;`)).toMatchObject([{ target: 2 }]);
    expect(read(`f();\n// ${MARK} a -- why`)).toMatchObject([{ target: 3 }]);
  });
});

import { describe, expect, it } from 'vitest';
import { patternRisk } from '../../src/text/pattern-risk.js';

describe('a pattern that is refused', () => {
  it.each([
    ['(a+)+$', 'repeats a group'],
    ['(a|a)*$', 'repeats a group'],
    ['(?:\\w|\\d){2,}x', 'repeats a group'],
    ['^(a?){30}a{30}$', 'repeats a group'],
    ['a*a*a*b', 'repeats more than 2 times'],
    ['^\\w+\\s?\\w+\\s?\\w+$', 'repeats more than 2 times'],
    [`^${'a?'.repeat(25)}${'a'.repeat(25)}$`, 'can be read in more than 1000 ways'],
    [`${'(a|a)'.repeat(20)}b`, 'can be read in more than 1000 ways'],
    ['(a)\\1', 'has a back reference'],
    ['(?<x>a)\\k<x>', 'has a back reference'],
    ['(', 'is no valid regular expression'],
    ['[z-a]', 'is no valid regular expression'],
    ['a'.repeat(501), 'is longer than 500 characters'],
  ])('%s', (pattern, risk) => {
    expect(patternRisk(pattern)).toContain(risk);
  });
});

describe('a pattern that is accepted', () => {
  const accepted = [
    'Client$',
    '^(get|list|describe)',
    '^(?!then$|catch$|finally$)',
    '^get(Table|View|Database|Schema)?$',
    '^resolve.*|reverse$',
    '^[a-z][A-Za-z0-9]*Limit$',
    '^\\$transaction$',
    '^[psPS]?([uU][nN])?[sS](ubscribe|UBSCRIBE)$',
    '^[)*+?(]x\\)*\\(+$',
    '^.*?Client.*?$',
    '\\\\1',
    'a{3}',
  ];

  it.each(accepted)('%s', (pattern) => {
    expect(patternRisk(pattern)).toBeUndefined();
  });

  it('is decided quickly, whatever it is matched with', () => {
    const names = ['a', 'x', ')', '(', 'Client', 'getTable', '$'].map(
      (part) => `${part.repeat(200).slice(0, 199)}!`,
    );
    const worst = ['.*.*x', '(a|b|a).*(a|b|a).*(c|a)$', `^${'a?'.repeat(9)}.*.*!!`];
    for (const pattern of [...accepted, ...worst]) {
      expect(patternRisk(pattern)).toBeUndefined();
      const started = performance.now();
      for (const name of names) new RegExp(pattern).test(name);
      expect(performance.now() - started, pattern).toBeLessThan(1000);
    }
  });
});

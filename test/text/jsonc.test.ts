import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/text/jsonc.js';

describe('parseJson', () => {
  it.each([
    ['{"a": [1, -2.5e3, true, false, null, "x"]}', { a: [1, -2500, true, false, null, 'x'] }],
    ['\uFEFF{}', {}],
    ['// one\n{ /* two */ "a": 1, // three\n}', { a: 1 }],
    ['[1, 2, ]', [1, 2]],
    ['{"a//b": "/* no comment */", }', { 'a//b': '/* no comment */' }],
    ['{"a": "\\"},\\u0041", }', { a: '"},A' }],
    ['[[], {}, ]', [[], {}]],
  ])('reads %j', (text, value) => {
    expect(parseJson(text)).toEqual({ value });
  });

  it.each([
    ['', '1:1', 'no valid JSON: unexpected end'],
    ['{"a": 1', '1:8', 'no valid JSON: unexpected end'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3', 'no valid JSON: unexpected text'],
    ['{a: 1}', '1:2', 'no valid JSON: unexpected text'],
    ['{} {}', '1:4', 'no valid JSON: unexpected text'],
    ['[,]', '1:2', 'no valid JSON: unexpected text'],
    ['/* open', '1:1', 'no valid JSON: unexpected text'],
  ])('says where %j is wrong', (text, place, message) => {
    const { error } = parseJson(text);
    expect(error && `${error.line}:${error.column}`).toBe(place);
    expect(error?.message).toBe(message);
  });

  it('survives nesting deeper than the stack', () => {
    expect(parseJson(`${'['.repeat(200_000)},`).error).toBeDefined();
  });

  it('keeps a key that names the prototype as a plain property', () => {
    const { value } = parseJson('{"__proto__": {"polluted": true}, }') as { value: object };
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect('polluted' in value).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { callId, contentId } from '../../src/detect/identity.js';

const call = { packageFile: 'src/a.ts', symbol: 'load', callee: 'axios.get', ordinal: 0 };

describe('the id of a call', () => {
  test('never changes between versions, since baselines hold it', () => {
    expect(callId(call)).toBe('b7ff89141e2c7f0d');
  });

  test.each([
    { packageFile: 'src/b.ts' },
    { symbol: 'save' },
    { callee: 'axios.post' },
    { ordinal: 1 },
  ])('differs with %j', (change) => {
    expect(callId({ ...call, ...change })).not.toBe(callId(call));
  });

  test('keeps apart what only reads the same when joined', () => {
    const left = callId({ ...call, symbol: 'ab', callee: 'c' });
    expect(callId({ ...call, symbol: 'a', callee: 'bc' })).not.toBe(left);
  });
});

describe('the content id of a call', () => {
  const content = { symbol: 'load', callee: 'axios.get' };

  test('outlives a formatter', () => {
    const before = contentId({ ...content, text: "axios.get('/users', { timeout: 5 })" });
    const after = contentId({ ...content, text: 'axios.get("/users", {\n  timeout: 5,\n})' });
    expect(after).toBe(before);
  });

  test.each([
    ['each(list, (one) => one)', 'each(list, one => one)'],
    ["post({ 'a': 1, b })", 'post({ a: 1, b })'],
  ])('outlives a formatter that makes %s of %s', (before, after) => {
    expect(contentId({ ...content, text: after })).toBe(contentId({ ...content, text: before }));
  });

  test.each([
    ["get('a')", 'get(a)'],
    ["get(a ? 'b' : 'c')", "get(a ? b : 'c')"],
    ['get((a, b) => a)', 'get(a => b)'],
  ])('keeps %s apart from %s', (one, other) => {
    expect(contentId({ ...content, text: one })).not.toBe(contentId({ ...content, text: other }));
  });

  test('changes with an argument', () => {
    const before = contentId({ ...content, text: "axios.get('/users')" });
    expect(contentId({ ...content, text: "axios.get('/orders')" })).not.toBe(before);
  });
});

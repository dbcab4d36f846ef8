import { expect, it } from 'vitest';
import { wrapCall } from '../../../src/fix/policy/wrap-call.js';
import { editableSource } from '../../../src/fix/source/editable-source.js';
import type { Call } from '../../../src/model/assessment.js';

const TEXT = 'const load = (promise) => promise.then(() => []).catch(() => undefined);\n';

it('leaves the handlers of a promise alone, whose call is elsewhere', () => {
  const source = editableSource('a.ts', TEXT);
  if (source === null) throw new Error('the text parses');
  const place = { line: 1, column: TEXT.indexOf('promise.then') + 1 };
  const call = { ...place, file: 'a.ts', operation: 'then', kind: 'saas', context: 'server' };
  const runner = { policy: 'policy', method: 'execute', marksWrites: true };
  expect(wrapCall(source, call as unknown as Call, runner)).toEqual({
    ok: false,
    reason: 'place-not-found',
  });
});

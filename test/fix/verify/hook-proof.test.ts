import { expect, it } from 'vitest';
import type { RungMade } from '../../../src/fix/rung.js';
import { editableSource, type EditableSource } from '../../../src/fix/source/editable-source.js';
import { keepsProgram, type Proposed } from '../../../src/fix/verify/keeps-program.js';

const MADE = `api.create({ base: 'a' })`;
const before = `import api from 'api';\nexport const users = ${MADE};\n`;
const HOOK = `adapter: (config) => policy.execute(() => api.send(config), { effect: 'write' })`;

const sourceOf = (text: string): EditableSource => {
  const source = editableSource('src/a.ts', text);
  if (source === null) throw new Error('does not parse');
  return source;
};

/** The hook of the client, for a file that is said to be edited so. */
function isKept(made: string): boolean {
  const after = before
    .replace(MADE, made)
    .replace('\n', `\nimport { policy } from './resilience.js';\n`);
  const module = { file: 'src/resilience.ts', packageDir: '.', form: 'module' } as const;
  const start = before.indexOf(MADE);
  const rung: RungMade = {
    ...{ ok: true, key: 'a', safety: 'unsafe', what: '' },
    at: { file: 'src/a.ts', line: 2, column: 22 },
    edits: [{ file: 'src/a.ts', start: start + 1, end: start + 1, text: '' }],
    hook: { calls: new Set(['a']), option: 'adapter' },
    uses: [
      {
        ...{ file: 'src/a.ts', module, dependency: 'users', preset: 'external-api' },
        ...{ exported: 'policy', local: 'policy', parts: { breaker: 'enforced' } },
      },
    ],
  };
  const asked = { codemod: 'add-breaker', call: {}, findings: [] } as unknown as Proposed['asked'];
  const edited = { before: sourceOf(before), after: sourceOf(after), target: null };
  return keepsProgram({ ...edited, proposed: [{ asked, rung }] });
}

it('lets one option more pass that has the policy run the calls', () => {
  expect(isKept(`api.create({ base: 'a', ${HOOK} })`)).toBe(true);
  expect(isKept(`api.create({ base: 'a', ${HOOK.replace(': ', ': [')}] })`)).toBe(true);
});

it.each([
  ['another option', HOOK.replace('adapter', 'other')],
  ['a second option', `${HOOK}, timeout: 1`],
  ['no policy', HOOK.replace('policy.execute', 'other.execute')],
  ['another method of the policy', HOOK.replace('execute', 'reset')],
  ['nothing that tells of writes', HOOK.replace(`, { effect: 'write' }`, '')],
  ['a second run', HOOK.replace('api.send(', 'policy.execute(() => config)(')],
  ['what is no function', HOOK.replace('(config) => ', '')],
  ['what was started before', HOOK.replace('() => ', '')],
])('objects to %s', (_name, options) => {
  expect(isKept(`api.create({ base: 'a', ${options} })`)).toBe(false);
});

it.each([
  ['options that are others', `api.create({ base: 'b', ${HOOK} })`],
  ['options that are less', `api.create({ ${HOOK} })`],
  ['another client', `other.create({ base: 'a', ${HOOK} })`],
])('objects to %s', (_name, made) => {
  expect(isKept(made)).toBe(false);
});

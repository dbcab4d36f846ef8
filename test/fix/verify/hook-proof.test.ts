import { expect, it } from 'vitest';
import type { HookPlace } from '../../../src/fix/policy/hook-place.js';
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

const OPTION: HookPlace = { kind: 'option', argument: 0, name: 'adapter' };

/** The hook of the client, for a file that is said to be edited so. */
function isKept(made: string, place: HookPlace = OPTION): boolean {
  const after = before
    .replace(MADE, made)
    .replace('\n', `\nimport { policy } from './resilience.js';\n`);
  const module = { file: 'src/resilience.ts', packageDir: '.', form: 'module' } as const;
  const start = before.indexOf(MADE);
  const rung: RungMade = {
    ...{ ok: true, key: 'a', safety: 'unsafe', what: '' },
    at: { file: 'src/a.ts', line: 2, column: 22 },
    edits: [{ file: 'src/a.ts', start: start + 1, end: start + 1, text: '' }],
    hook: {
      calls: new Set(['a']),
      place,
      maker: 'api.create',
    },
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

const RUN = `policy.execute(() => next(given), { effect: 'write' })`;
const CHAINED: HookPlace = { kind: 'chained', method: 'extend' };
const EXTENDED = `${MADE}.extend({ all: { run: (next, given) => ${RUN} } })`;

it('lets a call behind the making pass that has the policy run the calls', () => {
  expect(isKept(EXTENDED, CHAINED)).toBe(true);
  expect(isKept(EXTENDED.replace('{ all', '{ one: 1, all'), CHAINED)).toBe(false);
});

it.each([
  ['another method', EXTENDED.replace('.extend', '.other')],
  ['a call that may be left out', EXTENDED.replace('.extend', '?.extend')],
  ['another client', EXTENDED.replace(`'a'`, `'b'`)],
  ['no policy', EXTENDED.replace('policy.execute', 'other.execute')],
  ['nothing that tells of writes', EXTENDED.replace(`, { effect: 'write' }`, '')],
  ['a second call behind it', `${EXTENDED}.extend({})`],
])('objects to %s', (_name, made) => {
  expect(isKept(made, CHAINED)).toBe(false);
});

const STATEMENT: HookPlace = { kind: 'statement', method: 'stack.add' };
const ADDED = `${MADE};\nusers.stack.add((next) => (given) => ${RUN}, { step: 'first' })`;

it('lets a statement behind the making pass that has the policy run the calls', () => {
  expect(isKept(ADDED, STATEMENT)).toBe(true);
});

it.each([
  ['a statement elsewhere', ADDED.replace(';\n', ';\nexport const other = 1;\n')],
  ['another client', ADDED.replace('users.stack', 'others.stack')],
  ['another method', ADDED.replace('stack.add', 'stack.use')],
  ['something done beside it', ADDED.replace(`'first'`, 'other()')],
  ['no policy', ADDED.replace('policy.execute', 'other.execute')],
  ['another making', ADDED.replace(`'a'`, `'b'`)],
])('objects to %s', (_name, made) => {
  expect(isKept(made, STATEMENT)).toBe(false);
});

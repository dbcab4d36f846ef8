import { expect, it } from 'vitest';
import type { RungMade } from '../../../src/fix/rung.js';
import { editableSource, type EditableSource } from '../../../src/fix/source/editable-source.js';
import { keepsProgram, type Proposed } from '../../../src/fix/verify/keeps-program.js';

const MADE = `new Users('a', secure, { keep: 1, run: [trace] })`;
const before = `import { secure } from 'rpc';\nexport const users = ${MADE};\n`;
const BOUND = `(given, next) => new Call(given.stream ? next(given) : next({ ...given, until: given.until ?? Date.now() + 5 }))`;
const EDITED = MADE.replace('trace', `trace, ${BOUND}`);

const sourceOf = (text: string): EditableSource => {
  const source = editableSource('src/a.ts', text);
  if (source === null) throw new Error('does not parse');
  return source;
};

function isKept(made: string, imported = '{ secure, Call }'): boolean {
  const after = before.replace(MADE, made).replace('{ secure }', imported);
  const start = before.indexOf(MADE);
  const { file, specifier } = { file: 'src/a.ts', specifier: 'rpc' };
  const rung: RungMade = {
    ...{ ok: true, key: 'a', safety: 'unsafe', what: '' },
    at: { file, line: 2, column: 22 },
    edits: [{ file, start: start + 1, end: start + 1, text: '' }],
    bounding: {
      ...{ option: 'run', makes: ['Call'] },
      imports: [{ file, specifier, name: 'Call', isType: false }],
    },
  };
  const asked = { codemod: 'add-timeout', call: {}, findings: [] } as unknown as Proposed['asked'];
  const edited = { before: sourceOf(before), after: sourceOf(after), target: null };
  return keepsProgram({ ...edited, proposed: [{ asked, rung }] });
}

it('lets one function more pass that goes on with a bound', () => {
  expect(isKept(EDITED)).toBe(true);
});

it.each([
  ['a function that does not go on', `() => new Call({})`],
  ['something that is done beside it', BOUND.replace('given.stream', 'log(given)')],
  ['something that is set', BOUND.replace('given.stream', '(given.until = 1)')],
  ['another class', BOUND.replace('new Call', 'new Other')],
  ['what waits', BOUND.replace('(given', 'async (given')],
  ['what is no function', 'other'],
  ['two of them', `${BOUND}, ${BOUND}`],
])('objects to %s', (_name, text) => {
  expect(isKept(MADE.replace('trace', `trace, ${text}`))).toBe(false);
});

it.each([
  ['one that is not there any more', EDITED.replace('trace, ', '')],
  ['another option', EDITED.replace('run:', 'go:')],
  ['another list', EDITED.replace('trace', 'other')],
  ['an option that is another one', EDITED.replace('keep: 1', 'keep: 2')],
  ['an option more', EDITED.replace('keep: 1', 'keep: 1, more: 1')],
])('objects to %s', (_name, made) => {
  expect(isKept(made)).toBe(false);
});

it('objects to an import of something else', () => {
  expect(isKept(EDITED, '{ secure, Call, more }')).toBe(false);
});

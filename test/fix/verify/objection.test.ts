import { beforeEach, expect, it, vi } from 'vitest';
import { Sources } from '../../../src/fix/sources.js';
import type { RungMade } from '../../../src/fix/rung.js';
import type { Writer } from '../../../src/fix/texts.js';
import type { Proposed } from '../../../src/fix/verify/keeps-program.js';
import { objectionsTo } from '../../../src/fix/verify/objection.js';

const { parsed } = vi.hoisted(() => ({ parsed: [] as string[] }));

vi.mock('../../../src/parse/parser.js', async (original) => {
  const real = await original<typeof import('../../../src/parse/parser.js')>();
  const parseSource: typeof real.parseSource = (file, text) => {
    parsed.push(file);
    return real.parseSource(file, text);
  };
  return { ...real, parseSource };
});

const CALLS = 20;
const TEXT = Array.from({ length: CALLS }, (_, at) => `get(${String(at)});\n`).join('');

/** Options for the call of a line, or something else there. */
function proposed(line: number, text = ', { timeout: 1 }'): Proposed {
  const at = { file: 'a.js', line, column: 1 };
  const end = TEXT.split('\n').slice(0, line).join('\n').length - ');'.length;
  const edits = [{ file: 'a.js', start: end, end, text }];
  const rung: RungMade = {
    ok: true,
    key: `line ${String(line)}`,
    edits,
    safety: 'unsafe',
    at,
    what: '',
  };
  return {
    asked: { codemod: 'add-timeout', call: {}, findings: [] } as unknown as Proposed['asked'],
    rung,
  };
}

const everyLine = Array.from({ length: CALLS }, (_, index) => index + 1);

const objections = () =>
  objectionsTo({
    sources: new Sources({ files: [] }, () => TEXT),
    target: null,
  } as unknown as Writer);

const objected = (found: ReturnType<ReturnType<typeof objections>>) =>
  [...found].filter(([, reason]) => reason !== null);

beforeEach(() => {
  parsed.length = 0;
});

it('parses a file once for all of its edits', () => {
  const found = objections()(everyLine.map((line) => proposed(line)));
  expect(found.size).toBe(CALLS);
  expect(objected(found)).toEqual([]);
  expect(parsed).toHaveLength(2);
});

it('looks at what it has seen no second time', () => {
  const look = objections();
  look(everyLine.map((line) => proposed(line)));
  parsed.length = 0;
  look(everyLine.map((line) => proposed(line)));
  expect(parsed).toEqual([]);
});

it('finds the edits that are wrong among many', () => {
  const wrong = new Map([
    [7, ', other()'],
    [8, ', { timeout: 1 }); other('],
    [16, ', {'],
  ]);
  const found = objections()(everyLine.map((line) => proposed(line, wrong.get(line))));
  expect(objected(found)).toEqual([
    ['line 7', 'changes-more'],
    ['line 8', 'changes-more'],
    ['line 16', 'parse-error'],
  ]);
});

it('lets no edit stand that is whole only together with another one', () => {
  const found = objections()([proposed(3, ', /* '), proposed(4, ' */ { timeout: 1 }')]);
  expect(objected(found).length).toBe(2);
});

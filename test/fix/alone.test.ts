import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { objectionAlone } from '../../src/fix/alone.js';
import type { Climbed, Climbing } from '../../src/fix/climb.js';
import { writerFor } from '../../src/fix/policy/writer.js';
import { temporaryTree } from '../io/temporary-tree.js';

const TEXT = `export const load = async () => (await fetch('https://a.example.com')).json();\n`;

/** A call that stands on an edit, and what looks at that. */
async function standing(over: Partial<Climbing>) {
  const root = temporaryTree({ 'package.json': '{ "name": "a" }', 'src/a.js': TEXT });
  const assessment = assess({ root, cache: false });
  const [call] = assessment.calls;
  if (call === undefined) throw new Error('there is a call');
  const writer = await writerFor(assessment, () => TEXT, { vendor: false, target: null });
  const climbing: Climbing = {
    ...{ writer, objections: () => new Map(), reassess: () => assessment },
    ...{ protects: () => () => true, check: () => new Map(), ...over },
  };
  const edits = [{ file: 'src/a.js', start: 0, end: 0, text: ' ' }];
  const at = { file: 'src/a.js', line: 1, column: 1 };
  const rung = { ok: true, key: 'k', edits, at, safety: 'unsafe', what: 'x' } as const;
  const climbed: Climbed = { codemod: 'add-timeout', call, findings: [], ladder: [rung], rung };
  return objectionAlone([climbed], climbing);
}

describe('an edit by itself', () => {
  it('holds where a scan finds its call protected and nothing objects', async () => {
    expect(await standing({})).toBeNull();
  });

  it('does not hold where a scan finds nothing of it', async () => {
    expect(await standing({ protects: () => () => false })).toBe('no-effect');
  });

  it('does not hold where the type checker objects', async () => {
    expect(await standing({ check: () => new Map([['k', 'type-error']]) })).toBe('type-error');
  });
});

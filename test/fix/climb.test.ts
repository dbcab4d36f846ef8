import { expect, it } from 'vitest';
import { climb, type Climber, type Climbing } from '../../src/fix/climb.js';
import type { RungMade } from '../../src/fix/rung.js';

const at = { file: 'a.ts', line: 1, column: 1 };
const rung = (index: number): RungMade => ({
  ...{ ok: true, key: String(index), safety: 'unsafe', at, what: '' },
  edits: [{ file: 'a.ts', start: 0, end: 0, text: String(index) }],
});

it('leaves nobody on a rung that was not looked at, however many there are', async () => {
  const ladder = Array.from({ length: 40 }, (_, index) => rung(index));
  const climber = { codemod: 'add-health', service: { dir: '.' }, findings: [], ladder };
  const climbing = {
    objections: (proposed) => new Map(proposed.map((one) => [one.rung.key, 'changes-more'])),
  } as Partial<Climbing>;
  const { climbed } = await climb([climber as unknown as Climber], climbing as Climbing);
  expect(climbed.map((one) => one.rung)).toMatchObject([{ ok: false, reason: 'changes-more' }]);
});

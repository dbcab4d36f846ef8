import { describe, expect, it } from 'vitest';
import { fixed, MODERN, planned, timeoutsIn } from '../fixed.js';
import { hazards } from './hazards.js';
import { judged } from './judged.js';
import { shapes, type Shape } from './shapes.js';

const known = new Map<Shape, Promise<Outcome>>();

type Outcome = Awaited<ReturnType<typeof find>>;

/** Each shape is fixed once for all tests. */
function outcome(shape: Shape): Promise<Outcome> {
  const found = known.get(shape) ?? find(shape);
  known.set(shape, found);
  return found;
}

async function find({ file = 'src/a.ts', manifest = MODERN, before }: Shape) {
  const files = { 'package.json': manifest, [file]: before };
  const cautious = await planned(files);
  // What is only suggested is done for those who name the finding.
  const only = cautious.sites.flatMap(({ findings }) => findings);
  const asked = await fixed(files, { only });
  return { file, cautious, asked, timeouts: timeoutsIn(asked.root) };
}

describe.each([
  ['call', shapes],
  ['file', hazards],
  ['question', judged],
] as const)('bounding a %s in time', (_, table) => {
  it.each(table.map((shape) => [shape.name, shape] as const))('treats %s', async (_name, shape) => {
    const { file, cautious, asked } = await outcome(shape);
    const timeouts = cautious.sites.filter(({ codemod }) => codemod === 'add-timeout');
    expect(timeouts.length).toBeGreaterThan(0);
    for (const site of timeouts)
      expect(site).toMatchObject({
        safety: shape.safety,
        ...(shape.reason !== undefined && { reason: shape.reason }),
      });
    expect(asked.text(file)).toBe(shape.after ?? shape.before);
    const edited = cautious.files.filter((one) => one.file === file);
    expect(edited.map(({ after }) => after)).toEqual(
      shape.safety === 'unsafe' ? [shape.after] : [],
    );
  });

  it.each(
    table.filter(({ after }) => after !== undefined).map((shape) => [shape.name, shape] as const),
  )('leaves nothing to do and every call bounded after %s', async (_name, shape) => {
    const { asked, timeouts } = await outcome(shape);
    expect(asked.again.files).toEqual([]);
    expect(new Set(Object.values(timeouts))).toEqual(new Set(['bounded']));
  });
});

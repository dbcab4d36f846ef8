import { describe, expect, it } from 'vitest';
import { fixed, planned, timeoutsIn } from '../fixed.js';
import { frameworks } from './frameworks.js';
import { makers, manifestOf, type MakerShape } from './makers.js';
import { on } from './shapes.js';

const filesOf = (shape: MakerShape) => ({ 'package.json': manifestOf(shape), ...shape.files });

describe.each([
  ['written anywhere', makers],
  ['of frameworks and other clients', frameworks],
] as const)('options %s', (_, table) => {
  it.each(table.map((shape) => [shape.name, shape] as const))(
    'are set once for all calls: %s',
    async (_name, shape) => {
      const { sites } = await planned(filesOf(shape));
      const [site, ...others] = sites;
      expect(others).toEqual([]);
      expect(site).toMatchObject({
        ...{ codemod: 'add-timeout', safety: shape.safety, file: shape.file },
        ...(shape.reason !== undefined && { reason: shape.reason }),
      });
      expect(site?.calls).toHaveLength(shape.calls);
      const done = await fixed(filesOf(shape), { only: site?.findings ?? [] });
      expect(done.files.map(({ file }) => file)).toEqual([shape.file]);
      expect(done.text(shape.file)).toBe(shape.after);
      expect(done.again.files).toEqual([]);
      expect(new Set(Object.values(timeoutsIn(done.root)))).toEqual(new Set(['bounded']));
    },
  );
});

describe('calls that would each be wrapped', () => {
  const queries = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `export const q${String(at)} = () => db.execute('select ${String(at)}');\n`,
    );
  const filesWith = (count: number) => ({
    'package.json': on({ mysql2: '3.11.0' }),
    'src/db.ts': `import mysql from 'mysql2/promise';\nconst db = mysql.createPool({ host: 'db' });\n${queries(count).join('')}`,
  });

  it('are wrapped where they are few', async () => {
    const { sites } = await planned(filesWith(5));
    expect(sites.map(({ safety, calls }) => [safety, calls.length])).toEqual(
      Array.from({ length: 5 }, () => ['unsafe', 1]),
    );
  });

  it('are one suggestion where they are many, which wraps them all for who asks for it', async () => {
    const { sites, files } = await planned(filesWith(6));
    expect(files).toEqual([]);
    expect(sites).toMatchObject([{ safety: 'suggestion', reason: 'many-calls' }]);
    expect(sites[0]?.calls).toHaveLength(6);
    const done = await fixed(filesWith(6), { only: sites[0]?.findings ?? [] });
    expect(done.text('src/db.ts')?.match(/Policy\.execute\(/g)).toHaveLength(6);
  });
});

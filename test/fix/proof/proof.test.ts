import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it, vi } from 'vitest';
import type { LadderGround } from '../../../src/fix/ladders.js';
import { fix, type FixOptions } from '../../../src/fix.js';
import type { PlannedFix } from '../../../src/model/fix.js';
import { temporaryTree, writeTree } from '../../io/temporary-tree.js';
import { PROBE, repositoryIn } from './repository.js';
import { dependencyFixed, fileOf, seeds, spoilt } from './seeded.js';
import type { Seed } from './seed.js';
import { tableOf, type Catch } from './table.js';

const { look } = vi.hoisted(() => ({ look: { atProgram: true } }));

vi.mock('../../../src/fix/ladders.js', async (original) => {
  const real = await original<typeof import('../../../src/fix/ladders.js')>();
  return { laddersOf: (ground: LadderGround) => spoilt(real.laddersOf)(ground) };
});

// What the other stages catch shows once this one lets everything pass.
vi.mock('../../../src/fix/verify/keeps-program.js', async (original) => {
  const real = await original<typeof import('../../../src/fix/verify/keeps-program.js')>();
  const keepsProgram: typeof real.keepsProgram = (...given) =>
    !look.atProgram || real.keepsProgram(...given);
  return { keepsProgram };
});

interface Run {
  readonly root: string;
  readonly plan: PlannedFix;
}

/** What the codemods come to with all of their mistakes. */
async function seeded(ending: 'ts' | 'js', wishes: Partial<FixOptions>, atProgram = true) {
  look.atProgram = atProgram;
  const root = temporaryTree(repositoryIn(ending));
  const given = { cache: false, only: ['add-breaker', 'add-timeout'], vendor: true };
  return { root, plan: await fix({ root, ...given, ...wishes }) };
}

/** The stage that a mistake did not pass; null where it would be made. */
function stageOf({ plan }: Run, seed: Seed, ending: string): string | null {
  const dependency = dependencyFixed(seed);
  const calls = plan.assessment.calls.filter(
    (call) => call.file === fileOf(seed, ending) && call.dependency === dependency,
  );
  // Calls that one obstacle bars are one site.
  const own = plan.sites.filter(
    ({ codemod, calls: ids }) =>
      codemod === seed.codemod && calls.some(({ id }) => ids.includes(id)),
  );
  expect(own, seed.name).not.toEqual([]);
  return own.find(({ applied }) => !applied)?.reason ?? null;
}

const nameOf = (stage: string | null): Catch => {
  switch (stage) {
    case null:
      return null;
    case 'parse-error':
      return 'parse';
    case 'changes-more':
      return 'program';
    case 'no-effect':
      return 'scan';
    case 'type-error':
      return 'types';
    default:
      throw new Error(`${stage} is no stage`);
  }
};

const stagesIn = (run: Run, ending: string): readonly Catch[] =>
  seeds.map((seed) => nameOf(stageOf(run, seed, ending)));

const typed = { verify: 'types', unsafe: true } as const;
const plain = { verify: 'parse', unsafe: false } as const;

/** What the tests of the service tell of each file. */
function probed(root: string): Readonly<Record<string, string>> {
  writeTree(root, { 'probe.mjs': PROBE });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'probe.mjs'), ...seeds.map((seed) => fileOf(seed, 'js'))],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Readonly<Record<string, string>>;
}

/** Files whose tests end otherwise once all mistakes are made. */
async function brokenInTests(): Promise<ReadonlySet<string>> {
  const { root, plan } = await seeded('js', { verify: 'none', unsafe: false }, false);
  const before = probed(root);
  writeTree(root, Object.fromEntries(plan.files.map(({ file, after }) => [file, after])));
  mkdirSync(join(root, 'node_modules/@resilint'), { recursive: true });
  symlinkSync(join(root, 'vendor/resilint-runtime'), join(root, 'node_modules/@resilint/runtime'));
  const after = probed(root);
  return new Set(Object.keys(before).filter((file) => before[file] !== after[file]));
}

describe('wrong rewrites', () => {
  it('are made by no codemod that makes them, whatever checks them', async () => {
    const typedRun = stagesIn(await seeded('ts', typed), 'ts');
    const plainRun = stagesIn(await seeded('js', plain), 'js');
    const typedOthers = stagesIn(await seeded('ts', typed, false), 'ts');
    const plainOthers = stagesIn(await seeded('js', plain, false), 'js');
    const broken = await brokenInTests();
    const rows = seeds.map((seed, index) => ({
      seed,
      typed: typedRun[index] ?? null,
      plain: plainRun[index] ?? null,
      typedOthers: typedOthers[index] ?? null,
      plainOthers: plainOthers[index] ?? null,
      tests: broken.has(fileOf(seed, 'js')),
    }));
    const style = await resolveConfig('docs/fix-proof.md');
    const page = await format(tableOf(rows), { ...style, parser: 'markdown' });
    await expect(page).toMatchFileSnapshot('../../../docs/fix-proof.md');
    expect(rows.filter(({ typed: stage }) => stage === null)).toEqual([]);
    expect(rows.filter(({ plain: stage }) => stage === null)).toEqual([]);
  }, 120_000);
});

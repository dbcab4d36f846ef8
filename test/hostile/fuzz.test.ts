import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { problemOf } from '../../bench/robustness/fuzz/check.mjs';
import { minimise } from '../../bench/robustness/fuzz/minimise.mjs';
import { readPool, repositoryOf } from '../../bench/robustness/fuzz/repositories.mjs';
import { startWatchdog } from '../../bench/robustness/watchdog.mjs';
import { assess } from '../../src/assess.js';
import type { AssessOptions } from '../../src/model/assess-options.js';
import { assessmentSchema, type Assessment } from '../../src/model/assessment.js';
import { reportJson } from '../../src/report/json.js';
import { reportText } from '../../src/report/text.js';

const SEED = 20261126;
const CASES = 200;
const HANG_MS = 240_000;

const pool = readPool([fileURLToPath(new URL('../../fixtures', import.meta.url))]);
const tool = { assess, reportJson, reportText, schema: assessmentSchema };
const watchdog = startWatchdog(HANG_MS);

let cache = '';

beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'resilint-fuzz-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
  watchdog.stop();
});

describe('mutated repositories', () => {
  it(`are assessed in time, validly and twice the same (${String(CASES)} cases)`, () => {
    const problems = Array.from({ length: CASES }, (_, number) => {
      const files = repositoryOf(pool, SEED, number);
      const problem = watchdog.during(`case ${String(number)}`, () => problemOf(files, tool));
      return problem === null ? [] : [`case ${String(number)}: ${problem}`];
    }).flat();
    expect(problems).toEqual([]);
  }, 300_000);

  it('are the same for the same seed, and others for another', () => {
    expect(repositoryOf(pool, 1, 2)).toEqual(repositoryOf(pool, 1, 2));
    expect(repositoryOf(pool, 1, 2)).not.toEqual(repositoryOf(pool, 1, 3));
    expect(repositoryOf(pool, 1, 2)).not.toEqual(repositoryOf(pool, 2, 2));
  });
});

describe('the fuzzer finds', () => {
  const files = { 'a.ts': "fetch('https://a.example.com/');\n" };

  /** The tool with another answer. */
  const answering = (change: (assessment: Assessment) => unknown) => ({
    ...tool,
    assess: (options: AssessOptions) => change(assess(options)),
  });

  it('nothing wrong with what is sound', () => {
    expect(problemOf(files, tool)).toBeNull();
  });

  it.each<[string, (assessment: Assessment) => unknown, string]>([
    [
      'an assessment that throws',
      () => {
        throw new TypeError('oh');
      },
      'throws TypeError: oh',
    ],
    ['one that breaks the schema', (one) => ({ ...one, calls: 1 }), 'breaks the schema'],
    [
      'a call outside of its file',
      (one) => ({ ...one, calls: one.calls.map((call) => ({ ...call, endLine: 7 })) }),
      'is outside',
    ],
    [
      'a call without length',
      (one) => ({ ...one, calls: one.calls.map((call) => ({ ...call, endColumn: 1 })) }),
      'is empty',
    ],
    [
      'an excerpt of something else',
      (one) => ({ ...one, calls: one.calls.map((call) => ({ ...call, excerpt: ['x'] })) }),
      'excerpt',
    ],
  ])('%s', (_, change, problem) => {
    expect(problemOf(files, answering(change))).toContain(problem);
  });

  it('a difference between two runs', () => {
    let version = 0;
    const tired = answering((one) => ({
      ...one,
      tool: { ...one.tool, version: String(version++) },
    }));
    expect(problemOf(files, tired)).toBe('differs between two runs');
  });
});

describe('a find', () => {
  it('is made smaller as long as it fails', () => {
    const files = { 'a.ts': 'one\ntwo bad three\nfour\n', 'b.ts': 'five\n' };
    const smallest = minimise(files, (candidate: Readonly<Record<string, string>>) =>
      Object.values(candidate).some((text) => text.includes('bad')),
    );
    expect(smallest).toEqual({ 'a.ts': 'bad' });
  });
});

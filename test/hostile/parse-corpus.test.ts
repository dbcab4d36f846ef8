import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshCommandLine } from '../workshop/fresh-build.js';

const SCRIPT = 'bench/robustness/parse-corpus.mjs';

beforeAll(() => {
  freshCommandLine();
});

describe('the script that examines corpora', () => {
  it('takes each file of a service through all stages, without a crash', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [SCRIPT, 'fixtures/express-orders'],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    const row = /^express-orders \| (\d+) \| (\d+) \| 0 \| 0 \| (\d+) \| 0 \|/m.exec(stdout);
    expect(
      row
        ?.slice(1)
        .map(Number)
        .every((count) => count > 0),
    ).toBe(true);
    expect(status).toBe(0);
  });
});

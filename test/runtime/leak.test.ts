import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('a million calls', () => {
  it('leave nothing behind', { timeout: 120_000 }, () => {
    const calls = process.env['RUNTIME_LEAK_CALLS'] ?? '100000';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--expose-gc', 'bench/runtime/leak.mjs', calls],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('kept');
    expect(status, stdout).toBe(0);
  });
});

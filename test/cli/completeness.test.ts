import { describe, expect, test } from 'vitest';
import { requireComplete } from '../../src/cli/completeness.js';
import { KnownError } from '../../src/text/known-error.js';

function coverage(analysed: number, failures: number, aside = 0) {
  const names = (count: number, start: string): string[] =>
    Array.from({ length: count }, (_, index) => `${start}${index}.ts`);
  return {
    files: analysed + failures + aside,
    analysed,
    setAside:
      aside === 0 ? [] : [{ reason: 'test' as const, count: aside, files: names(aside, 't') }],
    failed: names(failures, 'f').map((file) => ({ file, message: 'Unexpected token' })),
    unresolvedCalls: [],
    suspectedClients: [],
  };
}

function failure(work: () => void): KnownError {
  try {
    work();
  } catch (error) {
    if (error instanceof KnownError) return error;
  }
  throw new Error('no known error was thrown');
}

describe('an assessment is incomplete', () => {
  test('without any source file, and says how many files were set aside', () => {
    const { message, exitCode } = failure(() => {
      requireComplete(coverage(0, 0, 3), 'app');
    });
    expect(message).toBe('There are no source files to analyse in "app" (3 files set aside)');
    expect(exitCode).toBe(3);
  });

  test('when more than one in twenty files could not be parsed', () => {
    const { message, exitCode } = failure(() => {
      requireComplete(coverage(94, 6), 'app');
    });
    expect(message).toContain('6 of 100 source files in "app" could not be parsed');
    expect(exitCode).toBe(3);
  });

  test('when no file could be parsed', () => {
    const { exitCode } = failure(() => {
      requireComplete(coverage(0, 1), 'app');
    });
    expect(exitCode).toBe(3);
  });

  test('but not where only settings could not be read, for no call stands in them', () => {
    const broken = ['package.json', 'a/tsconfig.json', 'yarn.lock', 'pnpm-lock.yaml'];
    const failed = broken.map((file) => ({ file, message: 'no valid JSON' }));
    expect(() => {
      requireComplete({ ...coverage(2, 0), failed }, 'app');
    }).not.toThrow();
  });

  test('but not with one in twenty', () => {
    expect(() => {
      requireComplete(coverage(95, 5), 'app');
    }).not.toThrow();
  });
});

import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reportFailure } from '../../src/cli/failure.js';
import { KnownError } from '../../src/text/known-error.js';

let written = '';

beforeEach(() => {
  written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a failure', () => {
  test('that was foreseen is told in two lines without a stack', () => {
    expect(reportFailure(new KnownError('There is no folder "x"', 'Name one.', 2))).toBe(2);
    expect(written).toBe('error: There is no folder "x"\nName one.\n');
  });

  test('that was foreseen cannot smuggle in control characters', () => {
    reportFailure(new KnownError('no folder "\x1b[2J\n"', 'Name one.', 2));
    expect(written).toBe(String.raw`error: no folder "\x1b[2J\n"` + '\nName one.\n');
  });

  test('that nobody foresaw shows its stack and ends as incomplete', () => {
    expect(reportFailure(new TypeError('x is not a function'))).toBe(3);
    expect(written).toContain('TypeError: x is not a function\n    at ');
  });

  test('that nobody foresaw cannot smuggle in commands or control characters', () => {
    reportFailure(new TypeError('of\n::error::a\x1b[2J'));
    expect(written).toContain(String.raw`\x3a:error::a\x1b[2J`);
    expect(written).not.toMatch(/^\s*::|\x1b/m);
  });

  test('of the command line is wrong use, help that was asked for is not', () => {
    expect(reportFailure(new CommanderError(1, 'commander.unknownOption', 'x'))).toBe(2);
    expect(reportFailure(new CommanderError(0, 'commander.helpDisplayed', 'x'))).toBe(0);
    expect(written).toBe('');
  });
});

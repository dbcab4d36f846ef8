import { WriteStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import { ProgressLine } from '../../src/cli/progress-line.js';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    write: { value: (text: string) => written.push(text) },
  }) as WriteStream;
  return { stream, written };
}

function work(line: ProgressLine): string {
  return line.during((onProgress) => {
    onProgress({ phase: 'discovering', done: 0, total: 0 });
    for (let done = 0; done < 2000; done++) onProgress({ phase: 'parsing', done, total: 2000 });
    onProgress({ phase: 'detecting', done: 0, total: 2000 });
    return 'result';
  });
}

describe('the progress line', () => {
  test('names each phase, the files and the elapsed time, and leaves no trace', () => {
    const { stream, written } = recorder(true);
    expect(work(new ProgressLine(stream, false))).toBe('result');
    const shown = written.join('');
    expect(shown).toMatch(/\r\x1b\[Kdiscovering · \d\.\d s/);
    expect(shown).toMatch(/\r\x1b\[Kparsing 2,000 files · \d\.\d s/);
    expect(shown).toMatch(/\r\x1b\[Kdetecting 2,000 files · \d\.\d s/);
    expect(written.at(-1)).toBe('\r\x1b[K');
  });

  test('is drawn a few times a second, however often it is called', () => {
    const { stream, written } = recorder(true);
    work(new ProgressLine(stream, false));
    expect(written.length).toBeLessThan(50);
  });

  test('is cleared when the work fails', () => {
    const { stream, written } = recorder(true);
    const failing = (): void => {
      new ProgressLine(stream, false).during(() => {
        throw new Error('broken');
      });
    };
    expect(failing).toThrow('broken');
    expect(written).toEqual(['\r\x1b[K']);
  });

  test.each([
    ['without a terminal', false, false],
    ['when asked to be quiet', true, true],
  ])('is silent %s', (_when, isTTY, quiet) => {
    const { stream, written } = recorder(isTTY);
    expect(work(new ProgressLine(stream, quiet))).toBe('result');
    expect(written).toEqual([]);
  });
});

import { writeOutput } from '../io/output-file.js';
import { escapeControls } from '../text/escape-controls.js';
import type { textOptions } from './terminal.js';

/** Where a result goes and in which form. */
export interface OutputFlags {
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly quiet?: true;
}

/** What is delivered. */
export interface Result {
  /** The result as it looks on a terminal or in a file. */
  readonly written: (target: Parameters<typeof textOptions>[0]) => string;
  /** What a line on stderr says where the result itself went to a file. */
  readonly inShort: string;
}

/** Writes a result to stdout, or to the file that was named. */
export function deliver({ written, inShort }: Result, { output, quiet }: OutputFlags): void {
  if (output === undefined) {
    process.stdout.write(written(process.stdout));
    return;
  }
  writeOutput(output, written({ isTTY: false }));
  if (quiet !== true) process.stderr.write(`${inShort}, written to ${escapeControls(output)}\n`);
}

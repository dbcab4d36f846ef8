import { Option, type Command } from 'commander';
import { formatNames } from './format-names.js';
import { collectOutputs } from './outputs.js';
import { collectPart } from './part-option.js';

/** The options of every command that scans. */
export const withScanOptions = (command: Command): Command =>
  withWholeScanOptions(command)
    .option('--include <glob>', 'search only matching files (repeatable)', collect)
    .option('--exclude <glob>', 'do not search matching files (repeatable)', collect);

/** Those of commands that make no sense for a part of the files. */
export const withWholeScanOptions = (command: Command): Command =>
  command
    .option('--config <file>', 'settings to use instead of resilint.config.*')
    .option('--quiet', 'no progress and no notes on stderr')
    .option('--no-cache', 'parse every file anew, and store nothing');

/** The options of commands that write assessments. */
export const withOutputs = (command: Command): Command =>
  command
    .option(
      '--format <format[=file]>',
      `how to write the result, and where (repeatable): ${formatNames.join(', ')}`,
      collectOutputs,
    )
    .option('--output <file>', 'write the result to a file instead of stdout');

/** The option of commands that can do a part of their work. */
export const withShard = (command: Command): Command =>
  command.option(
    '--shard <i/n>',
    'only write the facts of this part of the files, for "merge" and "check --facts"',
    collectPart,
  );

export const formatOption = (): Option =>
  new Option('--format <format>', 'how to write the result')
    .choices(['text', 'json'])
    .default('text');

/** An option that can be given several times. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

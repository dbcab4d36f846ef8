import { InvalidArgumentError, Option, type Command } from 'commander';
import { collect, withScanOptions } from './scan-options.js';
import type { FixFlags } from './fix-command.js';
import type { UndoFlags } from './undo-command.js';

/** The commands that edit the sources. */
export function addFixCommands(program: Command, exitCodes: string): void {
  addFix(program, exitCodes);
  program
    .command('undo')
    .description('restore what "fix --write" changed, byte for byte')
    .argument('[dir]', 'folder that was edited', '.')
    .option('--run <id>', 'the run to undo; the last one unless said otherwise')
    .showHelpAfterError('Run "resilint undo --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: UndoFlags) => {
      const { runUndo } = await import('./undo-command.js');
      runUndo(dir, flags);
    });
}

function addFix(program: Command, exitCodes: string): void {
  withScanOptions(program.command('fix'))
    .description('show, or make, edits that protect calls')
    .argument('[dir]', 'folder to scan', '.')
    .option('--write', 'make the edits, rather than show them')
    .option('--unsafe', 'also edits that change what the code does, as each new bound does')
    .option(
      '--only <what>',
      'a rule, the id of a finding, or a glob of files (repeatable)',
      collect,
    )
    .option(
      '--timeout <[kind=]ms>',
      'longest wait of new bounds, for one kind of call or all (repeatable)',
      collectLimit,
    )
    .addOption(
      new Option('--verify <how>', 'what edits are checked by, besides a new scan')
        .choices(['types', 'parse'])
        .default('types'),
    )
    .addOption(
      new Option('--format <format>', 'how to show the edits')
        .choices(['text', 'json', 'patch'])
        .default('text'),
    )
    .option('--vendor', 'copy the runtime library into the repository')
    .option('--no-vendor', 'ask for the runtime library from the registry')
    .option('--check', 'exit with 1 where edits are pending')
    .option('--allow-dirty', 'edit files that git does not have as they are')
    .showHelpAfterError('Run "resilint fix --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: FixFlags) => {
      const { runFix } = await import('./fix-command.js');
      await runFix(dir, flags);
    });
}

function collectLimit(text: string, earlier: Readonly<Record<string, number>> = {}) {
  const [, kind = 'all', ms] = /^(?:([a-z]+)=)?([1-9]\d{0,8})$/.exec(text) ?? [];
  if (ms === undefined)
    throw new InvalidArgumentError('It is a number of milliseconds: 5000, or http=5000.');
  return { ...earlier, [kind]: Number(ms) };
}

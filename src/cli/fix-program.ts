import type { Command } from 'commander';
import { withDelivery, withVerification, withWishes } from './fix/options.js';
import { withScanOptions } from './scan-options.js';
import type { FixFlags } from './fix/flags.js';
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
  withDelivery(withVerification(withWishes(withScanOptions(program.command('fix')))))
    .description('show, or make, edits that protect calls')
    .argument('[dir]', 'folder to scan', '.')
    .showHelpAfterError('Run "resilint fix --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: FixFlags) => {
      const { runFix } = await import('./fix-command.js');
      await runFix(dir, flags);
    });
}

import type { Command } from 'commander';
import type { DoctorFlags } from './doctor/doctor-command.js';
import type { PrintConfigFlags } from './print-config/print-config-command.js';
import { formatOption, withScanOptions } from './scan-options.js';

/** The commands for whoever wonders why a result is as it is. */
export function addHelpCommands(program: Command, exitCodes: string): void {
  addDoctor(program, exitCodes);
  addPrintConfig(program, exitCodes);
}

function addDoctor(program: Command, exitCodes: string): void {
  withScanOptions(program.command('doctor'))
    .addOption(formatOption())
    .option('--today <day>', 'the day by which entries expire, YYYY-MM-DD')
    .description('look at everything that a result depends on, and say what to do')
    .argument('[dir]', 'folder to look at', '.')
    .showHelpAfterError('Run "resilint doctor --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: DoctorFlags) => {
      const { runDoctor } = await import('./doctor/doctor-command.js');
      await runDoctor(dir, flags);
    });
}

function addPrintConfig(program: Command, exitCodes: string): void {
  program
    .command('print-config')
    .description('tell which settings hold for a file, and where each was written')
    .argument('<file>', 'file of the folder; it need not be there')
    .option('--root <dir>', 'folder that is scanned', '.')
    .option('--config <file>', 'settings to use instead of resilint.config.*')
    .option('--policy-from <commit>', 'take settings and .resilint from there')
    .addOption(formatOption())
    .showHelpAfterError('Run "resilint print-config --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (file: string, flags: PrintConfigFlags) => {
      const { runPrintConfig } = await import('./print-config/print-config-command.js');
      await runPrintConfig(file, flags);
    });
}

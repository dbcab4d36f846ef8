import { Option, type Command } from 'commander';
import { withGateOptions } from './gate-program.js';
import type { ReportFlags } from './report-command.js';
import { withScanOptions } from './scan-options.js';

export function addReport(program: Command, exitCodes: string): void {
  withGateOptions(withScanOptions(program.command('report')))
    .description('write a report for people, as HTML')
    .argument('[target]', 'folder to scan, or an assessment that "scan --format json" wrote', '.')
    .option('-o, --output <file>', 'the page, or the first of several', 'report.html')
    .addOption(
      new Option('--assets <how>', 'looks and script in each page, or beside it')
        .choices(['inline', 'linked'])
        .default('inline'),
    )
    .addOption(
      new Option('--pages <how>', 'a page for each package where there are several, or one')
        .choices(['packages', 'one'])
        .default('packages'),
    )
    .option('--title <text>', 'name of what was scanned, instead of that in package.json')
    .option('--history <file>', 'runs that "check --history" appended: their trend')
    .option('--compare <file>', 'former assessment: what changed since')
    .showHelpAfterError('Run "resilint report --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (target: string, flags: ReportFlags) => {
      const { runReport } = await import('./report-command.js');
      await runReport(target, flags);
    });
}

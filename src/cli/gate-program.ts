import type { Command } from 'commander';
import type { BaselineFlags } from './baseline-command.js';
import type { CompareFlags } from './compare-command.js';
import type { CheckFlags } from './check-command.js';
import type { InitFlags } from './init-command.js';
import {
  collect,
  formatOption,
  withOutputs,
  withScanOptions,
  withShard,
  withWholeScanOptions,
} from './scan-options.js';

/** The commands that gate. */
export function addGateCommands(program: Command, exitCodes: string): void {
  addInit(program, exitCodes);
  addCheck(program, exitCodes);
  addBaseline(program, exitCodes);
  addCompare(program, exitCodes);
}

function addInit(program: Command, exitCodes: string): void {
  program
    .command('init')
    .description('write settings, a baseline of what is there, and what runs the gate in CI')
    .argument('[dir]', 'folder of the repository', '.')
    .option('--quiet', 'no progress on stderr')
    .option('--no-cache', 'parse every file anew, and store nothing')
    .option('--today <day>', 'the day by which entries expire, YYYY-MM-DD')
    .showHelpAfterError('Run "resilint init --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: InitFlags) => {
      const { runInit } = await import('./init-command.js');
      await runInit(dir, flags);
    });
}

function addCheck(program: Command, exitCodes: string): void {
  withShard(withOutputs(withGateOptions(withScanOptions(program.command('check')))))
    .option('--history <file>', 'append one line about this run, as JSON')
    .description('scan, and fail where findings or figures are worse than they may be')
    .argument('[dir]', 'folder to scan', '.')
    .showHelpAfterError('Run "resilint check --help" to see the options.')
    .addHelpText('after', `${conditions}\n${exitCodes}`)
    .action(async (dir: string, flags: CheckFlags) => {
      const { runCheck } = await import('./check-command.js');
      await runCheck(dir, flags);
    });
}

function addCompare(program: Command, exitCodes: string): void {
  program
    .command('compare')
    .description('tell what was gained, lost and fixed between two assessments')
    .argument('<before>', 'what "scan --format json" wrote earlier')
    .argument('<after>', 'what it wrote later')
    .addOption(formatOption())
    .showHelpAfterError('Run "resilint compare --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (before: string, after: string, flags: CompareFlags) => {
      const { runCompare } = await import('./compare-command.js');
      runCompare(before, after, flags);
    });
}

const conditions = `
Conditions of --fail-on:
  error, warning, note      findings that are at least that grave
  rule:<id>                 findings of a rule
  new:error, new:rule:<id>  only those that are not in the baseline and, with --since, were not there
  maturityLevel<2           the level, 0 to 3
  score<0.6                 the score, 0 to 1
  area:<id><0.5             the score of an area`;

/** What a gate goes by. */
export const withGateOptions = (command: Command): Command =>
  command
    .option(
      '--fail-on <conditions>',
      'what makes it fail, separated by commas (repeatable)',
      collectConditions,
    )
    .option('--since <commit>', 'count as new what is not in the history shared with this commit')
    .option('--policy-from <commit>', 'take settings, .resilint, baseline and comments from there')
    .option('--baseline <file>', 'accepted findings, instead of those in resilint-baseline.jsonl')
    .option('--ignore-baseline', 'silence nothing by a baseline')
    .option(
      '--package <name>',
      'only findings in this package, by name or folder (repeatable)',
      collect,
    )
    .option('--facts <file...>', 'take the facts of all shards instead of reading the sources')
    .option('--today <day>', 'the day by which entries expire, YYYY-MM-DD');

function collectConditions(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, ...value.split(',')];
}

function addBaseline(program: Command, exitCodes: string): void {
  const baseline = program
    .command('baseline')
    .description('the findings that a repository accepts');
  const add = (name: 'create' | 'prune' | 'diff', description: string): Command =>
    withWholeScanOptions(baseline.command(name))
      .description(description)
      .argument('[dir]', 'folder to scan', '.')
      .option('--baseline <file>', 'file of the baseline, instead of resilint-baseline.jsonl')
      .option('--today <day>', 'the day by which entries expire, YYYY-MM-DD')
      .showHelpAfterError(`Run "resilint baseline ${name} --help" to see the options.`)
      .addHelpText('after', exitCodes)
      .action(async (dir: string, flags: BaselineFlags) => {
        const { runCreate, runPrune, runDiff } = await import('./baseline-command.js');
        await { create: runCreate, prune: runPrune, diff: runDiff }[name](dir, flags);
      });
  add('create', 'accept the findings of now; entries that are there keep their reasons')
    .option('--reason <text>', 'why they are accepted')
    .option('--owner <name>', 'who answers for them')
    .option('--expires <day>', 'last day they are accepted, YYYY-MM-DD');
  add('prune', 'remove entries whose finding is gone');
  add('diff', 'tell how findings and baseline differ');
}

import { InvalidArgumentError, Option, type Command } from 'commander';
import { collect } from '../scan-options.js';

/** Which edits are planned. */
export const withWishes = (command: Command): Command =>
  command
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
    .option(
      '--target <library>',
      'what policies are made with: runtime, or a library that the catalogue writes them with',
      'runtime',
    )
    .option('--vendor', 'copy the runtime library into the repository')
    .option('--no-vendor', 'ask for the runtime library from the registry');

/** How edits are made sure of. */
export const withVerification = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--verify <how>',
        'what edits are checked by, each more than the one before: that files parse (none), ' +
          'a scan (parse), the type checker (types), and, with --write, the tests of the ' +
          'repository, which executes its code (tests)',
      )
        .choices(['none', 'parse', 'types', 'tests'])
        .default('types'),
    )
    .option('--test-command <command>', 'what --verify tests runs, instead of the script "test"');

/** What becomes of the edits. */
export const withDelivery = (command: Command): Command =>
  command
    .option('--write', 'make the edits, rather than show them')
    .option('--interactive', 'show edits one by one, and make those that you say yes to')
    .addOption(
      new Option(
        '--commit <how>',
        'commit what is written, once for each dependency that it protects',
      ).choices(['per-dependency']),
    )
    .option('--allow-dirty', 'edit files that git does not have as they are')
    .addOption(
      new Option('--format <format>', 'how to show the edits')
        .choices(['text', 'json', 'patch', 'sarif'])
        .default('text'),
    )
    .option('--check', 'exit with 1 where edits are pending');

function collectLimit(text: string, earlier: Readonly<Record<string, number>> = {}) {
  const [, kind = 'all', ms] = /^(?:([a-z]+)=)?([1-9]\d{0,8})$/.exec(text) ?? [];
  if (ms === undefined)
    throw new InvalidArgumentError('It is a number of milliseconds: 5000, or http=5000.');
  return { ...earlier, [kind]: Number(ms) };
}

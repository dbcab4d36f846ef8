import { Command } from 'commander';
import { toolVersion } from '../io/tool-version.js';
import { addReport } from './report-program.js';
import { addFixCommands } from './fix-program.js';
import { addGateCommands } from './gate-program.js';
import { addHelpCommands } from './help-program.js';
import { formatOption, withOutputs, withScanOptions, withShard } from './scan-options.js';
import type { CatalogFlags } from './catalog-command.js';
import type { AssessFlags } from './assess-folder.js';
import type { OutputFlags } from './deliver.js';
import type { ExplainFlags } from './explain-command.js';
import type { NewRuleFlags } from './new-rule-command.js';
import type { RulesFlags } from './rules-command.js';
import type { ScanFlags } from './scan-command.js';

const exitCodes = `
Exit codes:
  0  done; the gate passed (check)
  1  the gate failed (check); an example failed (catalog --test); edits are pending (fix --check),
     or were taken back since tests fail with them (fix --verify tests)
  2  wrong use: an unknown option, no such folder, a mistake in the settings, in .resilint or in the
     baseline, a commit that git does not have, an output that cannot be written
  3  incomplete: no source files, more than 5 % of them unparsable, or resilint itself failed`;

/** The command line. Commands are loaded when they run: help and version wait for no parser. */
export function createProgram(): Command {
  const program = new Command('resilint')
    .description('Finds every outbound call of a TypeScript or JavaScript service.')
    .version(toolVersion())
    .exitOverride()
    .showHelpAfterError('Run "resilint --help" to see the commands.')
    .addHelpText('after', exitCodes);
  addScan(program);
  addMerge(program);
  addRules(program);
  addExplain(program);
  addScore(program);
  addReport(program, exitCodes);
  addFixCommands(program, exitCodes);
  addGateCommands(program, exitCodes);
  addHelpCommands(program, exitCodes);
  addCatalog(program);
  addNew(program);
  return program;
}

function addScan(program: Command): void {
  withShard(withOutputs(withScanOptions(program.command('scan'))))
    .description('find the outbound calls below a folder')
    .argument('[dir]', 'folder to scan', '.')
    .showHelpAfterError('Run "resilint scan --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: ScanFlags) => {
      const { runScan } = await import('./scan-command.js');
      await runScan(dir, flags);
    });
}

function addMerge(program: Command): void {
  withOutputs(withScanOptions(program.command('merge')))
    .description('find the outbound calls by the facts that "scan --shard" wrote')
    .argument('<facts...>', 'the files of all shards')
    .option('--root <dir>', 'folder that the shards are of', '.')
    .showHelpAfterError('Run "resilint merge --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (facts: string[], { root, ...flags }: ScanFlags & { readonly root: string }) => {
      const { runScan } = await import('./scan-command.js');
      await runScan(root, { ...flags, facts });
    });
}

function addRules(program: Command): void {
  program
    .command('rules')
    .description('list what calls, dependencies and protections are judged by')
    .argument('[dir]', 'folder whose .resilint/rules has more of them', '.')
    .addOption(formatOption())
    .option('--test', 'scan the examples of the ones in .resilint instead')
    .showHelpAfterError('Run "resilint rules --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: RulesFlags) => {
      const { runRules } = await import('./rules-command.js');
      await runRules(dir, flags);
    });
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .description('say why a rule matters and what to do, or what proves a finding')
    .argument('<rule|finding>', 'id of a rule or a finding')
    .argument('[target]', 'folder to scan, or an assessment that "scan --format json" wrote', '.')
    .option('--quiet', 'no progress on stderr')
    .showHelpAfterError('Run "resilint explain --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (name: string, target: string, flags: ExplainFlags) => {
      const { runExplain } = await import('./explain-command.js');
      await runExplain(name, target, flags);
    });
}

function addScore(program: Command): void {
  withScanOptions(program.command('score'))
    .addOption(formatOption())
    .option('--output <file>', 'write the result to a file instead of stdout')
    .description('say how mature a service is, and what to do next')
    .argument('[target]', 'folder to scan, or an assessment that "scan --format json" wrote', '.')
    .showHelpAfterError('Run "resilint score --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (target: string, flags: AssessFlags & OutputFlags) => {
      const { runScore } = await import('./score-command.js');
      await runScore(target, flags);
    });
}

function addCatalog(program: Command): void {
  program
    .command('catalog')
    .description('list the clients whose calls are found, and the guards that protect them')
    .argument('[dir]', 'folder whose .resilint describes more of them', '.')
    .addOption(formatOption())
    .option('--test', 'scan the examples of the ones in .resilint instead')
    .showHelpAfterError('Run "resilint catalog --help" to see the options.')
    .addHelpText('after', exitCodes)
    .action(async (dir: string, flags: CatalogFlags) => {
      const { runCatalog } = await import('./catalog-command.js');
      await runCatalog(dir, flags);
    });
}

function addNew(program: Command): void {
  const command = program.command('new').description('begin a description of your own');
  command
    .command('client')
    .description('describe a client that resilint does not know, in .resilint/clients')
    .argument('<package>', 'npm package, for example tiny-http or @acme/http')
    .argument('[dir]', 'folder that is scanned', '.')
    .showHelpAfterError('Run "resilint new client --help" to see the arguments.')
    .addHelpText('after', exitCodes)
    .action(async (name: string, dir: string) => {
      const { runNewClient } = await import('./new-client-command.js');
      runNewClient(name, dir);
    });
  command
    .command('rule')
    .description('begin a rule of your own, in .resilint/rules')
    .argument('<id>', 'a noun phrase for the flaw, for example missing-timeout')
    .argument('[dir]', 'folder that is scanned', '.')
    .option('--topic <topic>', 'folder below "rules", in the repository of resilint')
    .showHelpAfterError('Run "resilint new rule --help" to see the arguments.')
    .addHelpText('after', exitCodes)
    .action(async (id: string, dir: string, flags: NewRuleFlags) => {
      const { runNewRule } = await import('./new-rule-command.js');
      runNewRule(id, dir, flags);
    });
}

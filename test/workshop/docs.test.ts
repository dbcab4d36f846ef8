import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessExample, expectedCalls, foundCalls } from '../../src/cli/example-calls.js';
import { catalogWith } from '../../src/config/catalog.js';
import { parseEntry } from '../../src/config/catalog-file.js';
import { formatProblem } from '../../src/config/entry-problem.js';
import { freshCommandLine } from './fresh-build.js';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'docs/report.md',
  'docs/fix.md',
];

interface Block {
  readonly document: string;
  readonly language: string;
  readonly text: string;
}

const blocks = documents.flatMap(fencedBlocks);
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf);
const ofOurTool = commands.filter((command) => command.startsWith('node dist/cli/main.js '));
const ofTheWorkshop = commands.filter((command) => !ofOurTool.includes(command));

describe('a command in the documentation', () => {
  beforeAll(freshCommandLine);

  it.each(ofOurTool)('works: %s', (command) => {
    const { status, stdout, stderr } = run(command);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).not.toBe('');
  });

  it.each(ofTheWorkshop)('is run by CI or names what exists: %s', (command) => {
    expect(whatVouchesFor(command), 'nothing runs this command').toBeDefined();
  });
});

describe('the first screen of the README', () => {
  it('shows what the scan really prints', () => {
    const scan = ofOurTool.find((command) => command.includes(' scan '));
    expect(run(scan ?? '').stdout).toContain(ofReadme('text')[0]);
  });

  it('names the command that CI ends with as the way to test', () => {
    expect(ofReadme('sh')[1]?.trim()).toBe(ciCommands().at(-1));
  });
});

describe('a description of a client in the documentation', () => {
  const described = [
    { document: 'README.md', text: yamlOf('README.md') },
    { document: 'CONTRIBUTING.md', text: yamlOf('CONTRIBUTING.md') },
  ];

  it.each(described)('of $document is valid, and its examples pass', ({ text }) => {
    const { entry, problems } = parseEntry('x/clients/x.yaml', text);
    expect(problems).toEqual([]);
    const catalog = catalogWith([{ file: 'x/clients/x.yaml', entry: entry! }]);
    for (const example of entry!.examples) {
      const assessment = assessExample(catalog, entry!, example);
      expect(foundCalls(entry!, example, assessment)).toEqual(expectedCalls(example));
    }
  });

  it('is refused with the message that is shown, where a field is misspelt', () => {
    const [shown] = blocks.filter(
      ({ document, language }) => document === 'CONTRIBUTING.md' && language === 'text',
    );
    const wrong = yamlOf('CONTRIBUTING.md').replace(
      '{ role: request, effect: read',
      '{ rol: request, effect: read',
    );
    const { problems } = parseEntry('rules/catalog/clients/tiny-http.yaml', wrong);
    expect(problems.map(formatProblem)).toContain(shown?.text.trim());
  });
});

/** The YAML of a document in one piece, without the indentation of the list it stands in. */
function yamlOf(document: string): string {
  const texts = blocks.filter((block) => block.document === document && block.language === 'yaml');
  return texts
    .map(({ text }) => text.replaceAll(new RegExp(`^${/^ */.exec(text)![0]}`, 'gm'), ''))
    .join('');
}

function ofReadme(language: string): string[] {
  const shown = blocks.filter((block) => block.document === 'README.md');
  return shown.filter((block) => block.language === language).map(({ text }) => text);
}

/** Why a reader may trust a command that no test of this file runs. */
function whatVouchesFor(command: string): string | undefined {
  if (ciCommands().includes(command)) return 'CI runs it';
  const script = /^npm run (\S+)$/.exec(command)?.[1];
  if (script !== undefined && checkedScripts().includes(script)) return 'the check runs it';
  // Formatting writes files, so CI runs the same tool with the same files in its asking form.
  if (script === 'format') return writesWhatIsChecked() ? 'the check asks for it' : undefined;
  const tests = /^npx vitest run (\S+)$/.exec(command)?.[1];
  if (tests !== undefined && testsBelow(tests)) return 'the tests are there';
  return undefined;
}

function ciCommands(): string[] {
  return readFileSync('.ci/run', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('npm '));
}

function checkedScripts(): string[] {
  const source = readFileSync('scripts/check.mjs', 'utf8');
  return [...source.matchAll(/script: '([^']+)'/g)].map((match) => match[1]!);
}

function writesWhatIsChecked(): boolean {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const { format, 'check:format': check } = manifest.scripts;
  return format?.replace('--write', '--check') === check;
}

function testsBelow(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { encoding: 'utf8', recursive: true }).some((file) =>
    file.endsWith('.test.ts'),
  );
}

function fencedBlocks(document: string): Block[] {
  const fences = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;
  return [...readFileSync(document, 'utf8').matchAll(fences)].map((match) => ({
    document,
    language: match[2]!,
    text: match[3]!,
  }));
}

function commandsOf({ text }: Block): string[] {
  return text
    .split(/\n|&&/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function run(command: string) {
  const [, ...words] = command.split(' ');
  return spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
}

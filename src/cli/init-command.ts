import { acceptedFinding, baselineDifference, writeBaseline } from '../index.js';
import type { Assessment } from '../index.js';
import { requireFolder } from '../io/folder.js';
import { folderTree } from '../io/folder-tree.js';
import type { FileTree } from '../io/file-tree.js';
import { writeInside } from '../io/output-file.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { KnownError } from '../text/known-error.js';
import { assessFolder } from './assess-folder.js';
import { ciSnippets, type CiSnippet } from './ci-snippets.js';
import { loadPolicy } from './policy.js';
import { dayOf } from './today.js';

/** The options of `resilint init`, as commander hands them over. */
export interface InitFlags {
  readonly quiet?: true;
  readonly cache: boolean;
  readonly today?: string;
}

const SETTINGS = 'resilint.config.yaml';

/** Writes settings, a baseline of what is there, and what runs the gate in the CI that is used. */
export async function runInit(dir: string, flags: InitFlags): Promise<void> {
  requireFolder(dir);
  const tree = folderTree(dir);
  const { files, settings } = await loadPolicy(dir, {});
  const [configured] = files;
  if (configured !== undefined) {
    throw new KnownError(`There are settings already, in "${configured}"`, 'Change those.', 2);
  }
  if (tree.entryAt(settings.baseline) !== undefined) {
    const advice = 'Remove it first, or keep it up to date with: resilint baseline create';
    throw new KnownError(`There is a baseline already: "${settings.baseline}"`, advice, 2);
  }
  const { assessment, requireComplete } = await assessFolder(dir, flags);
  requireComplete();
  const accepted = entriesOf(assessment, dayOf(flags.today, process.env));
  writeInside(dir, settings.baseline, writeBaseline(accepted));
  writeInside(dir, SETTINGS, settingsText(assessment));
  print([
    ...stackOf(assessment),
    `wrote ${SETTINGS}`,
    `wrote ${settings.baseline}: ${countOf(accepted.length, 'finding')} accepted for now`,
    ...ciSnippets.filter((one) => isUsed(one, tree)).flatMap((one) => offered(one, dir, tree)),
    'Try it: resilint check',
  ]);
}

function entriesOf(assessment: Assessment, today: string) {
  const reason = 'there before the gate was';
  return baselineDifference(assessment, [], today).added.map((finding) =>
    acceptedFinding(finding, assessment, { reason }),
  );
}

/** What was detected, so that a wrong guess is seen at once. */
function stackOf({ packages, calls, dependencies, services }: Assessment): string[] {
  const clients = [...new Set(calls.map(({ client }) => client))].sort();
  return [
    `found ${countOf(calls.length, 'outbound call')} to ${countOf(dependencies.length, 'dependency', 'dependencies')}, ${countOf(packages.length, 'package')}, ${countOf(services.length, 'service')}`,
    ...(clients.length > 0 ? [`clients: ${clients.join(', ')}`] : []),
  ];
}

function settingsText({ services }: Assessment): string {
  const tiers = services.map(({ dir }) => `#   ${JSON.stringify(dir)}: { tier: 2 }\n`).join('');
  return `# Settings of resilint: data that is read and never run.
# The fields are described in resilint/config.schema.json.

# What makes "resilint check" fail. More: new:warning, rule:missing-timeout, maturityLevel<1,
# area:monitoring<0.5
failOn: [error]

# How important each service is: 1 all patterns, 2 breakers and bulkheads, 3 timeouts and health.
# packages:
${tiers === '' ? '#   ".": { tier: 2 }\n' : tiers}
# How grave the findings of a rule are: error, warning, note or off.
# rules:
#   missing-breaker: warning
`;
}

/** A CI system is used where its file or the folder of its files is. */
function isUsed({ file, isWhole }: CiSnippet, tree: FileTree): boolean {
  return tree.entryAt(isWhole ? (file.split('/')[0] ?? file) : file) !== undefined;
}

/** A file of its own is written; to others the snippet has to be added by hand. */
function offered({ name, file, isWhole, text }: CiSnippet, dir: string, tree: FileTree): string[] {
  if (!isWhole) return [`For ${name}, add to ${file}:`, '', ...text.trimEnd().split('\n'), ''];
  if (tree.entryAt(file) !== undefined) return [`${file} is there already, and stays as it is`];
  writeInside(dir, file, text);
  return [`wrote ${file}, for ${name}`];
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${escapeControls(line)}\n`).join(''));
}

import type { FixedFile, FixSite, PlannedFix } from '../../index.js';
import { escapeControls } from '../../text/escape-controls.js';
import { groupBy } from '../../text/group-by.js';
import { shorten } from '../../text/shorten.js';

/** What one commit holds: its files, from the commit before on, and what it says. */
export interface CommitStep {
  readonly message: string;
  readonly files: readonly FixedFile[];
}

/**
 * The edits of a plan, one step for each dependency, and for each set of them that edits are for
 * together. What several steps need, such as the policies of a package, grows with each.
 */
export function commitSteps({ sites, filesWith }: PlannedFix): readonly CommitStep[] {
  const groups = groupBy(
    sites.filter(({ applied }) => applied),
    ({ dependencies }) => dependencies.join('\0'),
  );
  const steps: CommitStep[] = [];
  const done: FixSite[] = [];
  const texts = new Map<string, string>();
  for (const group of groups.values()) {
    done.push(...group);
    const files = filesWith(done)
      .map((file) => ({ ...file, before: texts.get(file.file) ?? file.before }))
      .filter(({ before, after }) => before !== after);
    for (const { file, after } of files) texts.set(file, after);
    if (files.length > 0) steps.push({ message: messageOf(group), files });
  }
  return steps;
}

/** "fix(resilience): bound calls to payments-api", and below it a line for each edit. */
function messageOf(sites: readonly FixSite[]): string {
  const edits = new Set(sites.map(lineOf));
  const dependencies = sites[0]?.dependencies ?? [];
  const does =
    dependencies.length === 0
      ? 'answer health checks'
      : `${verbOf(sites)} calls to ${namesOf(dependencies)}`;
  return `${[`fix(resilience): ${does}`, '', ...edits].map(escapeControls).join('\n')}\n`;
}

const lineOf = ({ file, codemod, what = codemod, rules }: FixSite): string =>
  `- ${file}: ${what} (${rules.join(', ')})`;

function verbOf(sites: readonly FixSite[]): string {
  if (sites.every(({ safety }) => safety === 'safe')) return 'observe';
  return sites.every(({ codemod }) => /^add-(acquire-)?timeout$/.test(codemod))
    ? 'bound'
    : 'protect';
}

/** Whatever a dependency is called, a subject stays one. */
function namesOf(dependencies: readonly string[]): string {
  const [one = '', two = '', ...more] = dependencies.map((name) => shorten(name, 40));
  if (two === '') return one;
  return more.length === 0 ? `${one} and ${two}` : `${one}, ${two} and ${String(more.length)} more`;
}

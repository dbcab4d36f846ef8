import { loadRules } from '../config/rules/rules.js';
import { explainFinding, explainRule } from '../index.js';
import type { Assessment, Finding, Rule } from '../index.js';
import { requireFolder } from '../io/folder.js';
import { isFile } from '../io/path-kind.js';
import { KnownError } from '../text/known-error.js';
import { similarName } from '../text/similar-name.js';
import { assessFolder } from './assess-folder.js';
import { textOptions } from './terminal.js';

/** The options of `resilint explain`, as commander hands them over. */
export interface ExplainFlags {
  readonly quiet?: true;
}

/** Explains a rule by its id, or a finding of a folder or a stored assessment. */
export async function runExplain(
  name: string,
  target: string,
  { quiet }: ExplainFlags,
): Promise<void> {
  const isStored = isFile(target);
  if (!isStored) requireFolder(target);
  const { rules } = await loadRules(isStored ? '.' : target);
  const rule = rules.find(({ id }) => id === name);
  const options = textOptions(process.stdout, process.env);
  if (rule !== undefined) {
    process.stdout.write(explainRule(rule, options));
    return;
  }
  if (!isFindingId(name)) throw noSuchRule(name, rules);
  const assessment = isStored ? await stored(target) : await assessed(target, quiet);
  const finding = findingOf(assessment, name);
  const own = rules.find(({ id }) => id === finding.rule);
  process.stdout.write(explainFinding({ finding, assessment, rule: own }, options));
}

/** The beginning of an id is enough where no other finding begins so. */
const isFindingId = (name: string): boolean => /^[0-9a-f]{6,16}$/.test(name);

function noSuchRule(name: string, rules: readonly Rule[]): KnownError {
  const similar = similarName(
    name,
    rules.map(({ id }) => id),
  );
  const advice =
    similar === undefined ? 'List them with: resilint rules' : `Did you mean "${similar}"?`;
  return new KnownError(`There is no rule "${name}"`, advice, 2);
}

function findingOf({ findings }: Assessment, id: string): Finding {
  const found = findings.filter((finding) => finding.id.startsWith(id));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const message =
    only === undefined ? `There is no finding "${id}"` : `Several findings begin with "${id}"`;
  throw new KnownError(message, 'List them with: resilint scan --format json', 2);
}

/** The schema library is loaded for those who have a stored assessment. */
async function stored(file: string): Promise<Assessment> {
  const { readAssessment } = await import('../config/stored-assessment.js');
  return readAssessment(file);
}

async function assessed(dir: string, quiet: true | undefined): Promise<Assessment> {
  const flags = { cache: true, ...(quiet && { quiet }) } as const;
  return (await assessFolder(dir, flags)).assessment;
}

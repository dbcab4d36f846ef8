import { join } from 'node:path';
import { rulesWith } from '../config/rules/rules.js';
import { requireFolder } from '../io/folder.js';
import { writeNewFile } from '../io/output-file.js';
import { isFolder } from '../io/path-kind.js';
import { KnownError } from '../text/known-error.js';
import { isOwnRepository } from './own-repository.js';
import { ruleTemplate } from './rule-template.js';

/** The options of `resilint new rule`, as commander hands them over. */
export interface NewRuleFlags {
  readonly topic?: string;
}

const LONGEST_ID = 60;

/** Begins a rule: a file with everything it needs, and where to go on. */
export function runNewRule(id: string, dir: string, flags: NewRuleFlags): void {
  requireRuleId(id);
  requireFolder(dir);
  const isOurs = isOwnRepository(dir);
  const file = `${isOurs ? topicFolder(dir, flags) : '.resilint/rules'}/${id}.yaml`;
  writeNewFile(join(dir, file), ruleTemplate(id));
  const test = isOurs ? 'npm run build && npx vitest run test/rules' : 'resilint rules --test';
  process.stdout.write(
    [
      `Wrote ${file}`,
      ...shippedNote(id, isOurs),
      `Write the rule there, then run: ${test}`,
      '',
    ].join('\n'),
  );
}

function requireRuleId(id: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && id.length <= LONGEST_ID) return;
  const advice = 'Name the flaw in small letters with hyphens, for example missing-timeout.';
  throw new KnownError(`"${id}" is no id of a rule`, advice, 2);
}

/** Contributors say what the rule is about. */
function topicFolder(dir: string, { topic }: NewRuleFlags): string {
  const folder = `rules/${topic ?? ''}`;
  if (topic !== undefined && /^[a-z]+$/.test(topic) && isFolder(join(dir, folder))) return folder;
  const message =
    topic === undefined ? 'The rule has no topic yet' : `There are no rules about "${topic}"`;
  throw new KnownError(message, 'Name a folder below "rules": --topic timeout.', 2);
}

function shippedNote(id: string, isOurs: boolean): readonly string[] {
  const isShipped = rulesWith([]).rules.some((rule) => rule.id === id);
  return isShipped && !isOurs ? ['It replaces the rule of that name that resilint brings.'] : [];
}

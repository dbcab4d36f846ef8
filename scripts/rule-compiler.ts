import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseEntry } from '../src/config/catalog-file.js';
import { parsePractice } from '../src/config/practices/practice-file.js';
import { repeatedTools } from '../src/config/practices/repeated-tools.js';
import { repeatedClaims } from '../src/config/repeated-claims.js';
import { formatProblem, type EntryProblem } from '../src/config/entry-problem.js';
import { parseMaturity } from '../src/config/maturity/maturity-file.js';
import { repeatedRules } from '../src/config/rules/repeated-rules.js';
import { parseRule } from '../src/config/rules/rule-file.js';
import type { ClientEntry } from '../src/model/catalog.js';
import type { MaturityModel } from '../src/model/maturity-model.js';
import { ruleTopics, type Rule } from '../src/model/rule.js';
import { compareText } from '../src/text/compare-text.js';

const directories = ['clients', 'guards', 'frameworks'].map((name) => `rules/catalog/${name}`);
const maturityFile = 'rules/maturity.yaml';
const packFile = 'rules/compiled.json';

/** What is wrong with the rule files, one line each: `file:line: field: message`. */
export class InvalidRulesError extends Error {
  override readonly name = 'InvalidRulesError';

  constructor(problems: readonly EntryProblem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** Validates every client and guard below `root` and returns them sorted by name. */
export function compileClients(root: string): ClientEntry[] {
  const { clients, problems } = parsedClients(root);
  if (problems.length > 0) throw new InvalidRulesError(problems);
  return clients;
}

/** Validates every rule below `root` and returns them by topic and id. */
export function compileRules(root: string): Rule[] {
  const { rules, problems } = parsedRules(root);
  if (problems.length > 0) throw new InvalidRulesError(problems);
  return rules;
}

/** Validates the maturity model below `root`. */
export function compileMaturity(root: string): MaturityModel {
  const { model, problems } = parsedMaturity(root);
  if (model === undefined) throw new InvalidRulesError(problems);
  return model;
}

const parsedMaturity = (root: string) =>
  parseMaturity(maturityFile, readFileSync(join(root, maturityFile), 'utf8'));

function parsedClients(root: string) {
  const parsed = directories
    .flatMap((directory) => yamlFiles(root, directory))
    .map((file) => parseEntry(file, readFileSync(join(root, file), 'utf8')));
  return {
    clients: parsed
      .flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
      .sort((left, right) => compareText(left.client, right.client)),
    problems: [...parsed.flatMap((one) => one.problems), ...repeatedClaims(parsed)],
  };
}

function parsedRules(root: string) {
  const parsed = ruleTopics.flatMap((topic) =>
    yamlFiles(root, `rules/${topic}`).map((file) =>
      parseRule(file, readFileSync(join(root, file), 'utf8'), topic),
    ),
  );
  return {
    rules: parsed.flatMap(({ rule }) => (rule === undefined ? [] : [rule])),
    problems: [...parsed.flatMap((one) => one.problems), ...repeatedRules(parsed)],
  };
}

function parsedPractices(root: string) {
  const parsed = yamlFiles(root, 'rules/catalog/practices').map((file) =>
    parsePractice(file, readFileSync(join(root, file), 'utf8')),
  );
  return {
    practices: parsed
      .flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
      .sort((left, right) => compareText(left.tool, right.tool)),
    problems: [...parsed.flatMap((one) => one.problems), ...repeatedTools(parsed)],
  };
}

function yamlFiles(root: string, directory: string): string[] {
  if (!existsSync(join(root, directory))) return [];
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${directory}/${name}`);
}

/** How many of each the rule pack holds. */
export interface PackCounts {
  readonly clients: number;
  readonly practices: number;
  readonly rules: number;
}

/** Compiles what is below `root/rules` into the one file that is read at run time. */
export function writeRulePack(root: string): PackCounts {
  const { clients, problems } = parsedClients(root);
  const { practices, problems: practiceProblems } = parsedPractices(root);
  const { rules, problems: ruleProblems } = parsedRules(root);
  const { model: maturity, problems: maturityProblems } = parsedMaturity(root);
  const all = [...problems, ...practiceProblems, ...ruleProblems, ...maturityProblems];
  if (all.length > 0) throw new InvalidRulesError(all);
  mkdirSync(join(root, 'rules'), { recursive: true });
  // A reader in another process sees the old pack or the new one, never half of it.
  const unfinished = join(root, `${packFile}.${process.pid}`);
  writeFileSync(
    unfinished,
    `${JSON.stringify({ clients, practices, rules, maturity }, null, 1)}\n`,
  );
  renameSync(unfinished, join(root, packFile));
  return { clients: clients.length, practices: practices.length, rules: rules.length };
}

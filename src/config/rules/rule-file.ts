import { ruleSchema, type Rule, type RuleFile, type RuleTopic } from '../../model/rule.js';
import { toldFaults } from '../told-faults.js';
import { faultsOf, type Fault } from '../schema-faults.js';
import type { EntryProblem } from '../entry-problem.js';
import { readYaml, type FieldPath } from '../yaml-document.js';
import { severityByReach } from '../severity-by-reach.js';
import { checkRule } from './rule-faults.js';

export interface ParsedRule {
  readonly file: string;
  readonly rule?: Rule;
  readonly problems: readonly EntryProblem[];
  readonly problemAt?: (path: FieldPath, message: string) => EntryProblem;
}

/** Reads one rule; every problem names the line on which its field stands. */
export function parseRule(file: string, text: string, topic?: RuleTopic): ParsedRule {
  const document = readYaml(file, text);
  if (!('value' in document)) return { file, problems: document };
  const { value, valueAt, problemAt } = document;
  const problemsOf = (faults: readonly Fault[]): readonly EntryProblem[] =>
    toldFaults(faults).map(({ path, message }) => problemAt(path, message));
  const result = ruleSchema.safeParse(value);
  if (!result.success) {
    const faults = result.error.issues.flatMap((issue) =>
      faultsOf(issue, { schema: ruleSchema, valueAt }),
    );
    return { file, problems: problemsOf(faults) };
  }
  const { faults, protections } = checkRule(result.data);
  const problems = problemsOf([...faults, ...misnamed(file, result.data)]);
  return { file, rule: compiled(result.data, protections, topic), problems, problemAt };
}

function compiled(rule: RuleFile, protections: readonly string[], topic?: RuleTopic): Rule {
  return {
    ...rule,
    ...(topic !== undefined && { topic }),
    severity: severityByReach(rule.severity),
    protections,
  };
}

/** Whoever looks for a rule looks for its name. */
function misnamed(file: string, { id }: RuleFile): readonly Fault[] {
  const name = file
    .split('/')
    .at(-1)
    ?.replace(/\.ya?ml$/, '');
  return name === id ? [] : [{ path: ['id'], message: `the file of this rule is ${id}.yaml` }];
}

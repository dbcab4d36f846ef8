import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { Evidence } from '../../model/assessment.js';
import type { Rule } from '../../model/rule.js';
import type { CallSubject } from '../../model/rule-subjects.js';
import { KnownError } from '../../text/known-error.js';
import type { RuleSubject } from './subjects.js';

/** A rule whose expressions are ready to be asked. */
export interface ReadyRule {
  readonly rule: Rule;
  /** Whether a subject has the flaw. */
  readonly holds: (subject: RuleSubject) => boolean;
  /** Places of the subject that are a finding each; null where the subject is one finding. */
  readonly places: (subject: RuleSubject) => readonly Evidence[] | null;
  /** The calls of a subject that show the flaw. */
  readonly showing: (subject: RuleSubject) => readonly CallSubject[];
}

/** Names and types were checked when the rules were read. */
const environment = new Environment({ unlistedVariablesAreDyn: true });

/** Parses the expressions of a rule once, for all its subjects. */
export function readyRule(rule: Rule): ReadyRule {
  const when = expression(rule, 'when');
  const each = expression(rule, 'each');
  const calls = expression(rule, 'calls');
  return {
    rule,
    holds: ({ value }) => when?.({ [rule.subject]: value }) === true,
    places: ({ value }) =>
      each === null ? null : (each({ [rule.subject]: value }) as readonly Evidence[]),
    showing: ({ value, calls: own }) =>
      calls === null ? own : own.filter((call) => calls({ [rule.subject]: value, call }) === true),
  };
}

type Ask = (variables: Readonly<Record<string, unknown>>) => unknown;

function expression(rule: Rule, field: 'when' | 'each' | 'calls'): Ask | null {
  const source = rule[field];
  if (source === undefined) return null;
  const parsed = environment.parse(source);
  return (variables) => {
    try {
      return parsed(variables) as unknown;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const message = `The rule "${rule.id}" cannot be evaluated: ${field}: ${error.summary}`;
      throw new KnownError(message, 'Correct the rule, or remove it.', 3);
    }
  };
}

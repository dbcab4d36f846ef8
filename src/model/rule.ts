import { z } from 'zod';
import { ruleSubjects, stabilities } from './finding.js';
import { severities } from './levels.js';

/**
 * One rule as written in `rules/<topic>/*.yaml` or `.resilint/rules/*.yaml`. The fields that its
 * expressions can ask for are those of `rule-subjects.ts`.
 */

/** What the shipped rules are about: the folders below `rules`. */
export const ruleTopics = [
  'timeout',
  'retry',
  'breaker',
  'bulkhead',
  'fallback',
  'monitoring',
] as const;

const severity = z.enum(severities);

/** How grave a finding is, by who waits for the subject. */
export const severityByReachSchema = z.strictObject({
  request: severity,
  worker: severity,
  script: severity,
  browser: severity,
});

/** An expression of the Common Expression Language. */
const expression = z.string().trim().min(1).max(2000);
const line = z.string().trim().min(1).max(300);
const paragraph = z.string().trim().min(1);
const name = z.string().min(1);

/** A small repository: each line that ends in `// expect` has exactly one finding, no other line has. */
const filesExampleSchema = z.strictObject({
  name,
  files: z.record(z.string(), z.string()),
});

/** What the subject looks like, for facts that no scan gives yet. What is not said is unremarkable. */
const factsExampleSchema = z.strictObject({
  name,
  facts: z.record(z.string(), z.unknown()),
  expect: z.enum(['finding', 'none']),
});

export const ruleSchema = z.strictObject({
  id: z
    .string()
    .max(60)
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      'an id is a noun phrase in small letters with hyphens: missing-timeout',
    ),
  subject: z.enum(ruleSubjects),
  /** One level holds for request paths: it is one lower in workers, a note in scripts and browsers. */
  severity: z.union([severity, severityByReachSchema]),
  /** nursery: not known to be right nine times of ten on real code. */
  stability: z.enum(stabilities),
  /** The flaw in a line, for lists: "A call that can wait for its answer without end". */
  what: line,
  /** Whether the subject has the flaw. */
  when: expression,
  /** A list of places of the subject; each is a finding of its own, `place` in the message. */
  each: expression.optional(),
  /** For subjects with calls: which of them show the flaw. Without any there is no finding. */
  calls: expression.optional(),
  /**
   * Plain text with `{{call.client}}` for fields; lengths of time are written "300 s". With `calls`,
   * `{{count}}` is how many of them show the flaw, and `call` the first.
   */
  message: line,
  /** What goes wrong, with an incident or a study. */
  why: paragraph,
  /** What to do, concretely. */
  remedy: paragraph,
  /** The codemod that removes it. */
  fix: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .optional(),
  references: z.array(z.url()).min(1),
  examples: z.array(z.union([filesExampleSchema, factsExampleSchema])).min(2),
});

/** A rule as written. */
export type RuleFile = z.infer<typeof ruleSchema>;
/** An example of a rule. */
export type RuleExample = RuleFile['examples'][number];
/** What a shipped rule is about. */
export type RuleTopic = (typeof ruleTopics)[number];
/** How grave a finding is, by who waits for the subject. */
export type SeverityByReach = z.infer<typeof severityByReachSchema>;

/** A checked rule, ready to be evaluated. */
export interface Rule extends Omit<RuleFile, 'severity'> {
  readonly severity: SeverityByReach;
  /** Absent for rules of users. */
  readonly topic?: RuleTopic;
  /** The protections of a call that it asks about: their evidence is that of its findings. */
  readonly protections: readonly string[];
}

/** What a report says about a rule whose findings it shows. */
export const askedRuleSchema = z.strictObject({
  id: name,
  what: line,
  why: paragraph,
  remedy: paragraph,
  references: z.array(z.url()),
  stability: z.enum(stabilities),
  /** As configured for the repository as a whole. */
  severity: severityByReachSchema,
});

/** What a report says about a rule. */
export type AskedRule = z.infer<typeof askedRuleSchema>;

/** Rules to judge by. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** SHA-256 of what they were made from. */
  readonly hash: string;
}

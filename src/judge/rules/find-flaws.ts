import type { Assessment, Evidence, Finding } from '../../model/assessment.js';
import { poolCodemods, serviceCodemods } from '../../model/fix.js';
import { reaches, severities } from '../../model/levels.js';
import type { Rule } from '../../model/rule.js';
import type { CallSubject } from '../../model/rule-subjects.js';
import { compareText } from '../../text/compare-text.js';
import { sha256 } from '../../text/sha256.js';
import { counted } from './counted.js';
import { readyRule, type ReadyRule } from './evaluate.js';
import { callPlace, distinct, evidenceOf, placeOf } from './evidence.js';
import { messageOf } from './message.js';
import { mostUrgent } from './reach.js';
import { subjectsOf, type RuleSubject } from './subjects.js';

/** What the rules find in an assessment, by place. The assessment's own findings are not looked at. */
export function findFlaws(assessment: Assessment, rules: readonly Rule[]): Finding[] {
  const subjects = subjectsOf(assessment);
  return rules
    .map(readyRule)
    .flatMap((ready) => flawsOf(ready, subjects[ready.rule.subject]))
    .sort(byPlace);
}

function flawsOf(ready: ReadyRule, subjects: readonly RuleSubject[]): readonly Finding[] {
  const found = subjects.filter((subject) => ready.holds(subject));
  return ready.rule.each === undefined
    ? found.flatMap((subject) => flawOf(ready, subject) ?? [])
    : flawsAtPlaces(ready, found);
}

/** One finding about the subject as a whole. */
function flawOf(ready: ReadyRule, subject: RuleSubject): Finding | null {
  const { rule } = ready;
  const { showing: counting, value } = counted(subject, ready.showing(subject));
  const showing = byUrgency(counting);
  if (rule.calls !== undefined && showing.length === 0) return null;
  const at = subject.at ?? standingOf(showing);
  if (at === null) return null;
  const reach =
    rule.calls === undefined ? subject.reach : mostUrgent(showing.map((call) => call.reach));
  const variables = { call: showing[0], [rule.subject]: value, count: showing.length };
  return {
    ...identityOf(rule, subject),
    ...spanOf(at),
    rule: rule.id,
    severity: rule.severity[reach],
    stability: rule.stability,
    message: messageOf(rule.message, variables),
    subject: rule.subject,
    subjectId: subject.id,
    evidence: [...evidenceOf(rule, subject, showing)],
    ...fixOf(rule),
    suppression: { state: 'active' },
  };
}

/**
 * A dependency stands where the client is made that most of its urgent calls go through, since the
 * remedy goes there; else at the first of them.
 */
function standingOf(calls: readonly CallSubject[]): Spanned | null {
  const urgent = mostUrgentOf(calls);
  const [first] = urgent;
  if (first === undefined) return null;
  const counts = new Map<string, number>();
  for (const {
    origin: [made],
  } of urgent) {
    const key = made === undefined ? '' : `${made.file}:${made.line}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [key, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  const through = urgent.find(({ origin: [made] }) => `${made?.file}:${made?.line}` === key);
  return count * 2 > urgent.length && key !== '' ? (through?.origin[0] ?? first) : first;
}

/** What somebody waits for comes first; within that, the order of the assessment. */
const byUrgency = (calls: readonly CallSubject[]): readonly CallSubject[] =>
  calls.toSorted((one, other) => reaches.indexOf(one.reach) - reaches.indexOf(other.reach));

function mostUrgentOf(calls: readonly CallSubject[]): readonly CallSubject[] {
  const reach = mostUrgent(calls.map((call) => call.reach));
  return calls.filter((call) => call.reach === reach);
}

/** One finding for each place, however many subjects share it. */
function flawsAtPlaces(ready: ReadyRule, subjects: readonly RuleSubject[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const subject of subjects) {
    const ordinals = new Map<string, number>();
    for (const place of ready.places(subject) ?? []) {
      const what = place.what ?? '';
      const ordinal = ordinals.get(what) ?? 0;
      ordinals.set(what, ordinal + 1);
      const key = `${place.file}:${place.line}:${place.column ?? 0} ${what}`;
      const flaw = flawAt(ready.rule, subject, { place, ordinal });
      const known = found.get(key);
      if (known === undefined) found.set(key, flaw);
      else known.severity = graver(known.severity, flaw.severity);
    }
  }
  return [...found.values()];
}

/** A rule about anything that its codemod does not edit leaves its finding to people. */
function fixOf({ fix, subject }: Rule): Pick<Finding, 'fix'> {
  if (fix === undefined) return {};
  return subjectsFor(fix).includes(subject) ? { fix: { codemod: fix } } : {};
}

/** Codemods edit calls, but for those that complete services or bound pools. */
function subjectsFor(fix: string): readonly Rule['subject'][] {
  if (serviceCodemods.some((codemod) => codemod === fix)) return ['service'];
  return poolCodemods.some((codemod) => codemod === fix) ? ['pool'] : ['call', 'dependency'];
}

interface Placed {
  readonly place: Evidence;
  readonly ordinal: number;
}

function flawAt(rule: Rule, subject: RuleSubject, { place, ordinal }: Placed): Finding {
  const variables = { [rule.subject]: subject.value, place };
  return {
    ...identityOf(rule, subject, [place.what ?? '', String(ordinal)]),
    ...spanOf(place),
    rule: rule.id,
    severity: rule.severity[subject.reach],
    stability: rule.stability,
    message: messageOf(rule.message, variables),
    subject: rule.subject,
    subjectId: subject.id,
    evidence: [...distinct([placeOf(place), ...subject.calls.slice(0, 1).map(callPlace)])],
    ...fixOf(rule),
    suppression: { state: 'active' },
  };
}

const graver = (one: Finding['severity'], other: Finding['severity']): Finding['severity'] =>
  severities.find((level) => level === one || level === other) ?? one;

/** Subjects have ids without lines and messages; so have their findings. */
function identityOf(
  { id: rule }: Rule,
  { id, content }: RuleSubject,
  rest: readonly string[] = [],
): Pick<Finding, 'id' | 'contentId'> {
  return { id: shortHash([rule, id, ...rest]), contentId: shortHash([rule, content, ...rest]) };
}

const shortHash = (parts: readonly string[]): string => sha256(JSON.stringify(parts)).slice(0, 16);

type Spanned = Evidence & { readonly endLine?: number; readonly endColumn?: number };
type Span = Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;

/** Where only the beginning is known, it is the end as well. */
function spanOf({ file, line, column = 1, endLine = line, endColumn = column }: Spanned): Span {
  return { file, line, column, endLine, endColumn };
}

/** Orders by file, then by where in it. */
export function byPlace(left: Finding, right: Finding): number {
  return (
    compareText(left.file, right.file) ||
    left.line - right.line ||
    left.column - right.column ||
    compareText(left.rule, right.rule) ||
    compareText(left.id, right.id)
  );
}

import type { Finding } from '../../model/assessment.js';
import { severities, type Severity } from '../../model/levels.js';
import { compareText } from '../../text/compare-text.js';
import { countOf, grouped } from '../../text/count-of.js';
import { groupBy } from '../../text/group-by.js';
import { shownFindings } from '../shown-findings.js';
import type { Anchors } from './anchors.js';
import { NOBODY, type Facts } from './facts.js';
import { detailView, findingView, type FindingContext } from './finding.js';
import { ruleCards } from './rule-cards.js';
import type { ReportInput } from './input.js';
import { severityMark } from './wording.js';

/** Findings beyond these stand as rows, then on pages of their own. */
const DETAILED = 1000;
export const ON_A_PAGE = 5000;

/** What a page shows of the findings: a part of all, by their rank. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Findings that nothing silences, by dependency, the gravest in full. */
export function findingsView(facts: Facts, input: ReportInput, anchors: Anchors) {
  const all = shownFindings(facts.assessment);
  const context = contextOf(facts, input, anchors);
  const listed = listView(all, context, { from: 0, to: ON_A_PAGE });
  return {
    total: countOf(all.length, 'finding'),
    isEmpty: all.length === 0,
    ...listed,
    rules: ruleCards(facts, input, { findings: all, anchors }),
    tables: tablesOf(all, context),
    ...choicesOf(all, context),
  };
}

/** The findings of one part, in groups. */
export function listView(all: readonly Finding[], context: FindingContext, { from, to }: Part) {
  const part = all.slice(from, to).map((finding, index) => ({ finding, rank: from + index }));
  const groups = groupBy(part, ({ finding }) => context.dependencyOf(finding) ?? '');
  const detailed = part.filter(({ rank }) => rank < DETAILED).length;
  return {
    groups: [...groups].map(([dependency, members]) => ({
      id: context.anchors.of('group', dependency),
      title: dependency === '' ? 'Entry points, call paths and services' : dependency,
      isDependency: dependency !== '',
      anchor: dependency === '' ? '' : context.anchors.of('dep', dependency),
      count: countOf(members.length, 'finding'),
      detailed: members
        .filter(({ rank }) => rank < DETAILED)
        .map(({ finding }) => ({
          ...findingView(finding, context),
          detail: detailView(finding, context),
        })),
      rows: members
        .filter(({ rank }) => rank >= DETAILED)
        .map(({ finding }) => findingView(finding, context)),
    })),
    shown: grouped(part.length),
    detailed: grouped(detailed),
    rows: grouped(part.length - detailed),
    hasRows: part.length > detailed,
    isAllDetailed: detailed === all.length,
    left: grouped(all.length - to),
    hasLeft: all.length > to,
  };
}

export function contextOf(
  facts: Facts,
  { codemods }: Pick<ReportInput, 'codemods'>,
  anchors: Anchors,
): FindingContext {
  const { breakers, retries, pools, gate } = facts.assessment;
  const guards = new Map(
    [...breakers, ...retries, ...pools].map(({ id, calls }) => [
      id,
      facts.calls.get(calls[0] ?? '')?.dependency,
    ]),
  );
  return {
    facts,
    anchors,
    codemods,
    isNew: new Set(gate?.since === undefined && gate?.baseline === undefined ? [] : gate.new),
    dependencyOf: ({ subject, subjectId }) =>
      subject === 'dependency'
        ? subjectId
        : (facts.calls.get(subjectId)?.dependency ?? guards.get(subjectId)),
  };
}

const BY_RULE = 'By rule';

/** How the findings spread: over rules, packages and owners. */
function tablesOf(all: readonly Finding[], { facts }: FindingContext) {
  const { packageTitleOf, ownersOf } = facts;
  const tables = [
    tableOf(BY_RULE, all, ({ rule }) => [rule]),
    tableOf('By package', all, ({ file }) => [packageTitleOf(file)]),
    tableOf('By owner', all, ({ file }) => ownersOrNobody(ownersOf(file))),
  ];
  return tables.filter(
    ({ title, rows }) => rows.length > 1 || (rows.length > 0 && title === BY_RULE),
  );
}

const ownersOrNobody = (owners: readonly string[]): readonly string[] =>
  owners.length === 0 ? [NOBODY] : owners;

function tableOf(
  title: string,
  all: readonly Finding[],
  namesOf: (finding: Finding) => readonly string[],
) {
  const counts = new Map<string, Record<Severity, number>>();
  for (const finding of all) {
    for (const name of namesOf(finding)) {
      const known = counts.get(name) ?? { error: 0, warning: 0, note: 0 };
      known[finding.severity] += 1;
      counts.set(name, known);
    }
  }
  const rows = [...counts].map(([name, by]) => ({
    name,
    total: severities.reduce((sum, severity) => sum + by[severity], 0),
    counts: severities.map((severity) => grouped(by[severity])),
  }));
  return {
    title,
    severities: severities.map((severity) => ({ severity, mark: severityMark[severity] })),
    rows: rows.toSorted(
      (left, right) => right.total - left.total || compareText(left.name, right.name),
    ),
  };
}

/** What the filters offer. */
function choicesOf(all: readonly Finding[], context: FindingContext) {
  const { packageTitleOf, ownersOf } = context.facts;
  const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort(compareText);
  return {
    ruleNames: sorted(all.map(({ rule }) => rule)),
    packageNames: sorted(all.map(({ file }) => packageTitleOf(file))),
    ownerNames: sorted(all.flatMap(({ file }) => ownersOrNobody(ownersOf(file)))),
    hasNew: context.isNew.size > 0,
    severities: severities.map((severity) => ({ severity, mark: severityMark[severity] })),
  };
}

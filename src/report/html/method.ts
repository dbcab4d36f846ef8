import { severities } from '../../model/levels.js';
import { countOf, grouped } from '../../text/count-of.js';
import { groupBy } from '../../text/group-by.js';
import { placeOf, type Facts } from './facts.js';
import { figure } from './wording.js';

const LISTED = 200;

/** How the result came about: formula, rules, limits and configuration. */
export function methodView(facts: Facts) {
  const { assessment } = facts;
  return {
    formula: formulaOf(facts),
    rules: rulesOf(facts),
    ruleCount: countOf(assessment.rules.length, 'rule'),
    ...limitsOf(facts),
    configuration: configurationOf(facts),
  };
}

/** The score with every number filled in. */
function formulaOf({ assessment: { maturity } }: Facts) {
  const counted = maturity.areas.filter(({ share, score }) => share > 0 && score !== null);
  return {
    isScored: maturity.score !== null,
    total: `${counted.map(({ share, score }) => `${number(share)} × ${number(score)}`).join(' + ')} = ${maturity.score === null ? 'n/a' : number(maturity.score)}`,
    areas: maturity.areas.map(({ title, score, criteria }) => {
      const asked = criteria.filter((one) => one.share > 0 && one.score !== null);
      return {
        title,
        sum:
          score === null
            ? 'nothing applies'
            : `${asked.map((one) => `${number(one.share)} × ${number(one.score)}`).join(' + ')} = ${number(score)}`,
        parts: asked.map((one) => one.title).join(' + '),
      };
    }),
  };
}

/** Four digits at most, as the assessment has them. */
const number = (value: number | null): string => String(Math.round((value ?? 0) * 1e4) / 1e4);

function rulesOf({ assessment }: Facts) {
  const found = groupBy(assessment.findings, ({ rule }) => rule);
  return assessment.rules.map(({ id, what, severity, stability }) => ({
    id,
    what,
    severity: severity.request,
    stability,
    findings: grouped(found.get(id)?.length ?? 0),
  }));
}

/** What was not looked at, and why. */
function limitsOf({ assessment: { coverage } }: Facts) {
  const { setAside, failed, unresolvedCalls, suspectedClients } = coverage;
  return {
    aside: setAside.map(({ reason, count }) => ({ reason, count: grouped(count) })),
    failed: failed.map(({ file, line, message }) => ({
      place: line === undefined ? file : placeOf({ file, line }),
      message,
    })),
    unresolved: unresolvedCalls.slice(0, LISTED).map((one) => ({
      place: placeOf(one),
      callee: one.callee,
      reason: one.reason,
    })),
    moreUnresolved: Math.max(0, unresolvedCalls.length - LISTED),
    suspected: suspectedClients.map(({ package: name, via, calls }) => ({
      name,
      via: via.join(' → '),
      calls: countOf(calls.length, 'call'),
      first: calls[0] === undefined ? '' : placeOf(calls[0]),
    })),
  };
}

/** What the assessment tells of its own settings. */
function configurationOf({ assessment }: Facts) {
  const { tool, declared, maturity, packages } = assessment;
  const graded = assessment.rules.map(({ severity }) => severity.request);
  const severityText = severities
    .map((one) => `${one} ${graded.filter((level) => level === one).length}`)
    .join(', ');
  const entries = [
    ['Tool', `${tool.name} ${tool.version}`],
    ['Rules, catalogue and model', `SHA-256 ${tool.rules}`],
    ...sourceEntries(assessment),
    ...gateEntries(assessment),
    ['Severities of rules, for what a request waits for', severityText],
    ['Tiers', tierText(packages)],
    ['Declared', Object.keys(declared ?? {}).join(', ') || 'nothing'],
    ['Outside of the score', apartText(maturity.apart)],
  ] as const;
  return entries.map(([name, value]) => ({ name, value }));
}

const sourceEntries = ({ source: { commit, dirty, prefix } }: Assessed) =>
  [
    ['Commit', commit ?? 'outside of git'],
    ['Working tree', treeText(commit, dirty)],
    ['Folder of the repository', prefix ?? 'its top'],
  ] as const;

function treeText(commit: string | undefined, dirty: boolean | undefined): string {
  if (commit === undefined) return 'not known';
  return dirty === true ? 'with local changes' : 'as committed';
}

const gateEntries = ({ gate }: Assessed) =>
  [
    ['Conditions of the gate', gate?.conditions.map(({ text }) => text).join(', ') ?? 'none asked'],
    ['Compared with', gate?.since ?? 'no commit'],
    ['Policy from', gate?.policyFrom ?? 'the same state'],
    ['Baseline', baselineText(gate?.baseline)],
  ] as const;

type Assessed = Facts['assessment'];

const baselineText = (baseline: NonNullable<Assessed['gate']>['baseline']): string =>
  baseline === undefined
    ? 'none'
    : `${baseline.file}: ${countOf(baseline.entries, 'entry', 'entries')}, ${grouped(baseline.silenced)} in use`;

function tierText(packages: Assessed['packages']): string {
  const tiers = packages.flatMap(({ name, dir, tier }) =>
    tier === undefined ? [] : [`${name ?? dir}: ${tier}`],
  );
  return tiers.join(', ') || 'none set';
}

const apartText = (apart: Assessed['maturity']['apart']): string =>
  apart
    .map(({ context, calls, adoption }) => {
      const shares = Object.entries(adoption).flatMap(([name, share]) =>
        share === null ? [] : [`${name} ${figure(share)}`],
      );
      return `${countOf(calls, `${context} call`)} (${shares.join(', ')})`;
    })
    .join('; ') || 'no call';

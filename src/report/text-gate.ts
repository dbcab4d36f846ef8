import type { Assessment, ConditionResult, Finding, Gate, IdleEntry } from '../model/assessment.js';
import { severities } from '../model/levels.js';
import { countOf, grouped } from '../text/count-of.js';
import { piece, render, type Style } from './text-style.js';

/** Longer lists end after this many entries. */
const LISTED = 10;

/** The decision, and what a reader needs to understand it. */
export function gateLines({ gate, findings, coverage }: Assessment, style: Style): string[] {
  if (gate === undefined) return [];
  const about = [
    restLine(gate, findings),
    silencedLine(findings),
    gate.fixed.length > 0 ? `${countOf(gate.fixed.length, 'finding')} fixed` : '',
    `${grouped(coverage.analysed)} of ${countOf(coverage.files, 'file')} analysed`,
  ];
  return [
    ...gate.conditions.map((condition) => conditionLine(condition, style)),
    ...baselineLines(gate, style),
    '',
    ...about.filter((line) => line !== '').map((line) => `  ${line}`),
    '',
    verdict(gate, style),
  ];
}

function verdict({ passed, since, policyFrom }: Gate, style: Style): string {
  const origin = [
    since === undefined ? '' : `compared with ${since.slice(0, 12)}`,
    policyFrom === undefined ? '' : `policy of ${policyFrom.slice(0, 12)}`,
  ].filter((text) => text !== '');
  const details = origin.length === 0 ? '' : style.faint(` (${origin.join(', ')})`);
  return style.heading(passed ? '✓ The gate passed' : '✗ The gate failed') + details;
}

function conditionLine(condition: ConditionResult, style: Style): string {
  const { text, package: dir, passed, value, findings } = condition;
  const found =
    value === undefined
      ? countOf(findings.length, 'finding')
      : value === null
        ? 'does not apply here'
        : String(Math.round(value * 100) / 100);
  return render([
    piece(passed ? '  ✓ ' : '  ✗ ', passed ? style.plain : style.warning),
    piece(dir === undefined ? '' : `${dir}: `, style.place),
    piece(text, style.name),
    piece(`  ${found}`, style.plain),
  ]);
}

/** What is there besides and decides nothing. */
function restLine({ conditions }: Gate, findings: readonly Finding[]): string {
  const failing = new Set(conditions.flatMap((one) => one.findings));
  const rest = findings.filter(
    ({ id, suppression }) => suppression.state === 'active' && !failing.has(id),
  );
  const counts = severities.flatMap((severity) => {
    const count = rest.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [countOf(count, severity)];
  });
  return counts.length === 0 ? '' : `not failing it: ${counts.join(', ')}`;
}

function silencedLine(findings: readonly Finding[]): string {
  const by = { baseline: 0, comment: 0, configuration: 0 };
  for (const { suppression } of findings) {
    if (suppression.state === 'suppressed') by[suppression.by] += 1;
  }
  const total = by.baseline + by.comment + by.configuration;
  if (total === 0) return '';
  const parts = [
    by.baseline > 0 ? `${grouped(by.baseline)} by the baseline` : '',
    by.comment > 0 ? `${grouped(by.comment)} by comments` : '',
    by.configuration > 0 ? `${grouped(by.configuration)} by the settings` : '',
  ];
  return `${countOf(total, 'finding')} silenced: ${parts.filter((part) => part !== '').join(', ')}`;
}

function baselineLines({ baseline }: Gate, style: Style): string[] {
  if (baseline === undefined) return [];
  return [
    ...listed('expired in the baseline, so no longer silenced', baseline.expired, style),
    ...listed(
      'in the baseline without a finding (resilint baseline prune removes them)',
      baseline.unmatched,
      style,
    ),
  ];
}

function listed(title: string, entries: readonly IdleEntry[], style: Style): string[] {
  if (entries.length === 0) return [];
  const lines = entries
    .slice(0, LISTED)
    .map(({ rule, file, expires }) =>
      render([
        piece(`    ${file}`, style.place),
        piece(`  ${rule}`, style.plain),
        piece(expires === undefined ? '' : `  until ${expires}`, style.faint),
      ]),
    );
  const rest = entries.length - LISTED;
  const more = rest > 0 ? [style.faint(`    … and ${grouped(rest)} more`)] : [];
  return [
    '',
    `  ${style.warning(`${countOf(entries.length, 'entry', 'entries')} ${title}`)}`,
    ...lines,
    ...more,
  ];
}

import type { Assessment, AskedRule, Finding } from '../model/assessment.js';
import { severities } from '../model/levels.js';
import { addToGroup } from '../text/add-to-group.js';
import { compareText } from '../text/compare-text.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { failingLines } from './text-failing.js';
import { gateLines } from './text-gate.js';
import { provenance } from './text-summary.js';
import { flow, piece, styleOf, type Style, type TextOptions } from './text-style.js';

/** What a gate decided, for people at a terminal: what fails it first, the verdict at the end. */
export function reportCheck(assessment: Assessment, options: TextOptions): string {
  const style = styleOf(options);
  const lines = [
    ...failingSections(assessment, style),
    ...gateLines(assessment, style),
    '',
    style.faint(escapeControls(provenance(assessment))),
  ];
  return `${lines.join('\n')}\n`;
}

/** The findings that fail the gate, by rule; what to do about them once. */
function failingSections(assessment: Assessment, style: Style): string[] {
  const failing = new Set(assessment.gate?.conditions.flatMap(({ findings }) => findings));
  const groups = new Map<string, Finding[]>();
  for (const finding of assessment.findings.filter(({ id }) => failing.has(id))) {
    addToGroup(groups, finding.rule, finding);
  }
  const rules = new Map(assessment.rules.map((rule) => [rule.id, rule]));
  const calls = new Map(assessment.calls.map((call) => [call.id, call]));
  return [...groups]
    .sort(gravestFirst)
    .flatMap(([rule, findings]) => [
      ...heading(rule, findings, style),
      ...findings.flatMap((finding) => failingLines(finding, calls.get(finding.subjectId), style)),
      ...remedyLines(rules.get(rule), style),
    ]);
}

type Group = readonly [string, readonly Finding[]];

const gravestFirst = ([left, ones]: Group, [right, others]: Group): number =>
  gravest(ones) - gravest(others) || compareText(left, right);

const gravest = (findings: readonly Finding[]): number =>
  Math.min(...findings.map(({ severity }) => severities.indexOf(severity)));

function heading(rule: string, findings: readonly Finding[], style: Style): string[] {
  const groups = [
    [piece(rule, style.heading)],
    [piece(severities[gravest(findings)] ?? '', style.warning)],
    [piece(countOf(findings.length, 'finding'), style.faint)],
  ];
  const separator = piece(' ·', style.faint);
  return [
    ...flow(groups, { width: style.width, first: '', indent: '  ', separator }),
    style.faint('─'.repeat(style.width)),
  ];
}

function remedyLines(rule: AskedRule | undefined, style: Style): string[] {
  if (rule === undefined) return [];
  const words = `→ ${rule.remedy}`.split(/\s+/).map((word) => [piece(word, style.plain)]);
  const separator = piece('', style.plain);
  const layout = { width: style.width, first: '  ', indent: '    ', separator };
  return [...flow(words, layout), '', ''];
}

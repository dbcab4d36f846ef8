import type { Assessment, AskedRule, ConditionResult, Finding } from '../model/assessment.js';
import type { Severity } from '../model/levels.js';
import { countOf } from '../text/count-of.js';
import { markdownCode, markdownProse, markdownText } from '../text/markdown.js';
import { repositoryPath, shownFindings } from './shown-findings.js';
import { ranged } from './text-maturity.js';

/** GitHub drops a step summary of 1 MiB and more as a whole. */
const MOST_BYTES = 1024 * 1024 - 4096;
const FIRST_ACTIONS = 3;

/** Verdict, figures and findings as Markdown: a step summary, or a comment on a pull request. */
export function reportMarkdown(assessment: Assessment): string {
  const findings = shownFindings(assessment);
  const head = [
    ...verdict(assessment),
    ...standing(assessment),
    `### ${countOf(findings.length, 'finding')}`,
    '',
  ].join('\n');
  return `${head}${fitting(findings, assessment, MOST_BYTES - bytesOf(head))}`;
}

function verdict({ gate }: Assessment): string[] {
  if (gate === undefined) return ['## resilint', ''];
  return [
    `## resilint: the gate ${gate.passed ? 'passed ✅' : 'failed ❌'}`,
    '',
    ...gate.conditions.map(condition),
    ...(gate.fixed.length > 0 ? [`- ${countOf(gate.fixed.length, 'finding')} fixed`] : []),
    ...(gate.baseline?.expired ?? []).map(
      ({ rule, file, expires = '' }) =>
        `- expired in the baseline on ${expires}: ${markdownCode(rule)} in ${markdownCode(file)}`,
    ),
    '',
  ];
}

function condition({ text, package: dir, passed, value, findings }: ConditionResult): string {
  const where = dir === undefined ? '' : ` in ${markdownCode(dir)}`;
  const found =
    value === undefined
      ? countOf(findings.length, 'finding')
      : value === null
        ? 'does not apply'
        : String(Math.round(value * 100) / 100);
  return `- ${passed ? '✅' : '❌'} ${markdownCode(text)}${where}: ${found}`;
}

function standing({ maturity, coverage, calls }: Assessment): string[] {
  const { score, scoreUpTo, level, levels, recommendations } = maturity;
  const name = levels.find((one) => one.level === level)?.name ?? '';
  const read = `${countOf(calls.length, 'outbound call')} in ${coverage.analysed} of ${countOf(coverage.files, 'file')}`;
  if (score === null) return [`${read}.`, ''];
  return [
    `Maturity level ${level ?? 0}, ${name} · score ${ranged(score, scoreUpTo)} of 1 · ${read}.`,
    '',
    ...recommendations
      .slice(0, FIRST_ACTIONS)
      .map(({ action, timeline, priority }) => `1. ${action} (${priority}, ${timeline})`),
    ...(recommendations.length > 0 ? [''] : []),
  ];
}

/** As many findings as fit, and how many do not. */
function fitting(findings: readonly Finding[], assessment: Assessment, room: number): string {
  const rules = new Map(assessment.rules.map((rule) => [rule.id, rule]));
  const explained = new Set<string>();
  let text = '';
  let left = room;
  for (const [index, finding] of findings.entries()) {
    const entry = `${entryOf(finding, assessment)}${remedyOf(finding, rules, explained)}`;
    left -= bytesOf(entry);
    if (left < 0) return `${text}\n… and ${countOf(findings.length - index, 'more finding')}.\n`;
    text += entry;
  }
  return text;
}

function entryOf(finding: Finding, assessment: Assessment): string {
  const { severity, rule, message, file, line, evidence } = finding;
  const place = markdownCode(`${repositoryPath(assessment, file)}:${line}`);
  const others = evidence.filter((one) => one.file !== file || one.line !== line);
  const see = others
    .map((one) => markdownCode(`${repositoryPath(assessment, one.file)}:${one.line}`))
    .join(', ');
  return `- ${marks[severity]} **${markdownText(rule)}** ${place}: ${markdownText(message)}${see === '' ? '' : ` See ${see}.`}\n`;
}

/** What to do stands beside the first finding of each rule. */
function remedyOf(
  { rule }: Finding,
  rules: ReadonlyMap<string, AskedRule>,
  explained: Set<string>,
): string {
  const known = rules.get(rule);
  if (known === undefined || explained.has(rule)) return '';
  explained.add(rule);
  return `  - ${markdownProse(known.remedy)}\n`;
}

const marks: Readonly<Record<Severity, string>> = {
  error: '🔴',
  warning: '🟠',
  note: '🔵',
};

const bytesOf = (text: string): number => Buffer.byteLength(text);

import { readAssessment } from '../config/stored-assessment.js';
import { compare } from '../index.js';
import type { Change, Comparison, Finding } from '../index.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';
import { printableJson } from '../text/printable-json.js';

/** The options of `resilint compare`, as commander hands them over. */
export interface CompareFlags {
  readonly format: 'text' | 'json';
}

/** Tells what was gained, lost and fixed between two stored assessments. */
export function runCompare(before: string, after: string, { format }: CompareFlags): void {
  const comparison = compare(readAssessment(before), readAssessment(after));
  const text = format === 'json' ? printableJson(comparison, 2) : linesOf(comparison).join('\n');
  process.stdout.write(`${text}\n`);
}

function linesOf(comparison: Comparison): string[] {
  const { score, level, areas, criteria, indicators, added, fixed, remaining } = comparison;
  const lines = [
    ...[level, score, ...areas].map(changeLine),
    ...section('Coverage that changed', criteria.map(changeLine)),
    ...section(
      'Declared, not measured',
      indicators.map((one) => `${changeLine(one)}${verdict(one.reached)}`),
    ),
    ...section('New', added.map(findingLine)),
    ...section('Fixed', fixed.map(findingLine)),
    '',
    `${countOf(added.length, 'finding')} new, ${fixed.length} fixed, ${remaining} as before`,
  ];
  return lines.map(escapeControls);
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

function changeLine({ title, before, after }: Change): string {
  const isChanged = before !== null && after !== null && before !== after;
  const difference = isChanged ? ` (${signed(after - before)})` : '';
  return `${title}  ${figure(before)} → ${figure(after)}${difference}`;
}

const figure = (value: number | null): string => (value === null ? '–' : String(rounded(value)));

const rounded = (value: number): number => Math.round(value * 100) / 100;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${rounded(value)}`;

function verdict(isReached: boolean | null): string {
  if (isReached === null) return '';
  return isReached ? '  target reached' : '  target missed';
}

const findingLine = ({ severity, rule, file, line, message }: Finding): string =>
  `${severity} ${rule}  ${file}:${line}  ${message}`;

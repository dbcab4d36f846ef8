import type { Assessment, Call, Evidence, Finding } from '../model/assessment.js';
import type { Rule } from '../model/rule.js';
import { escapeControls } from '../text/escape-controls.js';
import { adviceLines } from './explain-rule.js';
import { codeFrame } from './text-frame.js';
import { paragraph, section } from './text-paragraphs.js';
import { styleOf, type Style, type TextOptions } from './text-style.js';

/** A finding, and what is known of it. */
export interface Explained {
  readonly finding: Finding;
  readonly assessment: Assessment;
  /** Absent where the assessment was made by rules that are not here. */
  readonly rule: Rule | undefined;
}

/** What was found, the chain of places that proves it, and what to do about it. */
export function explainFinding(
  { finding, assessment, rule }: Explained,
  options: TextOptions,
): string {
  const style = styleOf(options);
  const { file, line, column, severity, message } = finding;
  const lines = [
    style.heading(escapeControls(`${finding.rule}: ${severity} at ${file}:${line}:${column}`)),
    style.faint('─'.repeat(style.width)),
    ...paragraph(message, '  ', style),
    ...ownCode(finding, assessment, style),
    ...section('Evidence', evidenceLines(finding, assessment, style), style),
    ...(rule === undefined ? [] : adviceLines(rule, style)),
    '',
    style.faint(
      escapeControls(`finding ${finding.id} · more with: resilint explain ${finding.rule}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The call that the finding is about. */
function ownCode(
  { subject, subjectId, file, line }: Finding,
  { calls }: Assessment,
  style: Style,
): string[] {
  const call = subject === 'call' ? calls.find(({ id }) => id === subjectId) : undefined;
  // A setting far from its calls is in the evidence, and so is the first of them.
  return call?.file === file && call.line === line ? ['', ...codeFrame(call, '  ', style)] : [];
}

/** The places in the order of the chain; those of calls with their code. */
function evidenceLines({ evidence }: Finding, { calls }: Assessment, style: Style): string[] {
  return evidence.flatMap((place, index) => [
    placeLine(place, index, style),
    ...codeOf(place, calls, style),
  ]);
}

function placeLine({ file, line, what }: Evidence, index: number, style: Style): string {
  const place = style.place(escapeControls(`${file}:${line}`));
  const about = what === undefined ? '' : `  ${escapeControls(what)}`;
  return `  ${index + 1}. ${place}${about}`;
}

function codeOf({ file, line, column }: Evidence, calls: readonly Call[], style: Style): string[] {
  const call = calls.find(
    (one) =>
      one.file === file && one.line === line && (column === undefined || one.column === column),
  );
  return call === undefined ? [] : codeFrame(call, '     ', style);
}

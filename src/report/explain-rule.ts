import type { Rule, RuleExample } from '../model/rule.js';
import { reaches } from '../model/levels.js';
import { escapeControls } from '../text/escape-controls.js';
import { paragraph, section } from './text-paragraphs.js';
import { styleOf, type Style, type TextOptions } from './text-style.js';

/** All there is to say about a rule, for people at a terminal. */
export function explainRule(rule: Rule, options: TextOptions): string {
  const style = styleOf(options);
  const lines = [
    style.heading(escapeControls(rule.id)),
    style.faint('─'.repeat(style.width)),
    ...paragraph(rule.what, '  ', style),
    ...section('How grave', paragraph(gravity(rule), '  ', style), style),
    ...section('When', conditionLines(rule, style), style),
    ...adviceLines(rule, style),
    ...section('Examples, run by the tests of the rule', examplesLines(rule, style), style),
    ...section(
      'References',
      rule.references.map((url) => `  ${escapeControls(url)}`),
      style,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What goes wrong, and what to do about it. */
export const adviceLines = ({ why, remedy }: Rule, style: Style): string[] => [
  ...section('Why', paragraph(why, '  ', style), style),
  ...section('What to do', paragraph(remedy, '  ', style), style),
];

/** "error on the way of a request, warning in a worker, …". */
function gravity({ severity, stability }: Rule): string {
  const levels = reaches.map((reach) => `${severity[reach]} ${PLACES[reach]}`);
  return `${levels.join(', ')}. ${STABILITIES[stability]}`;
}

const PLACES = {
  request: 'on the way of a request',
  worker: 'in a worker',
  script: 'in a script',
  browser: 'in a browser',
} as const;

const STABILITIES = {
  stable: 'It is stable: a gate may go by it.',
  nursery: 'It is in the nursery: told, and never a reason for a gate to fail.',
} as const;

/** The expressions as they are, since they say it best. */
function conditionLines({ subject, when, each, calls }: Rule, style: Style): string[] {
  const parts = [
    [`a ${subject}`, when],
    ['for each of', each],
    ['that has calls with', calls],
  ] as const;
  return parts.flatMap(([label, expression]) =>
    expression === undefined
      ? []
      : [style.faint(`  ${label}`), ...paragraph(expression, '    ', style)],
  );
}

function examplesLines({ examples }: Rule, style: Style): string[] {
  return examples.flatMap((example, index) => [
    ...(index === 0 ? [] : ['']),
    ...paragraph(example.name, '  ', style),
    ...exampleLines(example, style),
  ]);
}

function exampleLines(example: RuleExample, style: Style): string[] {
  if ('facts' in example) {
    const facts = escapeControls(JSON.stringify(example.facts));
    return [`    ${facts}  ${style.warning(example.expect === 'finding' ? 'a finding' : 'none')}`];
  }
  return Object.entries(example.files).flatMap(([file, text]) => [
    style.place(`    ${escapeControls(file)}`),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => codeLine(line, style)),
  ]);
}

/** Lines with the flaw stand out. */
function codeLine(line: string, style: Style): string {
  const code = escapeControls(line.replaceAll('\t', '  '));
  return `      ${code.endsWith('// expect') ? style.mark(code) : code}`;
}

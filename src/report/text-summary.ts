import type { Assessment, Finding } from '../model/assessment.js';
import { severities } from '../model/levels.js';
import { compareText } from '../text/compare-text.js';
import { countOf, grouped } from '../text/count-of.js';
import { piece, type Style } from './text-style.js';
import { table, type Cell } from './text-table.js';

/** What was found, in figures. */
export function summaryLines(assessment: Assessment, style: Style): string[] {
  const { calls, dependencies, findings } = assessment;
  if (calls.length === 0) return [style.heading('No outbound calls found')];
  const files = new Set(calls.map(({ file }) => file));
  const found = `${countOf(calls.length, 'outbound call')} to ${countOf(dependencies.length, 'dependency', 'dependencies')} in ${countOf(files.size, 'file')}`;
  const rows = [
    tallyRow(
      'kind',
      calls.map(({ kind }) => kind),
      style,
    ),
    tallyRow(
      'role',
      calls.map(({ role }) => role),
      style,
    ),
    tallyRow(
      'context',
      calls.map(({ context }) => context),
      style,
    ),
  ];
  return [
    style.heading(found),
    ...table([...rows, findingRow(findings.filter(isActive), style)], '  '),
  ];
}

/** "error 3 · warning 5 · note 12", the gravest first. */
function findingRow(findings: readonly Finding[], style: Style): Cell[] {
  const tally = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${severity} ${grouped(count)}`];
  });
  const text = tally.length === 0 ? 'none' : tally.join(' · ');
  return [{ piece: piece('findings', style.faint) }, { piece: piece(text, style.plain) }];
}

/** "kind   http 12 · db 8", the most frequent first. */
function tallyRow(label: string, values: readonly string[], style: Style): Cell[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(
    ([left, leftCount], [right, rightCount]) => rightCount - leftCount || compareText(left, right),
  );
  const tally = sorted.map(([value, count]) => `${value} ${grouped(count)}`).join(' · ');
  return [{ piece: piece(label, style.faint) }, { piece: piece(tally, style.plain) }];
}

const isActive = ({ suppression }: Finding): boolean => suppression.state === 'active';

/** What made the report, and of which state of the sources. */
export function provenance({ tool, source }: Assessment): string {
  const made = `${tool.name} ${tool.version}`;
  if (source.commit === undefined) return made;
  const changes = source.dirty === true ? ' with local changes' : '';
  return `${made} · commit ${source.commit.slice(0, 12)}${changes}`;
}

import type { Area, Criterion } from '../model/assessment.js';
import { figure, ranged } from './text-maturity.js';
import { piece, type Style } from './text-style.js';
import { table, type Cell } from './text-table.js';

/** Every area with its criteria: coverage, what it was counted from, score and share. */
export function areaLines(areas: readonly Area[], style: Style): string[] {
  return areas.flatMap((area) => [
    '',
    `${style.heading(area.title)} ${style.faint(weightOf(area))}`,
    ...table(
      area.criteria.map((criterion) => criterionRow(criterion, style)),
      '  ',
    ),
  ]);
}

function weightOf({ weight, share, score, scoreUpTo }: Area): string {
  const value = ranged(score, scoreUpTo);
  if (weight === 0) return `${value}, counts for levels only`;
  if (share === 0) return `${value}: its weight of ${figure(weight)} is shared out`;
  return share === weight
    ? `${value}, weighs ${figure(weight)}`
    : `${value}, weighs ${figure(share)} instead of ${figure(weight)}`;
}

function criterionRow(criterion: Criterion, style: Style): Cell[] {
  const { title, coverage, coverageUpTo, score, share, notApplicable } = criterion;
  if (notApplicable !== undefined) {
    return [
      { piece: piece('–', style.faint), align: 'right' },
      { piece: piece(title, style.faint) },
      { piece: piece(notApplicable.reason, style.faint) },
    ];
  }
  const points = `${ranged(coverage, coverageUpTo)} weighs ${figure(share)}`;
  return [
    { piece: piece(figure(score ?? 0), style.plain), align: 'right' },
    { piece: piece(title, style.plain) },
    { piece: piece(`${points} · ${tallied(criterion)}`, style.faint) },
  ];
}

const tallied = ({ tally }: Criterion): string =>
  tally.map(({ status, count }) => `${status} ${count}`).join(', ');

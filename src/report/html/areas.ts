import type { Area, Criterion, Maturity } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { statusWord } from './status-words.js';
import { figure, percent, ranged } from './wording.js';

/** The areas of the score, then what counts for levels only. */
export function areasView({ areas, levels, score }: Maturity) {
  const next = levels.find(({ reached }) => !reached);
  const blocking = new Map(
    (next?.requirements ?? [])
      .filter(({ state }) => state === 'fails' || state === 'open')
      .map((one) => [one.criterion, one.needs]),
  );
  const views = areas.map((area) => areaView(area, blocking));
  return {
    isScored: score !== null,
    scored: views.filter(({ isScored }) => isScored),
    others: views.filter(({ isScored }) => !isScored),
    next: next === undefined ? null : { level: next.level, name: next.name },
    nextMissing: (next?.requirements ?? [])
      .filter(({ state }) => state === 'fails' || state === 'open')
      .map(({ criterion, coverage, needs, state }) => ({
        title: titleOf(areas, criterion),
        now: coverage === null ? 'none known' : figure(coverage),
        needs: figure(needs),
        isOpen: state === 'open',
      })),
  };
}

const titleOf = (areas: readonly Area[], id: string): string =>
  areas.flatMap(({ criteria }) => criteria).find((one) => one.id === id)?.title ?? id;

const MET = 0.8;

function areaView(area: Area, blocking: ReadonlyMap<string, number>) {
  const { id, title, weight, share, score, scoreUpTo, criteria } = area;
  const rows = criteria.map((criterion) => criterionView(criterion, blocking.get(criterion.id)));
  const count = (state: string): number => rows.filter((row) => row.state === state).length;
  return {
    id,
    title,
    isScored: weight > 0,
    score: score === null ? null : figure(score),
    points: `${figure((score ?? 0) * share)} of ${figure(share)} points`,
    range: ranged(score, scoreUpTo),
    width: barOf(score),
    widthUpTo: barOf(scoreUpTo),
    weight: share === weight ? figure(weight) : `${figure(share)} instead of ${figure(weight)}`,
    met: count('met'),
    open: count('open'),
    missing: count('missing'),
    inPart: count('in part'),
    notApplicable: count('n/a'),
    asked: countOf(rows.length, 'criterion', 'criteria'),
    blockers: rows.filter(({ blocks }) => blocks).map((row) => row.title),
    criteria: rows,
  };
}

/** Widths are drawn on a scale of 100. */
const barOf = (score: number | null): number => Math.round((score ?? 0) * 1000) / 10;

function criterionView(criterion: Criterion, needs: number | undefined) {
  const { title, coverage, coverageUpTo, score, share, tally, notApplicable } = criterion;
  const state = stateOf(criterion);
  return {
    ...{ title, state, counted: countedOf(criterion) },
    mark: marks[state],
    blocks: needs !== undefined,
    needs: needs === undefined ? '' : figure(needs),
    coverage: notApplicable === undefined ? ranged(coverage, coverageUpTo) : 'n/a',
    score: score === null ? '–' : figure(score),
    share: percent(share, 1),
    tally:
      notApplicable?.reason ??
      tally.map(({ status, count }) => `${grouped(count)} ${statusWord(status)}`).join(', '),
  };
}

function stateOf({ notApplicable, score, coverage, coverageUpTo }: Criterion): keyof typeof marks {
  if (notApplicable !== undefined) return 'n/a';
  if ((score ?? 0) >= MET) return 'met';
  if ((coverageUpTo ?? 0) > (coverage ?? 0)) return 'open';
  return (coverage ?? 0) > 0 ? 'in part' : 'missing';
}

/** A criterion that is asked per dependency counts the calls of each. */
function countedOf({ subjects, per, tally }: Criterion): string {
  const asked = countOf(subjects, per, per === 'dependency' ? 'dependencies' : `${per}s`);
  const calls = tally.reduce((sum, { count }) => sum + count, 0);
  return per === 'dependency' && calls > 0 ? `${countOf(calls, 'call')} to ${asked}` : asked;
}

const marks = { met: '✓', 'in part': '◐', open: '?', missing: '✗', 'n/a': '–' } as const;

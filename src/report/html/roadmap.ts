import type { Maturity, Recommendation } from '../../model/assessment.js';
import { countOf } from '../../text/count-of.js';
import { shorten } from '../../text/shorten.js';
import { addWorkingDays, daysBetween } from './days.js';

const CHART = { left: 400, width: 420, row: 26, top: 22 } as const;
const LABEL = 60;
/** Room for the name of a week at the very end. */
const LAST_TICK = 50;

const phaseTitles = [
  'Foundation',
  'Resilience layer',
  'Advanced patterns',
  'Testing and validation',
] as const;

/** The recommendations as a plan of one team, one after another, by phase. */
export function roadmapView(maturity: Maturity, today: string) {
  const phases = phaseTitles
    .map((title, phase) => ({
      title,
      actions: maturity.recommendations.filter((one) => phaseOf(one, maturity) === phase),
    }))
    .filter(({ actions }) => actions.length > 0);
  const plan = scheduled(phases, today);
  const end = plan.at(-1)?.actions.at(-1)?.endsLatest ?? today;
  const days = plan.flatMap(({ actions }) => actions.map((action) => action.days));
  return {
    isEmpty: plan.length === 0,
    phases: plan,
    effort: `${sum(days, 0)}–${countOf(sum(days, 1), 'working day')}`,
    end,
    start: addWorkingDays(today, 0),
    chart: chartOf(plan, addWorkingDays(today, 0), end),
  };
}

const sum = (days: readonly Recommendation['days'][], side: 0 | 1): number =>
  days.reduce((total, pair) => total + pair[side], 0);

/** The phases follow the levels: what level 1 asks comes first, what only level 3 asks comes late. */
function phaseOf({ criterion }: Recommendation, { areas, levels }: Maturity): number {
  const asked = areas.flatMap(({ criteria }) => criteria).find(({ id }) => id === criterion);
  if (asked?.metric === 'practice.chaosTests') return 3;
  const level = levels.find(({ requirements }) =>
    requirements.some((requirement) => requirement.criterion === criterion),
  )?.level;
  return level === undefined ? 2 : Math.max(0, level - 1);
}

interface Phase {
  readonly title: string;
  readonly actions: readonly Recommendation[];
}

/** Each starts when the one before it ends at the latest. */
function scheduled(phases: readonly Phase[], today: string) {
  let next = addWorkingDays(today, 0);
  return phases.map(({ title, actions }) => ({
    title,
    actions: actions.map(({ action, days, priority, criterion, timeline }) => {
      const starts = next;
      const ends = addWorkingDays(starts, days[0]);
      next = addWorkingDays(starts, days[1]);
      return { action, priority, criterion, timeline, days, starts, ends, endsLatest: next };
    }),
  }));
}

/** Bars on a scale of days: solid up to the earliest end, pale up to the latest. */
function chartOf(plan: ReturnType<typeof scheduled>, start: string, end: string) {
  const span = Math.max(1, daysBetween(start, end));
  const x = (day: string): number =>
    Math.round(CHART.left + (daysBetween(start, day) / span) * CHART.width);
  let y = CHART.top;
  const phases = plan.map(({ title, actions }) => {
    const heading = { title, y: y + 17 };
    y += CHART.row;
    const bars = actions.map(({ action, starts, ends, endsLatest, timeline }) => {
      const from = x(starts);
      const bar = {
        label: shorten(action, LABEL),
        from,
        y: y + 5,
        textY: y + 17,
        width: Math.max(2, x(ends) - from),
        paleWidth: Math.max(2, x(endsLatest) - from),
        words: `${action}: from ${starts} to ${ends}–${endsLatest} (${timeline})`,
      };
      y += CHART.row;
      return bar;
    });
    return { ...heading, bars };
  });
  return {
    phases,
    height: y + 6,
    width: CHART.left + CHART.width + LAST_TICK,
    labelX: CHART.left - 12,
    weeks: weeksOf(span, start).map(({ week, day }) => ({ x: x(day), label: `week ${week}` })),
  };
}

const DAYS_OF_WEEK = 7;
const TICKS = 6;

/** A few weeks to read the scale by. */
function weeksOf(span: number, start: string) {
  const weeks = Math.ceil(span / DAYS_OF_WEEK);
  const step = Math.max(1, Math.ceil(weeks / TICKS));
  const ticks = [];
  for (let week = 0; week < weeks; week += step) {
    const time = Date.parse(`${start}T00:00Z`) + week * DAYS_OF_WEEK * 86_400_000;
    ticks.push({ week: week + 1, day: new Date(time).toISOString().slice(0, 10) });
  }
  return ticks;
}

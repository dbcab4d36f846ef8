import type { Recommendation, Requirement, Site } from '../model/assessment.js';
import type { MaturityModel, Remedy } from '../model/maturity-model.js';
import { grades } from '../model/metrics.js';
import { compareText } from '../text/compare-text.js';
import type { MeasuredArea } from './areas.js';
import { coverageOf, isMendable, mendedBy, scoreOf } from './coverage.js';
import type { Measured } from './criteria.js';
import { creditOf } from './measure.js';
import { rounded } from './rounded.js';
import type { Scored } from './scored.js';
import { timelineOf } from './timeline.js';
import { weightedMean } from './weighted.js';

type Priority = Recommendation['priority'];

/** What is left to do, the most gain per day first. */
export function recommendationsOf(scored: Scored, model: MaturityModel): Recommendation[] {
  return scored.measured
    .flatMap((area) =>
      area.measured.flatMap((measured) => recommendation({ area, measured }, scored, model)),
    )
    .toSorted(mostUseful)
    .map(({ recommendation: one }) => one);
}

interface Ranked {
  readonly recommendation: Recommendation;
  readonly value: number;
}

function mostUseful(left: Ranked, right: Ranked): number {
  const [one, other] = [left.recommendation, right.recommendation];
  return (
    right.value - left.value ||
    grades.indexOf(one.priority) - grades.indexOf(other.priority) ||
    compareText(one.criterion, other.criterion)
  );
}

interface Place {
  readonly area: MeasuredArea;
  readonly measured: Measured;
}

/** None where nothing is left to mend, or mending it would neither raise the score nor the level. */
function recommendation(place: Place, scored: Scored, model: MaturityModel): Ranked[] {
  const { area, measured } = place;
  const { remedy, id } = measured.model;
  const mended = coverageOf(measured.measurements, mendedBy(measured.model.metric, model));
  if (mended === null || measured.criterion.coverage === null) return [];
  const unblocks = unblocked(id, mended, scored);
  const gain = scoreGain(place, scoreOf(mended, model), scored);
  if (gain === 0 && unblocks === undefined) return [];
  const worth = gain + (unblocks === undefined ? 0 : model.levelWorth / unblocks.blockers);
  const value = worth / middle(remedy.days);
  return [
    {
      value,
      recommendation: {
        criterion: id,
        area: area.area.id,
        priority: priorityOf(area, unblocks !== undefined),
        ...copied(remedy),
        gain: { score: gain, ...(unblocks !== undefined && { unblocks }) },
        value: rounded(value),
        sites: sitesOf(measured, model),
      },
    },
  ];
}

function copied({ pattern, action, effort, impact, days, rule, codemod }: Remedy) {
  return {
    pattern,
    action,
    effort,
    impact,
    days,
    timeline: timelineOf(days),
    ...(rule !== undefined && { rule }),
    ...(codemod !== undefined && { codemod }),
  };
}

const middle = ([from, to]: Remedy['days']): number => (from + to) / 2;

/** How much the whole score grows if a criterion has another score. */
function scoreGain({ area, measured }: Place, score: number | null, scored: Scored): number {
  const criteria = area.measured.map(({ criterion }) =>
    criterion.id === measured.model.id ? { ...criterion, score } : criterion,
  );
  const areas = scored.areas.map((one) =>
    one.id === area.area.id ? { ...one, score: weightedMean(criteria) } : one,
  );
  return rounded((weightedMean(areas) ?? 0) - (scored.standing.score ?? 0));
}

/** The next level, where it needs what mending gives. */
function unblocked(
  criterion: string,
  mended: number,
  { levels }: Scored,
): Recommendation['gain']['unblocks'] {
  const next = levels.find(({ reached }) => !reached);
  if (next === undefined) return undefined;
  const blockers = next.requirements.filter(isBlocking);
  const own = blockers.find((one) => one.criterion === criterion);
  if (own === undefined || mended < own.needs) return undefined;
  return { level: next.level, blockers: blockers.length };
}

const isBlocking = ({ state }: Requirement): boolean => state === 'fails' || state === 'open';

/** By the score of the area, and one step more urgent where it stands between here and a level. */
function priorityOf({ area, model }: MeasuredArea, isBlocker: boolean): Priority {
  const band = model.priorities.find(({ below }) => (area.score ?? 0) < below);
  const priority = band?.priority ?? 'low';
  const urgency = grades.indexOf(priority) - (isBlocker ? 1 : 0);
  return grades[Math.max(0, urgency)] ?? priority;
}

/** Where there is something to mend; what is absent is mended by another criterion. */
function sitesOf({ model: { metric }, measurements }: Measured, model: MaturityModel): Site[] {
  return measurements
    .filter(({ status }) => isMendable(status) && creditOf(metric, status, model) < 1)
    .map(({ subject, id, status }) => ({ subject, id, status }));
}

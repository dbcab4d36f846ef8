import type {
  Assessment,
  Criterion,
  Maturity,
  Recommendation,
  Requirement,
} from '../model/assessment.js';
import { countOf } from '../text/count-of.js';
import { flow, piece, type Piece, type Style } from './text-style.js';
import { table, type Cell } from './text-table.js';

/** The report names the first ones only; the score command and JSON have all. */
const FIRST_ACTIONS = 3;

/** Level, score, areas, what blocks the next level, and what to do first. */
export function maturityLines({ maturity }: Assessment, style: Style): string[] {
  if (maturity.score === null) return [];
  return [
    '',
    ...standingLines(maturity, style),
    ...nextLevelLines(maturity, style),
    ...actionLines(maturity.recommendations, FIRST_ACTIONS, style),
  ];
}

/** "Maturity level 1 of 3, Basic · score 0.42 of 1", and the score of each area. */
export function standingLines(maturity: Maturity, style: Style): string[] {
  const groups = maturity.areas.map(({ title, score, scoreUpTo }) => [
    piece(`${title} `, style.faint),
    piece(ranged(score, scoreUpTo), style.plain),
  ]);
  const separator = piece(' ·', style.faint);
  return [
    ...flow(headline(maturity, style), { width: style.width, first: '', indent: '  ', separator }),
    ...flow(groups, { width: style.width, first: '  ', indent: '  ', separator }),
  ];
}

function headline({ level, levelUpTo, levels, score, scoreUpTo }: Maturity, style: Style) {
  const name = levels.find((one) => one.level === level)?.name ?? '';
  const more = levelUpTo === null || levelUpTo === level ? '' : `, at most level ${levelUpTo}`;
  const top = levels.at(-1)?.level ?? 0;
  return [
    [piece(`Maturity level ${level ?? '–'} of ${top}, ${name}${more}`, style.heading)],
    [piece(`score ${ranged(score, scoreUpTo)} of 1`, style.heading)],
  ];
}

/** "0.42", "0.42 to 0.60" where unknown verdicts leave room, "does not apply". */
export function ranged(value: number | null, upTo: number | null): string {
  if (value === null || upTo === null) return 'does not apply';
  return value === upTo ? figure(value) : `${figure(value)} to ${figure(upTo)}`;
}

/** Two digits behind the point. */
export const figure = (value: number): string => value.toFixed(2);

/** What the next level needs and has not got. */
export function nextLevelLines({ levels, areas }: Maturity, style: Style): string[] {
  const next = levels.find(({ reached }) => !reached);
  if (next === undefined) return [];
  const criteria = new Map(areas.flatMap((area) => area.criteria.map((one) => [one.id, one])));
  const missing = next.requirements.filter(({ state }) => state === 'fails' || state === 'open');
  return [
    `  ${style.warning(`Still missing for level ${next.level}, ${next.name}`)}`,
    ...table(
      missing.map((requirement) =>
        requirementRow(requirement, criteria.get(requirement.criterion), style),
      ),
      '    ',
    ),
  ];
}

function requirementRow(
  requirement: Requirement,
  criterion: Criterion | undefined,
  style: Style,
): Cell[] {
  const { needs, coverage, state } = requirement;
  const now = coverage === null ? 'needs' : `${figure(coverage)} of`;
  const why = criterion?.notApplicable?.reason ?? 'unknown verdicts decide';
  return [
    { piece: piece(criterion?.title ?? requirement.criterion, style.plain) },
    { piece: piece(`${now} ${figure(needs)}`, style.plain) },
    { piece: piece(state === 'open' ? why : '', style.faint) },
  ];
}

/** The most useful actions, each with what it takes and what it gains. */
export function actionLines(
  recommendations: readonly Recommendation[],
  most: number,
  style: Style,
): string[] {
  if (recommendations.length === 0) return [];
  const separator = piece(' ·', style.faint);
  return [
    `  ${style.heading('Do first')}`,
    ...recommendations.slice(0, most).flatMap((one, index) =>
      flow(actionGroups(one, index + 1, style), {
        width: style.width,
        first: '    ',
        indent: '       ',
        separator,
      }),
    ),
  ];
}

function actionGroups(
  { action, priority, timeline, gain, sites }: Recommendation,
  rank: number,
  style: Style,
): (readonly Piece[])[] {
  const { unblocks, score } = gain;
  const facts = [
    priority,
    siteCount(sites),
    timeline,
    ...(score > 0 ? [`+${figure(score)}`] : []),
    ...(unblocks === undefined ? [] : [unblocked(unblocks)]),
  ];
  return [
    [piece(`${rank}. `, style.faint), piece(action, style.plain)],
    ...facts.map((fact) => [piece(fact, style.faint)]),
  ];
}

const unblocked = ({ level, blockers }: NonNullable<Recommendation['gain']['unblocks']>): string =>
  blockers === 1 ? `reaches level ${level}` : `1 of ${blockers} towards level ${level}`;

function siteCount(sites: Recommendation['sites']): string {
  const subject = sites[0]?.subject ?? 'call';
  return countOf(sites.length, subject);
}

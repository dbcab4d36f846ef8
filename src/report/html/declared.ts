import type { Assessment, TierState } from '../../model/assessment.js';
import type { Business } from '../../model/declared.js';
import { indicators, indicatorGroups, indicatorNames } from '../../model/indicators.js';
import { grouped } from '../../text/count-of.js';
import type { Former } from './input.js';
import { figure } from './wording.js';

/** What only people can know. Nothing here is measured or guessed. */
export function declaredView(assessment: Assessment, former: Former | undefined) {
  const tiers = tiersOf(assessment);
  const business = businessView(assessment);
  const indicatorRows = indicatorsOf(assessment, former);
  return {
    tiers,
    business,
    indicators: indicatorRows,
    slos: (assessment.declared?.slos ?? []).map(({ name, service, objective, windowDays }) => ({
      name,
      service: service ?? 'all',
      objective: `${Math.round(objective * 1e6) / 1e4} %`,
      window: windowDays === undefined ? '–' : `${windowDays} days`,
    })),
    practices: assessment.declared?.practices ?? [],
    isEmpty: tiers.length === 0 && business === null && indicatorRows.length === 0,
    hasFormer: former !== undefined,
  };
}

function tiersOf({ maturity }: Assessment) {
  const titles = new Map(
    maturity.areas.flatMap(({ criteria }) => criteria.map(({ id, title }) => [id, title])),
  );
  return maturity.packages.flatMap(({ dir, name, tier }) =>
    tier === undefined ? [] : [tierView(name ?? dir, tier, titles)],
  );
}

function tierView(title: string, state: TierState, titles: ReadonlyMap<string, string>) {
  const { tier, name, met, requirements } = state;
  const missing = requirements.filter((one) => one.state === 'fails' || one.state === 'open');
  return {
    title,
    tier,
    name,
    mark: met ? '✓' : '✗',
    word: met ? 'keeps what its tier asks' : `misses ${missing.length} of ${requirements.length}`,
    missing: missing.map(({ criterion, coverage, needs }) => ({
      title: titles.get(criterion) ?? criterion,
      now: coverage === null ? 'none known' : figure(coverage),
      needs: figure(needs),
    })),
  };
}

/** Inputs, formula and result; only where every input was declared. */
function businessView({ declared, maturity }: Assessment) {
  const business = declared?.business;
  if (business === undefined) return null;
  const { recommendations } = maturity;
  const days = [0, 1].map((side) =>
    recommendations.reduce((sum, one) => sum + (one.days[side] ?? 0), 0),
  ) as [number, number];
  const { currency, outageHoursPerYear, costPerOutageHour, avoidableShare } = business;
  const saved = outageHoursPerYear * costPerOutageHour * avoidableShare;
  const [low, high] = days.map((count) => count * business.costPerWorkingDay) as [number, number];
  const money = (value: number): string =>
    `${value < 0 ? '−' : ''}${grouped(Math.round(Math.abs(value)))} ${currency}`;
  return {
    inputs: inputsOf(business, days, money),
    saved: `${outageHoursPerYear} h × ${money(costPerOutageHour)} × ${avoidableShare} = ${money(saved)} a year`,
    spent: `${days[0]}–${days[1]} days × ${money(business.costPerWorkingDay)} = ${money(low)} to ${money(high)} once`,
    result: `First year: ${money(saved - high)} to ${money(saved - low)}.`,
    payback:
      saved > 0
        ? `Paid back after ${months(low / saved)} to ${months(high / saved)} months.`
        : 'Nothing is saved, so nothing is paid back.',
  };
}

const months = (years: number): string => String(Math.round(years * 120) / 10);

const inputsOf = (
  business: Business,
  days: readonly [number, number],
  money: (value: number) => string,
) => [
  { name: 'Outage hours a year', value: String(business.outageHoursPerYear), from: 'declared' },
  { name: 'Cost of an outage hour', value: money(business.costPerOutageHour), from: 'declared' },
  {
    name: 'Share of them that the work avoids',
    value: String(business.avoidableShare),
    from: 'declared',
  },
  { name: 'Cost of a working day', value: money(business.costPerWorkingDay), from: 'declared' },
  {
    name: 'Working days of all recommendations',
    value: `${days[0]}–${days[1]}`,
    from: 'estimate of the maturity model',
  },
];

/** On-call and operation, before and after, with what a migration should reach. */
function indicatorsOf(assessment: Assessment, former: Former | undefined) {
  const declared = assessment.declared?.indicators ?? {};
  const fits = new Map(assessment.maturity.indicators.map(({ id, fits: level }) => [id, level]));
  const changes = new Map(
    (former?.comparison.indicators ?? []).map((change) => [change.title, change]),
  );
  const rows = indicatorNames.flatMap((name) => {
    const { title, group } = indicators[name];
    const change = changes.get(title);
    const now = declared[name];
    if (now === undefined && change === undefined) return [];
    const level = fits.get(name);
    return [
      {
        group,
        title,
        before: shown(change?.before),
        now: shown(now),
        target: targetOf(indicators[name]),
        state: stateOf(change?.reached),
        fits: level === undefined ? '–' : `level ${level}`,
      },
    ];
  });
  return indicatorGroups
    .map((group) => ({ group, rows: rows.filter((row) => row.group === group) }))
    .filter((one) => one.rows.length > 0);
}

const shown = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(value);

function stateOf(reached: boolean | null | undefined): string {
  if (reached === null || reached === undefined) return '? not known';
  return reached ? '✓ reached' : '✗ missed';
}

interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly atLeastOfBefore?: number;
  readonly atMostOfBefore?: number;
}

function targetOf({ atLeast, atMost, atLeastOfBefore, atMostOfBefore }: Target): string {
  if (atLeast !== undefined) return `at least ${atLeast}`;
  if (atMost !== undefined) return `at most ${atMost}`;
  if (atLeastOfBefore !== undefined) return `at least ${atLeastOfBefore} × before`;
  return `at most ${atMostOfBefore ?? 1} × before`;
}

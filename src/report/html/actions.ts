import type { Recommendation } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { placeOf, type Facts } from './facts.js';
import { actionCommand } from './fix-command.js';
import type { ReportInput } from './input.js';
import { figure } from './wording.js';

const SHOWN = 5;
const SITES = 8;
const GROUPS = 6;

/** What to do next: the most gain per effort first. */
export function actionsView(facts: Facts, input: ReportInput) {
  const { recommendations } = facts.assessment.maturity;
  return {
    actions: recommendations
      .slice(0, SHOWN)
      .map((one, index) => actionView(facts, { one, rank: index + 1, input })),
    rest: Math.max(0, recommendations.length - SHOWN),
  };
}

interface Ranked {
  readonly one: Recommendation;
  readonly rank: number;
  readonly input: ReportInput;
}

function actionView(facts: Facts, { one, rank, input }: Ranked) {
  const { action, pattern, priority, effort, impact, timeline, gain, sites } = one;
  return {
    ...{ rank, action, pattern, priority, effort, impact, timeline },
    points: gain.score > 0 ? `+${figure(gain.score)}` : null,
    unblocks: unblocked(gain.unblocks),
    sites: countOf(sites.length, sites[0]?.subject ?? 'call'),
    ...sitesView(facts, sites),
    command: actionCommand(one, input) ?? explainCommand(one),
  };
}

/** What a reader can copy where no codemod does it. */
const explainCommand = ({ rule }: Recommendation): string | null =>
  rule === undefined ? null : `npx resilint explain ${rule}`;

function unblocked(unblocks: Recommendation['gain']['unblocks']): string | null {
  if (unblocks === undefined) return null;
  const { level, blockers } = unblocks;
  return blockers === 1
    ? `reaches level ${level}`
    : `one of ${blockers} things that level ${level} still needs`;
}

/** The first places, and for calls how many each dependency has. */
function sitesView({ calls, assessment }: Facts, sites: Recommendation['sites']) {
  const places = sites.slice(0, SITES).map(({ subject, id, status }) => {
    const call = subject === 'call' ? calls.get(id) : undefined;
    const service = assessment.services.find(({ dir }) => dir === id);
    return { place: call === undefined ? (service?.name ?? id) : placeOf(call), status };
  });
  const counts = new Map<string, number>();
  for (const { subject, id } of sites) {
    const dependency = subject === 'call' ? calls.get(id)?.dependency : undefined;
    if (dependency !== undefined) counts.set(dependency, (counts.get(dependency) ?? 0) + 1);
  }
  const groups = [...counts].toSorted(([, left], [, right]) => right - left);
  return {
    places,
    morePlaces: grouped(sites.length - places.length),
    hasMorePlaces: sites.length > places.length,
    groups: groups.slice(0, GROUPS).map(([name, count]) => ({ name, count: grouped(count) })),
    moreGroups: Math.max(0, groups.length - GROUPS),
  };
}

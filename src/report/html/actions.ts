import type { Finding, Recommendation } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { groupBy } from '../../text/group-by.js';
import { placeOf, type Facts } from './facts.js';
import { actionCommand } from './fix-command.js';
import type { ReportInput } from './input.js';
import { statusWord } from './status-words.js';
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
  const { findings } = facts.assessment;
  const { action, pattern, priority, effort, impact, timeline, gain, sites } = one;
  return {
    ...{ rank, action, pattern, priority, effort, impact, timeline },
    points: gain.score > 0 ? `+${figure(gain.score)}` : null,
    unblocks: unblocked(gain.unblocks),
    sites: countOf(sites.length, sites[0]?.subject ?? 'call'),
    ...sitesView(facts, sites),
    ...commandView(one, findings, input),
  };
}

/** What a reader can copy: the codemod where it has something to do, else what the rule says. */
function commandView(one: Recommendation, findings: readonly Finding[], input: ReportInput) {
  const fixing = actionCommand(one, findings, input);
  if (fixing !== null) {
    const asked = countOf(fixing.findings, 'open finding');
    return {
      command: fixing.command,
      commandSays: `Plans edits for ${asked}, and shows them without writing:`,
    };
  }
  return one.rule === undefined
    ? { command: null, commandSays: '' }
    : { command: `npx resilint explain ${one.rule}`, commandSays: 'Says why, and how:' };
}

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
    return {
      place: call === undefined ? (service?.name ?? id) : placeOf(call),
      status: statusWord(status),
    };
  });
  const counts = new Map<string, number>();
  for (const { subject, id } of sites) {
    const dependency = subject === 'call' ? calls.get(id)?.dependency : undefined;
    if (dependency !== undefined) counts.set(dependency, (counts.get(dependency) ?? 0) + 1);
  }
  const statuses = [...groupBy(sites, ({ status }) => status)]
    .map(([status, members]) => ({ word: statusWord(status), count: members.length }))
    .toSorted((left, right) => right.count - left.count);
  const groups = [...counts].toSorted(([, left], [, right]) => right - left);
  return {
    places,
    statuses: statuses
      .map(({ word, count }) => (sites.length === 1 ? word : `${grouped(count)} ${word}`))
      .join(', '),
    morePlaces: grouped(sites.length - places.length),
    hasMorePlaces: sites.length > places.length,
    groups: groups.slice(0, GROUPS).map(([name, count]) => ({ name, count: grouped(count) })),
    moreGroups: Math.max(0, groups.length - GROUPS),
  };
}

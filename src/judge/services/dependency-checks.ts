import type { Evidence } from '../../model/location.js';
import type { Call } from '../../model/assessment.js';
import type { Point } from '../code/points.js';
import { numberOf } from '../settings/readings.js';
import { findSetting } from '../settings/settings.js';
import { siteAt, type Ground } from './ground.js';
import { reachedFrom, type Reached, type Root } from './reach.js';
import { subjectOf } from './signs.js';
import type { ToolUse } from './tool-uses.js';

/** A dependency that is asked whether it answers. */
export interface DependencyCheck {
  readonly isBounded: boolean;
  readonly evidence: Evidence;
}

/** Longer than any prober waits: the check hangs, and with it the answer. */
const LONGEST_CHECK = 60_000;

/** Dependencies that functions ask, each with whether the wait for its answer is bounded. */
export function dependencyChecks(
  ground: Ground,
  roots: readonly Root[],
): readonly DependencyCheck[] {
  return reachedFrom(ground.judging, roots).flatMap((reached) => {
    const tool = ground.uses.at(reached.point);
    if (tool?.action.probes !== undefined) return [byTool(ground, tool, reached)];
    const site = siteAt(ground, reached.point);
    const isAsked = site?.call.role === 'request' || site?.call.role === 'connect';
    return site !== undefined && isAsked ? [bySite(ground, site.call, reached)] : [];
  });
}

function bySite(ground: Ground, call: Call, reached: Reached): DependencyCheck {
  const { client, operation, file, line, column } = call;
  const name = client === operation ? client : `${client} ${operation}`;
  const isBounded = isShort(call.protection.timeout) || isBoundedOnTheWay(ground, reached);
  const what = `asks ${name} ${isBounded ? 'within a bound' : 'without a bound'}`;
  return { isBounded, evidence: { file, line, column, what } };
}

function isShort(timeout: Call['protection']['timeout']): boolean {
  if (timeout.status !== 'bounded' && timeout.status !== 'library-default') return false;
  return (timeout.ms ?? 0) <= LONGEST_CHECK;
}

function byTool(ground: Ground, use: ToolUse, reached: Reached): DependencyCheck {
  const { asks = '', at = [], default: standard } = use.action.probes ?? {};
  const subject = subjectOf(use);
  const set = at.map((place) => findSetting(ground.tools, subject, place));
  const made = set.find(({ state }) => state === 'set');
  const ms = made?.state === 'set' ? (numberOf(made.values) ?? 0) : standard;
  const isBounded = (ms !== undefined && ms <= LONGEST_CHECK) || isBoundedOnTheWay(ground, reached);
  const start = ground.tools.call(use.point)?.start ?? 0;
  const what = `asks ${asks} ${isBounded ? 'within a bound' : 'without a bound'}`;
  return { isBounded, evidence: ground.tools.evidence({ file: use.point.file, start, what }) };
}

/** A time limit around one of the calls that lead from the endpoint to the check. */
const isBoundedOnTheWay = ({ judging }: Ground, { point, via }: Reached): boolean =>
  [...via, point].some((one: Point) =>
    judging.survey.around(one).layers.some(({ timeout }) => timeout !== undefined),
  );

import type { BindingFact, FileFacts } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { siteAt, type Ground } from './ground.js';
import { reachedFrom } from './reach.js';
import type { Shown } from './signs.js';

/** Functions that answer whether a feature is on. */
const ASKING =
  /^(is|has|get|check|evaluate|use|read)?_?features?_?(flags?|toggles?|switch(es)?)?(is)?_?(enabled|disabled|on|off|active|value)?$/i;
const NAMED = /feature|flag|toggle/i;
/** Tables of flags. */
const TABLE = /^(default_?)?feature_?(flags?|toggles?|switches)(_?(config|defaults))?$/i;

/**
 * Feature flags of the repository's own: a function that is asked by name whether a feature is on, or
 * a table of flags. Where asking leads to an outbound call, a flag can change while the service runs.
 */
export function ownFlags(ground: Ground, files: Iterable<FileFacts>): readonly Shown[] {
  return [...files].flatMap((facts) => [...askedFlags(ground, facts), ...tables(ground, facts)]);
}

function askedFlags(ground: Ground, { file, functions }: FileFacts): readonly Shown[] {
  return functions.flatMap(({ name, start, kind }, id) => {
    if (name === null || kind === 'constructor' || !asksFlag(name)) return [];
    if (!isCalled(ground.judging, { file, function: id }, name)) return [];
    const isDynamic = reachedFrom(ground.judging, [{ file, function: id }]).some(
      ({ point }) => siteAt(ground, point)?.call.role === 'request',
    );
    const what = isDynamic ? 'asks a flag of its own' : 'asks a flag set at deployment';
    const evidence = ground.judging.evidence({ file, start, what });
    return [{ of: 'flags' as const, extent: isDynamic ? 'full' : 'partial', evidence } as const];
  });
}

const asksFlag = (name: string): boolean =>
  ASKING.test(name) &&
  NAMED.test(name) &&
  /enabled|disabled|flag|toggle|switch|active|isfeature/i.test(name);

const isCalled = (judging: Judging, place: FunctionPlace, name: string): boolean =>
  judging.targets.callsOf(name, place).length > 0;

function tables(ground: Ground, { file, bindings }: FileFacts): readonly Shown[] {
  return bindings.flatMap((binding) => {
    if (!TABLE.test(binding.name) || !holdsFlags(binding)) return [];
    const mark = { file, start: binding.start, what: 'lists flags set at deployment' };
    const evidence = ground.judging.evidence(mark);
    return [{ of: 'flags' as const, extent: 'partial' as const, evidence }];
  });
}

const holdsFlags = ({ kind, value, function: id }: BindingFact): boolean =>
  kind === 'variable' && id === 0 && value?.kind === 'object' && value.properties.length > 0;

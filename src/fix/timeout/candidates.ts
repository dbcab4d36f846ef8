import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { TimeoutFacts } from '../../model/catalog-protection.js';
import { optionPlace, stringArgument, type OptionPlace } from '../options/place.js';
import { holdsFor } from './operations.js';

export type TimeoutSetting = TimeoutFacts['settings'][number];

/** A setting that bounds the call, and the places of one kind that it is set at. */
export interface Candidate {
  readonly setting: TimeoutSetting;
  readonly where: OptionPlace['where'];
  readonly places: readonly OptionPlace[];
  /** Arguments that a connection string may stand in instead. */
  readonly strings: readonly number[];
}

/** What is waited for: an answer, or a connection of a pool. */
export type Wait = 'answer' | 'connection';

/** Settings that bound such a wait of a call, the best first. */
export function candidatesFor(call: Call, entry: ClientEntry, wait: Wait): readonly Candidate[] {
  const settings = entry.protection?.timeout?.settings ?? [];
  const wheres = ['instance', 'call'] as const;
  return settings
    .filter((setting) => bounds(setting, wait) && holdsFor(setting, call.operation, entry))
    .flatMap((setting) => wheres.map((where) => candidate(setting, where)))
    .filter(({ setting, where, places }) => places.length > 0 && isSensible(setting, where))
    .toSorted((one, two) => cost(one, call) - cost(two, call));
}

function candidate(setting: TimeoutSetting, where: OptionPlace['where']): Candidate {
  const places = setting.at.map(optionPlace).filter((place) => place?.where === where);
  const strings = setting.at
    .filter((place) => place.startsWith(where))
    .map(stringArgument)
    .filter((argument) => argument !== null);
  return { setting, where, places: places.filter((place) => place !== null), strings };
}

/** Only some phases end a wait; a requirement that is no value is more than an option. */
const bounds = ({ covers, takes, requires }: TimeoutSetting, wait: Wait): boolean =>
  takes !== 'carrier' &&
  covers.some((phase) => ENDING[wait].has(phase)) &&
  (requires === undefined || requires.is !== undefined);

const ENDING: Readonly<Record<Wait, ReadonlySet<string>>> = {
  answer: new Set(['headers', 'total']),
  connection: new Set(['acquire']),
};

/** A timer or a point in time is for one call; one for all of them would fire once. */
const isSensible = ({ takes }: TimeoutSetting, where: OptionPlace['where']): boolean =>
  takes === 'duration' || where === 'call';

/** Where the client is made before where it is called, durations before signals, all of the call before a part. */
function cost({ setting, where }: Candidate, call: Call): number {
  const place = where === 'instance' ? 0 : 10;
  const kind = { duration: 0, signal: 4, deadline: 2, carrier: 0 }[setting.takes];
  const whole = setting.covers.includes('total') || setting.covers.includes('body') ? 0 : 1;
  const mends =
    setting.requires === undefined ? where === 'call' && hasIdleOption(call) : isIncomplete(call);
  return place + kind + whole - (mends ? 20 : 0);
}

/** A setting stands there that works only together with another one. */
const isIncomplete = ({ protection }: Call): boolean =>
  protection.timeout.ineffective?.some(({ kind }) => kind === 'incomplete') === true;

/** An option of the call that does nothing is mended where it stands. */
const hasIdleOption = ({ file, line, endLine, protection }: Call): boolean =>
  (protection.timeout.ineffective ?? []).some(
    (idle) => idle.file === file && idle.line >= line && idle.line <= endLine,
  );

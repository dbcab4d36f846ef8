import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { TimeoutFacts } from '../../model/catalog-protection.js';
import { optionPlace, textPlace, type OptionPlace, type TextPlace } from '../options/place.js';
import { holdsFor } from './operations.js';

export type TimeoutSetting = TimeoutFacts['settings'][number];

/** A setting that bounds the call, and the places of one kind that it is set at. */
export interface Candidate {
  readonly setting: TimeoutSetting;
  readonly where: OptionPlace['where'];
  readonly places: readonly OptionPlace[];
  /** Parameters of a connection string that may stand there instead. */
  readonly strings: readonly TextPlace[];
}

/** What is waited for: an answer, or a connection of a pool. */
export type Wait = 'answer' | 'connection';

/** Settings that bound such a wait of a call, the best first; of any call where none is named. */
export function candidatesFor(
  call: Call | null,
  entry: ClientEntry,
  wait: Wait,
): readonly Candidate[] {
  const wheres = ['instance', 'call'] as const;
  return settingsFor(call, entry, wait)
    .flatMap((setting) => wheres.map((where) => candidate(setting, where)))
    .filter(({ setting, where, places }) => places.length > 0 && isSensible(setting, where))
    .toSorted((one, two) => cost(one, call) - cost(two, call));
}

const settingsFor = (call: Call | null, entry: ClientEntry, wait: Wait) =>
  (entry.protection?.timeout?.settings ?? []).filter(
    (setting) =>
      bounds(setting, wait) && (call === null || holdsFor(setting, call.operation, entry)),
  );

/** A setting of what sets up a client for a whole program, by the names of the function that does. */
export interface SetupCandidate extends Candidate {
  readonly names: readonly string[];
}

/** Settings that bound such a wait where the client is set up. */
export const setupCandidates = (
  call: Call,
  entry: ClientEntry,
  wait: Wait,
): readonly SetupCandidate[] =>
  settingsFor(call, entry, wait)
    .filter((setting) => isSensible(setting, 'instance'))
    .flatMap(setUpBy)
    .filter(({ places }) => places.length > 0);

const SETUP = /^setup\.((?:[A-Za-z_$][\w$]*\.)+)(?=\d)/;

/** The places of a setting, apart for each function that sets up the client. */
function setUpBy(setting: TimeoutSetting): readonly SetupCandidate[] {
  const functions = new Set(setting.at.flatMap((place) => SETUP.exec(place)?.[1] ?? []));
  return [...functions].map((names) => {
    const own = setting.at
      .filter((place) => SETUP.exec(place)?.[1] === names)
      .map((place) => place.replace(SETUP, 'instance.'));
    const requires = setting.requires && {
      ...setting.requires,
      at: setting.requires.at.map((place) => place.replace(SETUP, 'instance.')),
    };
    const placed = { ...setting, at: own, ...(requires !== undefined && { requires }) };
    return { ...candidate(placed, 'instance'), names: names.split('.').slice(0, -1) };
  });
}

function candidate(setting: TimeoutSetting, where: OptionPlace['where']): Candidate {
  const places = setting.at.map(optionPlace).filter((place) => place?.where === where);
  const strings = setting.at
    .filter((place) => place.startsWith(where))
    .map(textPlace)
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
function cost({ setting, where }: Candidate, call: Call | null): number {
  const place = where === 'instance' ? 0 : 10;
  const kind = { duration: 0, signal: 4, deadline: 2, carrier: 0 }[setting.takes];
  const whole = setting.covers.includes('total') || setting.covers.includes('body') ? 0 : 1;
  return place + kind + whole - (call !== null && mends({ setting, where }, call) ? 20 : 0);
}

/** Whether it takes the place of a setting that does nothing. */
export const mends = ({ setting, where }: Pick<Candidate, 'setting' | 'where'>, call: Call) =>
  setting.requires === undefined ? where === 'call' && hasIdleOption(call) : isIncomplete(call);

/** A setting stands there that works only together with another one. */
const isIncomplete = ({ protection }: Call): boolean =>
  protection.timeout.ineffective?.some(({ kind }) => kind === 'incomplete') === true;

/** An option of the call that does nothing is mended where it stands. */
const hasIdleOption = ({ file, line, endLine, protection }: Call): boolean =>
  (protection.timeout.ineffective ?? []).some(
    (idle) => idle.file === file && idle.line >= line && idle.line <= endLine,
  );

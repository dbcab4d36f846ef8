import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { FixReason } from '../../model/fix.js';
import type { Option, OptionEdit, Replaced } from '../options/option.js';
import { placeFor, type OptionPlace } from '../options/place.js';
import { setOption } from '../options/set-option.js';
import type { Place, Rung } from '../rung.js';
import { offsetAt, type EditableSource } from '../source/editable-source.js';
import { answersInStream } from '../source/answers-in-stream.js';
import { callAt, type ArgumentsNode } from '../source/find-call.js';
import type { Sources } from '../sources.js';
import { candidatesFor, type Candidate, type TimeoutSetting } from './candidates.js';
import { limitMs, type Limits } from './limits.js';
import { makesClient } from './operations.js';
import * as values from './values.js';

/** A call that waits too long, and what is known about its client. */
interface Waiting {
  readonly call: Call;
  readonly entry: ClientEntry | undefined;
}

interface Work {
  readonly sources: Sources;
  readonly limits: Limits;
}

/** The ways to bound a call in time by its client's own options, the best first. */
export function timeoutLadder({ call, entry }: Waiting, work: Work): readonly Rung[] {
  if (entry === undefined) return [refusedAt(call, 'no-native-option')];
  if (answersInStream(call, work.sources)) return [refusedAt(call, 'streamed-answer')];
  const candidates = candidatesFor(call, entry);
  const rungs = candidates.flatMap((candidate) =>
    placesOf(call, entry, candidate).map((at) => rung({ call, entry, candidate, at }, work)),
  );
  const possible = rungs.filter((one) => one.ok);
  // Where nothing can be done, the first obstacle is what a person would have to remove.
  return possible.length > 0 ? possible : [rungs[0] ?? refusedAt(call, 'no-native-option')];
}

/** The places where a client was made, the nearest first; or the call itself. */
const placesOf = (call: Call, entry: ClientEntry, { where }: Candidate): readonly Named[] =>
  where === 'call'
    ? [{ ...placeOfCall(call), name: call.operation }]
    : call.origin
        .toReversed()
        .filter(({ what }) => makesClient(entry, what))
        .map(({ file, line, column = 1, what }) => ({ file, line, column, name: what }));

interface Named extends Place {
  readonly name: string;
}

interface Attempt {
  readonly call: Call;
  readonly entry: ClientEntry;
  readonly candidate: Candidate;
  readonly at: Named;
}

function rung(attempt: Attempt, work: Work): Rung {
  const { at, candidate } = attempt;
  const source = work.sources.get(at.file);
  if (typeof source === 'string') return refusedAt(at, source);
  const node = callAt(source, at);
  if (node === null) return refusedAt(at, 'place-not-found');
  const place = placeFor(node, candidate.places, candidate.strings);
  if (place === null) return refusedAt(at, 'options-place-unclear');
  const obstacle =
    candidate.setting.takes === 'signal' ? values.signalObstacle(source, work.sources.read) : null;
  if (obstacle !== null) return refusedAt(at, obstacle);
  return edited(attempt, { source, node, place }, work);
}

interface Target {
  readonly source: EditableSource;
  readonly node: ArgumentsNode;
  readonly place: OptionPlace;
}

function edited(attempt: Attempt, { source, node, place }: Target, work: Work): Rung {
  const { at, call, entry, candidate } = attempt;
  const { setting } = candidate;
  let obstacle: FixReason | undefined;
  const ms = limitMs(call.kind, work.limits, entry.protection?.timeout?.recommendedMs);
  const value = values.valueText(setting, ms, source);
  const join = (present: string): string => {
    obstacle = values.joinObstacle(source, present, work.sources.read) ?? undefined;
    return values.joinedSignal(present, value, values.isSurelySignal(source, present));
  };
  const option: Option = {
    ...{ path: place.path, value, besides: besidesOf(setting, place, value) },
    ...(setting.takes === 'signal' && { joined: join }),
    replaces: idleOption(source, call, setting),
  };
  const edit = setOption(source, { call: node, index: place.argument }, option);
  if (obstacle !== undefined) return refusedAt(at, obstacle);
  return described(edit, { at, option, setting, boundMs: ms, browser: call.context === 'browser' });
}

interface Description {
  readonly at: Named;
  readonly option: Option;
  readonly setting: TimeoutSetting;
  readonly boundMs: number;
  readonly browser: boolean;
}

function described(edit: OptionEdit, { at, option, setting, boundMs, browser }: Description): Rung {
  const { file, line, column, name } = at;
  if (!edit.ok) return refusedAt(at, edit.reason);
  const caution = setting.caution === undefined ? undefined : 'caution';
  const reason = caution ?? edit.doubt ?? (browser ? 'browser' : undefined);
  return {
    ok: true,
    key: `${file}:${line}:${column} ${option.path.join('.')}`,
    edits: edit.edits,
    safety: reason === undefined ? 'unsafe' : 'suggestion',
    ...(reason !== undefined && { reason }),
    ...(setting.caution !== undefined && { why: setting.caution }),
    // What takes over a figure that stands there means that one.
    ...(edit.edits.some(({ text }) => text.includes(option.value)) && { boundMs }),
    at: { file, line, column },
    what: `${option.path.join('.')} of ${name}`,
  };
}

/** What the setting needs to have an effect, and what belongs to it. */
function besidesOf(setting: TimeoutSetting, place: OptionPlace, value: string) {
  const { requires, besides = [] } = setting;
  const above = [place.where, place.argument, ...place.path.slice(0, -1)].join('.');
  const needed = (requires?.at ?? [])
    .filter((at) => at.slice(0, at.lastIndexOf('.')) === above)
    .map((at) => at.slice(at.lastIndexOf('.') + 1));
  const [accepted] = requires?.is ?? [];
  return [
    ...needed.map((name) => ({ name, value: JSON.stringify(accepted), needed: true })),
    ...besides.map((name) => ({ name, value, needed: false })),
  ];
}

/** An option of the call that the client does not read at all: its author meant what it says. */
function idleOption(
  source: EditableSource,
  { protection }: Call,
  setting: TimeoutSetting,
): Replaced | undefined {
  const idle = protection.timeout.ineffective?.find(
    ({ kind, file }) => kind === 'ignored' && file === source.file,
  );
  return idle === undefined
    ? undefined
    : { start: offsetAt(source, idle), value: values.takenOver(setting) };
}

const placeOfCall = ({ file, line, column }: Call): Place => ({ file, line, column });

function refusedAt({ file, line, column }: Place, reason: FixReason): Rung {
  return { ok: false, reason, at: { file, line, column } };
}

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
import { candidatesFor, type Candidate, type TimeoutSetting, type Wait } from './candidates.js';
import { acquireMs, type Limits } from './limits.js';
import { longestWaitMs } from './longest-wait.js';
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
  return waysOf({ call, entry, wait: 'answer' }, work);
}

/** The ways to bound the wait of a call for a connection of its pool, the best first. */
export const acquireLadder = ({ call, entry }: Waiting, work: Work): readonly Rung[] =>
  entry === undefined
    ? [refusedAt(call, 'no-native-option')]
    : waysOf({ call, entry, wait: 'connection' }, work);

interface Ways {
  readonly call: Call;
  readonly entry: ClientEntry;
  readonly wait: Wait;
}

function waysOf({ call, entry, wait }: Ways, work: Work): readonly Rung[] {
  const candidates = candidatesFor(call, entry, wait);
  const rungs = candidates.flatMap((candidate) =>
    placesOf(call, entry, candidate).map((at) => rung({ call, entry, candidate, at, wait }, work)),
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
  readonly wait: Wait;
}

function rung(attempt: Attempt, work: Work): Rung {
  const { at, candidate } = attempt;
  const source = work.sources.get(at.file);
  if (typeof source === 'string') return refusedAt(at, source);
  const node = callAt(source, at);
  if (node === null) return refusedAt(at, 'place-not-found');
  if (isCalledAgain(source, node)) return refusedAt(at, 'options-place-unclear');
  const place = placeFor(node, candidate.places, candidate.strings);
  if (place === null) return refusedAt(at, 'options-place-unclear');
  const obstacle =
    candidate.setting.takes === 'signal' ? values.signalObstacle(source, work.sources.read) : null;
  if (obstacle !== null) return refusedAt(at, obstacle);
  return edited(attempt, { source, node, place }, work);
}

/** `library(…)(…)`: either may be what takes the options. */
function isCalledAgain(source: EditableSource, node: ArgumentsNode): boolean {
  const parent = source.parentOf.get(node);
  return parent?.type === 'CallExpression' && parent.callee === node;
}

interface Target {
  readonly source: EditableSource;
  readonly node: ArgumentsNode;
  readonly place: OptionPlace;
}

function edited(attempt: Attempt, { source, node, place }: Target, work: Work): Rung {
  const { at, call, candidate, wait } = attempt;
  const { setting } = candidate;
  let obstacle: FixReason | undefined;
  const ms = wait === 'connection' ? acquireMs(work.limits) : longestWaitMs(attempt, work);
  const value = values.valueText(setting, ms, source);
  const join = (present: string): string => {
    obstacle = values.joinObstacle(source, present, work.sources.read) ?? undefined;
    return values.joinedSignal(present, value, values.isSurelySignal(source, present));
  };
  const option: Option = {
    ...{ path: place.path, value, besides: besidesOf(setting, place, value) },
    ...(setting.takes === 'signal' && { joined: join }),
    ...(wait === 'answer' && { replaces: idleOption(source, call, setting) }),
  };
  const edit = setOption(source, { call: node, index: place.argument }, option);
  if (obstacle !== undefined) return refusedAt(at, obstacle);
  const browser = call.context === 'browser';
  return described(edit, { at, option, setting, wait, boundMs: ms, browser });
}

interface Description {
  readonly at: Named;
  readonly option: Option;
  readonly setting: TimeoutSetting;
  readonly wait: Wait;
  readonly boundMs: number;
  readonly browser: boolean;
}

function described(
  edit: OptionEdit,
  { at, option, setting, wait, boundMs, browser }: Description,
): Rung {
  const { file, line, column, name } = at;
  if (!edit.ok) return refusedAt(at, edit.reason);
  const caution = setting.caution === undefined ? undefined : 'caution';
  const reason = caution ?? edit.doubt ?? (browser ? 'browser' : undefined);
  return {
    ok: true,
    // What bounds the answer comes first where there is room for one alone.
    key: `${file}:${line}:${column} ${wait === 'connection' ? '~' : ''}${option.path.join('.')}`,
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

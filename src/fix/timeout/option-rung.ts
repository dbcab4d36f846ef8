import type { Call } from '../../model/assessment.js';
import type { FixReason } from '../../model/fix.js';
import type { Option, OptionEdit } from '../options/option.js';
import { placeFor, type OptionPlace } from '../options/place.js';
import { setInObject } from '../options/set-in-object.js';
import { setInText } from '../options/set-in-text.js';
import { setOption } from '../options/set-option.js';
import type { Place, Rung } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import { positionOf } from '../source/editable-source.js';
import { callAt, type ArgumentsNode } from '../source/find-call.js';
import type { TimeoutSetting } from './candidates.js';
import { fitsDriver, whereOf } from './driver.js';
import { acquireMs } from './limits.js';
import { longestWaitMs } from './longest-wait.js';
import type { Attempt, Work } from './attempt.js';
import type { Named } from './makers.js';
import { optionFor } from './option-for.js';
import * as values from './values.js';

/** The way to bound a call by an option at a place, or why there is none. */
export function optionRung(attempt: Attempt, work: Work): Rung {
  const { at, candidate } = attempt;
  if (attempt.given !== undefined) return givenRung({ ...attempt, given: attempt.given }, work);
  const source = work.sources.get(at.file);
  if (typeof source === 'string') return refusedAt(at, source);
  const node = callAt(source, at);
  if (node === null) return refusedAt(at, 'place-not-found');
  if (isCalledAgain(source, node)) return refusedAt(at, 'options-place-unclear');
  const given = argumentsAsGiven(source, { node, attempt }, work);
  const place = placeFor(given, candidate.places, candidate.strings);
  if (place === null) return textRung(attempt, { source, node }, work);
  const obstacle =
    candidate.setting.takes === 'signal' ? values.signalObstacle(source, work.sources.read) : null;
  if (obstacle !== null) return refusedAt(at, obstacle);
  return edited(attempt, { source, node, place }, work);
}

/** Arguments by what they stand for: a name says nothing of whether it is options or an address. */
function argumentsAsGiven(
  source: EditableSource,
  { node, attempt }: { readonly node: ArgumentsNode; readonly attempt: Attempt },
  { makers: { following } }: Work,
): Pick<ArgumentsNode, 'arguments'> {
  if (attempt.candidate.setting.takes !== 'duration') return node;
  const given = node.arguments.map((argument) => {
    const [only, ...others] = following.of(source, argument);
    const isKnown = only?.node.type === 'ObjectExpression' && others.length === 0;
    return isKnown ? only.node : argument;
  });
  return { arguments: given };
}

/** `library(…)(…)`: either may be what takes the options. */
function isCalledAgain(source: EditableSource, node: ArgumentsNode): boolean {
  const parent = source.parentOf(node);
  return parent?.type === 'CallExpression' && parent.callee === node;
}

interface Target {
  readonly source: EditableSource;
  readonly node: ArgumentsNode;
  readonly place: OptionPlace;
}

function edited(attempt: Attempt, { source, node, place }: Target, work: Work): Rung {
  const { at, candidate, entry } = attempt;
  const { following } = work.makers;
  const where = whereOf(candidate.setting, place.path, entry);
  const [first] = node.arguments;
  const options = node.arguments[place.argument];
  const fits = where === null ? 'yes' : fitsDriver(where, { source, options, first }, following);
  if (fits === 'no') return refusedAt(at, 'no-native-option');
  const ms = waitOf(attempt, work);
  const { option, obstacle } = optionFor(attempt, { source, place, ms }, work);
  const edit = setOption(source, { call: node, index: place.argument }, option);
  const barred = obstacle();
  if (barred !== undefined) return refusedAt(at, barred);
  return described(edit, {
    ...{ attempt, ms, option },
    ...(fits === 'unclear' && { doubt: 'driver-unclear' as const }),
  });
}

/** Options that a function gives: the only ones that it has. */
function givenRung(
  attempt: Attempt & { readonly given: NonNullable<Attempt['given']> },
  work: Work,
): Rung {
  const { at, candidate, entry, given } = attempt;
  const [place] = candidate.places;
  const objects = given.filter(({ node }) => node.type === 'ObjectExpression');
  const [only, ...others] = objects;
  if (place === undefined || only?.node.type !== 'ObjectExpression' || others.length > 0)
    return refusedAt(at, 'options-not-literal');
  const { source, node: object } = only;
  const where = whereOf(candidate.setting, place.path, entry);
  const asked = { source, options: object, first: undefined };
  const fits = where === null ? 'yes' : fitsDriver(where, asked, work.makers.following);
  if (fits === 'no') return refusedAt(at, 'no-native-option');
  const ms = waitOf(attempt, work);
  const { option } = optionFor(attempt, { source, place, ms }, work);
  const edit = setInObject(source, object, option);
  const doubt =
    fits === 'unclear' ? 'driver-unclear' : given.length > 1 ? 'options-not-literal' : undefined;
  const placed: OptionEdit = edit.ok ? { into: { source, object }, ...edit } : edit;
  return described(placed, { attempt, ms, option, ...(doubt !== undefined && { doubt }) });
}

/** A connection string in the place of options takes them as parameters. */
function textRung(attempt: Attempt, { source, node }: Omit<Target, 'place'>, work: Work): Rung {
  const { at, candidate } = attempt;
  const unclear = refusedAt(at, 'options-place-unclear');
  const [text] = candidate.strings;
  const given = text === undefined ? undefined : node.arguments[text.argument];
  if (text === undefined || given === undefined || candidate.setting.takes !== 'duration')
    return unclear;
  const [only, ...others] = work.makers.following.of(source, given);
  if (only === undefined || others.length > 0) return unclear;
  const ms = waitOf(attempt, work);
  const value = String(ms / values.perUnit[candidate.setting.unit]);
  const names = [text.name, ...(candidate.setting.besides ?? [])];
  const edit = setInText(
    only.source,
    only.node,
    names.map((name) => ({ name, value })),
  );
  const option = { path: [text.name], value, besides: [] };
  const doubt = only.isShared ? { doubt: 'options-shared' as const } : {};
  const place = { ...positionOf(only.source, only.node.start), name: at.name };
  return described(edit, { attempt: { ...attempt, at: place }, ms, option, ...doubt });
}

const waitOf = ({ call, entry, wait }: Attempt, work: Work): number =>
  wait === 'connection' ? acquireMs(work.limits) : longestWaitMs({ call, entry }, work);

interface Description {
  readonly attempt: Attempt;
  readonly option: Option;
  readonly ms: number;
  readonly doubt?: FixReason;
}

function described(edit: OptionEdit, { attempt, option, ms, doubt }: Description): Rung {
  const { at: asked, candidate, wait, call } = attempt;
  if (!edit.ok) return refusedAt(asked, edit.reason);
  const { setting } = candidate;
  const at = placeOf(edit, asked);
  const reason = reasonFor(setting, edit.doubt ?? doubt, call);
  const { file, line, column } = at;
  return {
    ok: true,
    // What bounds the answer comes first where there is room for one alone.
    key: `${file}:${line}:${column} ${wait === 'connection' ? '~' : ''}${option.path.join('.')}`,
    edits: edit.edits,
    safety: reason === undefined ? 'unsafe' : 'suggestion',
    ...(reason !== undefined && { reason }),
    ...(setting.caution !== undefined && { why: setting.caution }),
    // What takes over a figure that stands there means that one.
    ...(edit.edits.some(({ text }) => text.includes(option.value)) && { boundMs: ms }),
    at: { file, line, column },
    what: `${option.path.join('.')} of ${asked.name}`,
  };
}

/** Where the options stand: at the call that takes them, or where they are followed to. */
const placeOf = ({ into }: Extract<OptionEdit, { ok: true }>, asked: Named): Place =>
  into === undefined ? asked : positionOf(into.source, into.object.start);

function reasonFor(
  { caution }: TimeoutSetting,
  doubt: FixReason | undefined,
  { context }: Call,
): FixReason | undefined {
  if (caution !== undefined) return 'caution';
  return doubt ?? (context === 'browser' ? 'browser' : undefined);
}

function refusedAt({ file, line, column }: Place, reason: FixReason): Rung {
  return { ok: false, reason, at: { file, line, column } };
}

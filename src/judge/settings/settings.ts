import type { Expression, WriteFact } from '../../parse/facts.js';
import type { ExternalValue, Frame, Value } from '../../resolve/values.js';
import { lastName, rootBinding } from '../../resolve/indexes/callee-names.js';
import { chainCalls, type PlacedCall } from '../code/chain-calls.js';
import { frameOf } from '../../resolve/types/this.js';
import { memberName, placeOf, type Judging } from '../judging.js';
import { ABSENT, type LookUp, type Placed } from './found-setting.js';
import { lookUp } from './look-up.js';
import { isOwnBase } from './own-bases.js';
import { itemAt, parsePlace, type SettingPlace } from './places.js';
import type { Point } from '../code/points.js';
import { setupCalls } from './setups.js';
import { isCallbackName } from '../../text/callback-name.js';

/** The client or guard whose settings are asked for, and the call that they are to hold for. */
export interface Subject {
  readonly on: ExternalValue;
  readonly point: Point;
  /** The member that is called, or how the called value is spelled. */
  readonly operation: string;
  /** What the function around the call was called with, where one caller is looked at. */
  readonly frame: Frame | null;
}

/** What stands at a place of the catalogue for one call. */
export function findSetting(judging: Judging, subject: Subject, at: string): LookUp {
  const place = parsePlace(at);
  const found = firstFound(
    candidates(judging, subject, place).map(({ start, path }) => {
      const read = lookUp(judging, start, path);
      const isGuess = read.state === 'unknown' || read.state === 'delegated';
      const isAbout = (): boolean =>
        isPartsOwn(subject.on, start) || isAddress(judging, subject, { place, start });
      return isGuess && isAbout() ? ABSENT : read;
    }),
  );
  return place.query === undefined ? found : inAddress(found, place.query);
}

/** Everything that stands at a place: a chain can have several calls of a name. */
export function findSettings(judging: Judging, subject: Subject, at: string): readonly LookUp[] {
  const place = parsePlace(at);
  if (place.query !== undefined) return [findSetting(judging, subject, at)];
  return candidates(judging, subject, place).map(({ start, path }) => lookUp(judging, start, path));
}

const ADDRESS =
  /(url|uri|href|endpoint|path|key|id|name|address|host|topic|queue|text|sql|query)$/i;

/** `new Redis(url, options)`: an unreadable first argument in front of options, or named so, is no options. */
function isAddress(
  judging: Judging,
  { point, on }: Subject,
  { place, start }: { readonly place: SettingPlace; readonly start: Placed },
): boolean {
  if (isCallbackName(lastName(start.expression) ?? '')) return true;
  if (!isFirst(judging, point, place)) return false;
  // What a call is about stands first: unread, it is a text far more often than a carrier.
  if (place.path.length === 0) return place.from === 'call';
  const given =
    place.from === 'call'
      ? judging.call(point)?.arguments
      : on.creations.find(({ arguments: all }) => all[0] === start.expression)?.arguments;
  return (given?.length ?? 0) > 1 || ADDRESS.test(lastName(start.expression) ?? '');
}

/** The last argument of a call with one, `findByPk(userId)`, is the first. */
const isFirst = (judging: Judging, point: Point, { from, index }: SettingPlace): boolean =>
  index === 0 ||
  (from === 'call' && index === 'last' && judging.call(point)?.arguments.length === 1);

/** `mongoose.model('User', schema)`: a part is made of what it is about; the client's options stand elsewhere. */
const isPartsOwn = ({ creations }: ExternalValue, { expression }: Placed): boolean =>
  creations.some((made) => made.part === true && made.arguments.includes(expression));

const firstFound = (all: readonly LookUp[]): LookUp =>
  all.find(({ state }) => state === 'set') ?? all.find(({ state }) => state !== 'absent') ?? ABSENT;

interface Candidate {
  readonly start: Placed;
  readonly path: readonly string[];
}

/** Expressions that may hold the setting, the nearest first, and where in them. */
function candidates(judging: Judging, subject: Subject, place: SettingPlace): readonly Candidate[] {
  const within = (starts: readonly Placed[]): readonly Candidate[] =>
    starts.map((start) => ({ start, path: place.path }));
  switch (place.from) {
    case 'call':
      return within(ofCall(judging, subject, place));
    case 'instance':
      return within(ofInstance(subject, place));
    case 'chain':
      return within(
        chainCalls(judging, subject.point)
          .filter(({ call }) => memberName(call) === place.names.at(-1))
          .flatMap((one) => argumentOf(one, place, subject.frame)),
      );
    case 'method':
      return within(
        methodCalls(judging, subject, place).flatMap((one) =>
          argumentOf(one, place, subject.frame),
        ),
      );
    case 'setup':
      return setupCalls(judging, subject, place).flatMap(({ form, ...one }) =>
        argumentOf(one, form).map((start) => ({ start, path: form.path })),
      );
    case 'assigned':
    case 'global':
      return within(assigned(judging, subject, place));
  }
}

const ofInstance = (
  { on }: Subject,
  { names: [wanted], index = 0 }: SettingPlace,
): readonly Placed[] =>
  on.creations.flatMap(({ arguments: given, place, start, type }) => {
    const expression = itemAt(given, index);
    const isOne = expression !== undefined && (wanted === undefined || wanted === type);
    return isOne ? [{ expression, place, start }] : [];
  });

function ofCall(
  judging: Judging,
  { point, frame }: Subject,
  { index = 0 }: SettingPlace,
): readonly Placed[] {
  const call = judging.call(point);
  const expression = call && itemAt(call.arguments, index);
  if (call === undefined || expression === undefined) return [];
  return [{ expression, place: { ...placeOf(point.file, call), frame }, start: call.start }];
}

/** Within the function that one caller of is looked at, arguments are what that caller gave. */
function argumentOf(
  { file, call }: PlacedCall,
  { index = 0 }: SettingPlace,
  frame: Frame | null = null,
): readonly Placed[] {
  const expression = itemAt(call.arguments, index);
  if (expression === undefined) return [];
  const place = { ...placeOf(file, call), frame: frameOf(frame, file, call.function) };
  return [{ expression, place, start: call.start }];
}

/** Calls of a method on the same client, wherever they stand. */
function methodCalls(
  judging: Judging,
  { on, point }: Subject,
  { names }: SettingPlace,
): readonly PlacedCall[] {
  return judging.names.calls(names.at(-1) ?? '').flatMap(({ file, call: id }) => {
    const call = judging.facts(file)?.calls[id];
    const receiver = call && receiverBefore(call.callee, names);
    if (call === undefined || receiver === null || receiver === undefined) return [];
    const values = judging.resolver.evaluate(receiver, placeOf(file, call));
    const isMet =
      on.creations.length === 0
        ? isSameVariable(judging, { point, file }, receiver)
        : values.some((value) => isSame(value, on));
    return isMet || values.some((value) => isOwnBase(judging, value, on)) ? [{ file, call }] : [];
  });
}

/** `const request = http.get(url); request.timeout(5)`: the variable that holds what the call made. */
function isSameVariable(
  judging: Judging,
  { point, file }: { readonly point: Point; readonly file: string },
  receiver: Expression,
): boolean {
  const call = judging.call(point);
  if (file !== point.file || receiver.kind !== 'name' || receiver.binding === null) return false;
  return call?.variable === receiver.binding || rootBinding(call?.callee) === receiver.binding;
}

/** The object that a path of member names is read from. */
function receiverBefore(callee: Expression, names: readonly string[]): Expression | null {
  let current = callee;
  for (const name of names.toReversed()) {
    if (current.kind !== 'member' || current.property !== name) return null;
    current = current.object;
  }
  return current;
}

/** The same client: made by the same call, or both the package's own. */
export function isSame(value: Value, on: ExternalValue): boolean {
  if (value.kind !== 'external' || value.client !== on.client) return false;
  const [made] = value.creations;
  return (
    made === on.creations[0] ||
    on.creations.some(
      (creation) =>
        made !== undefined &&
        creation.start === made.start &&
        creation.place.file === made.place.file,
    )
  );
}

/** `client.defaults.timeout = 5000`, on the client or on what its package exports. */
function assigned(judging: Judging, subject: Subject, place: SettingPlace): readonly Placed[] {
  return place.path.flatMap((_, index) => {
    const path = place.path.slice(0, index + 1);
    return assignedAt(judging, subject, { from: place.from, path });
  });
}

/** What is assigned as a whole is looked into: `client.defaults = { timeout: 5000 }`. */
function assignedAt(
  judging: Judging,
  { on }: Subject,
  { from, path }: Pick<SettingPlace, 'from' | 'path'>,
): readonly Placed[] {
  return judging.names.writes(path.at(-1) ?? '').flatMap(({ file, write }) => {
    const owner = receiverBefore(write.target, path);
    if (owner === null) return [];
    const place = { file, function: write.function, class: null, frame: null };
    const values = judging.resolver.evaluate(owner, place);
    const isOwner = values.some((value) =>
      from === 'global' ? isExported(value, on) : isSame(value, on),
    );
    // The path is spent: the value itself is what was assigned.
    return isOwner ? [{ expression: nested(write, path), place, start: write.start }] : [];
  });
}

const isExported = (value: Value, on: ExternalValue): boolean =>
  (value.kind === 'external' && value.client === on.client && value.creations.length === 0) ||
  (value.kind === 'package' && value.packageName === on.packageName);

/** `{ a: { b: value } }` for the path a.b, so that looking the path up finds the value. */
const nested = ({ value, start }: WriteFact, path: readonly string[]): Expression =>
  path.reduceRight<Expression>(
    (inner, key) => ({ kind: 'object', properties: [{ key, value: inner, start }], start }),
    value,
  );

/** A parameter of a connection string: `?connectTimeoutMS=2000`, `sqlserver://db;socketTimeout=2000`. */
function inAddress(found: LookUp, query: string): LookUp {
  if (found.state !== 'set') return ABSENT;
  for (const value of found.values) {
    if (value.kind !== 'constant' || typeof value.value !== 'string') continue;
    const text = new RegExp(`[?&;]${query}=([^&#;]+)`).exec(value.value)?.[1];
    if (text === undefined) continue;
    const constant: Value = { kind: 'constant', value: /^\d+$/.test(text) ? Number(text) : text };
    return { ...found, values: [constant] };
  }
  return ABSENT;
}

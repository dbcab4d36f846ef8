import { posix } from 'node:path';
import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { EntryLimit } from '../../model/entry.js';
import type { Placed } from '../settings/found-setting.js';
import type { FunctionPlace } from '../code/points.js';
import { contextMakers } from './context-makers.js';
import type { Draft } from './draft.js';
import { answersSender } from './answering.js';
import type { Entering } from './entering.js';
import { forwardings } from './forwarded.js';
import { handedAt } from './handed.js';
import { handlersOf } from './handlers.js';
import { heldAt } from './held-at.js';
import type { Host } from './host.js';
import { inFrontOf, preparingIn } from './middleware.js';
import { creationKey, isRouter } from './hosts.js';
import { itemsOf } from './items.js';
import { limitsOf } from './limits.js';
import { resultOf } from './mounts.js';
import { turnsOf } from './looped.js';
import { namedMethods } from './named-methods.js';
import { pairedBy, type Paired } from './paired.js';
import type { Handed, Registering } from './registering.js';
import {
  argumentName,
  fillIn,
  lookUpAt,
  mountedName,
  placeTexts,
  shortest,
  textAt,
  type Each,
  type Reading,
} from './texts.js';

/** Entry points that one call registers. */
export function registrationsOf(registering: Registering): readonly Draft[] {
  const looped = byTurns(registering);
  const { point, start } = registering.reading.entering;
  return looped.length > 0 ? looped : registeredAt(registering, { file: point.file, start });
}

/** What a call in a loop over a table registers, where the table says what that is. */
function byTurns(registering: Registering): readonly Draft[] {
  const { reading } = registering;
  const drafts = turnsOf(reading.judging, reading.entering).flatMap(({ entering, at }) => {
    const { registers = registering.registers } = entering.action;
    return registeredAt({ ...registering, registers, reading: { ...reading, entering } }, at);
  });
  const plain = drafts.length === 0 ? null : nameOf(registering);
  return drafts.some(({ name }) => name !== plain) ? drafts : [];
}

function registeredAt(registering: Registering, at: Made['at']): readonly Draft[] {
  const { registers } = registering;
  if (registers.each !== undefined) return ofEach(registering, registers.each);
  const handed = handedAt(registering) ?? iteratedAround(registering);
  if (handed === null) return [];
  const paired = pairedBy(registering);
  if (paired.length > 0) return paired.flatMap((one) => ofPair(one, handed));
  const named = namedMethods(registering).flatMap((one) =>
    handlersOf(one, handed).length > 0 ? draftOf(one, { handed, at }) : [],
  );
  if (named.length > 0) return named;
  const forwarded = forwardings(registering, handed);
  return forwarded.length > 0
    ? forwarded.flatMap((one) => draftOf(one.registering, one))
    : draftOf(registering, { handed, at });
}

function ofPair({ registering, handlers, at }: Paired, handed: Handed): readonly Draft[] {
  const name = nameOf(registering);
  return name === null ? [] : [draftFor(registering, { handed, name, handlers, at })];
}

/** `for await (const message of connection.subscribe('orders'))`. */
function iteratedAround({ reading, registers }: Registering): Handed | null {
  if (registers.iterated === undefined) return null;
  const { place } = reading.entering;
  return {
    expression: { kind: 'function', function: place.function },
    place: { ...place, function: 0 },
  };
}

interface Made {
  readonly handed: Handed;
  readonly at: { readonly file: string; readonly start: number };
}

function draftOf(registering: Registering, { handed, at }: Made): readonly Draft[] {
  const handlers = handlersOf(registering, handed);
  if (!takesAtMost(registering, handlers)) return [];
  const name = nameOf(registering);
  return name === null ? [] : [draftFor(registering, { handed, name, handlers, at })];
}

/** What runs before the handler: middleware on its hosts, then what the registration itself names. */
function beforeOf(
  registering: Registering,
  { handed, name }: { readonly handed: Handed; readonly name: string },
): readonly FunctionPlace[] {
  const { reading, hosts, registers } = registering;
  const { kind } = registers;
  const path = name.slice(name.indexOf(' ') + 1);
  const above =
    kind === 'http-route' || kind === 'consumer'
      ? inFrontOf(reading, hosts, { on: hostsOf(registering), path, kind })
      : [];
  const own = (registers.before ?? []).flatMap((at): readonly Handed[] => {
    if (at === 'others') return othersThan(handed, reading.entering);
    const found = lookUpAt(reading, at);
    return found.state === 'set' ? [found.at] : [];
  });
  return [
    ...above,
    ...contextMakers(reading.judging, reading.entering),
    ...own.flatMap((one) => preparingIn(reading.judging, one, registers.beforeMember)),
  ];
}

/** Arguments that stand before the handler. */
const othersThan = ({ expression }: Handed, { call, place }: Entering): readonly Handed[] =>
  call.arguments
    .filter((one) => one !== expression)
    .map((one): Handed => ({ expression: one, place }));

function takesAtMost(
  { reading: { judging }, registers: { mostParameters: most } }: Registering,
  handlers: readonly FunctionPlace[],
): boolean {
  if (most === undefined) return true;
  return (
    handlers.length > 0 &&
    handlers.every(
      ({ file, function: id }) =>
        (judging.facts(file)?.functions[id]?.parameters.length ?? Infinity) <= most,
    )
  );
}

const entryLimits = (registering: Registering, name: string): readonly EntryLimit[] =>
  limitsOf(registering.reading.judging, registering.hosts, {
    entering: registering.reading.entering,
    on: hostsOf(registering),
    path: name.slice(name.indexOf(' ') + 1),
  });

/** The name a client sees; null where the registration is of a kind that lets nothing in. */
function nameOf({ reading, hosts, registers }: Registering): string | null {
  if (!isEntryEvent(reading, registers)) return null;
  const name = fillIn(registers.name, placeTexts(reading, registers.name));
  const prefixes = hosts.prefixesOf(hostsOf({ reading, hosts, registers }));
  const mounted = mountedName(registers.kind, name, shortest(prefixes));
  return mounted === '' ? nameOfModule(reading.entering.point.file) : mounted;
}

const nameOfModule = (file: string): string => posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '');

/** Of the events that an object tells of, some are work and some are news of the object itself. */
export function isEntryEvent(reading: Reading, { only, except }: RegistrationFact): boolean {
  if (only === undefined && except === undefined) return true;
  const event = textAt(reading, ['call.0']) ?? '';
  return only === undefined ? except?.includes(event) !== true : only.includes(event);
}

function hostsOf({ reading, hosts, registers }: Registering): readonly Host[] {
  const { judging, entering } = reading;
  if (registers.mounted !== 'result') return hosts.hostsOf(entering);
  return resultOf(judging, entering).flatMap((value) => {
    const key = isRouter(value) ? creationKey(value) : null;
    return key === null || !isRouter(value) ? [] : [{ key, on: value }];
  });
}

function ofEach(registering: Registering, places: readonly string[]): readonly Draft[] {
  const { reading, registers } = registering;
  const items = places.flatMap((at) => {
    if (at === 'arguments') return ofArguments(reading.entering);
    return heldAt(reading, at).flatMap((held) => {
      const single = singleItem(registering, held);
      if (single !== null) return [single];
      const items = itemsOf(reading.judging, held.expression, held.place);
      return leveled(registering, items, { start: held.start });
    });
  });
  return items.flatMap((each) => {
    const named = namedByKey(registers, each.key);
    if (named === null) return [];
    return ofItem({ ...registering, registers: named, reading: { ...reading, each } }, each);
  });
}

/** `addRequestHandlers(Launch, Help)`: each goes by how it is spelled. */
const ofArguments = ({ call, place, start }: Entering): readonly Each[] =>
  call.arguments.map((expression, index) => ({
    key: argumentName(expression) ?? String(index),
    ...{ expression, place, start },
  }));

/** Where keys have names of their own, others register nothing. */
function namedByKey(registers: RegistrationFact, key: string): RegistrationFact | null {
  if (registers.keys === undefined) return registers;
  const name = registers.keys[key.replace(/\.\d+$/, '')];
  return name === undefined ? null : { ...registers, name };
}

function ofItem(single: Registering, each: Each): readonly Draft[] {
  const handed = handedAt(single);
  if (handed === null) return [];
  const handlers = handlersOf(single, handed);
  const name = nameOf(single);
  if (handlers.length === 0 || name === null) return [];
  return [draftFor(single, { handed, name, handlers, at: writtenAt(single, each) })];
}

/** `route([health, stats])`: an element that is named stands where its object is written. */
function writtenAt({ reading, registers }: Registering, each: Each): Made['at'] {
  const values =
    takesElements(registers) && each.expression.kind === 'name'
      ? reading.judging.resolver.evaluate(each.expression, each.place)
      : [];
  const [only, ...others] = values;
  return only?.kind === 'object' && others.length === 0
    ? { file: only.place.file, start: only.expression.start }
    : { file: each.place.file, start: each.start };
}

interface Known extends Made {
  readonly name: string;
  readonly handlers: readonly FunctionPlace[];
}

function draftFor(registering: Registering, { handed, name, handlers, at }: Known): Draft {
  const { kind, incidental } = registering.registers;
  const trigger =
    registering.registers.trigger ?? (answersSender(registering, handlers) ? 'user' : undefined);
  const limits = entryLimits(registering, name);
  const before = beforeOf(registering, { handed, name });
  const draft = { kind, trigger, name, ...at, handlers, before, limits };
  return incidental === true ? { ...draft, isIncidental: true } : draft;
}

/** `route({ path, handler })` where a list of such objects may stand as well. */
function singleItem({ reading, registers }: Registering, at: Placed): Each | null {
  if (!takesElements(registers)) return null;
  const values = reading.judging.resolver.evaluate(at.expression, at.place);
  const isList = values.some(({ kind }) => kind === 'list');
  return isList ? null : { key: '', ...at };
}

/** Items as deep as the registration's handlers are. */
function leveled(
  { reading, registers }: Registering,
  items: readonly Each[],
  { start }: { readonly start: number },
): readonly Each[] {
  const { judging } = reading;
  const placed = items.flatMap((one): readonly Each[] => {
    const isListed = /^\d+$/.test(one.key) && !takesElements(registers);
    const inner = isListed ? itemsOf(judging, one.expression, one.place) : [one];
    return inner.map((each) => (each.start === 0 ? { ...each, start } : each));
  });
  if (registers.depth !== 2) return placed;
  return placed.flatMap((outer) =>
    itemsOf(judging, outer.expression, outer.place).map((inner) => ({
      ...inner,
      key: `${outer.key}.${inner.key}`,
      keys: [outer.key, inner.key] as const,
      start: inner.start === 0 ? outer.start : inner.start,
    })),
  );
}

/** Whether handlers stand within objects of a list, rather than being listed themselves. */
const takesElements = ({ handler }: RegistrationFact): boolean =>
  handler.every((one) => one.startsWith('each.'));

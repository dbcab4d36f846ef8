import { posix } from 'node:path';
import type { BindingId, Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { groupBy } from '../../text/group-by.js';
import type { FunctionPlace } from '../code/points.js';
import type { Judging } from '../judging.js';
import { functionsOf } from '../services/reach.js';
import type { Registering } from './registering.js';

/** A registration as one of several objects makes it. */
export interface Paired {
  readonly registering: Registering;
  readonly handlers: readonly FunctionPlace[];
  readonly at: { readonly file: string; readonly start: number };
}

/**
 * `client.on(event.name, (...given) => event.execute(...given))`, where `event` is one of several
 * (modules of a folder, say): each has its name and its handler. None where all have the same name.
 */
export function pairedBy(registering: Registering): readonly Paired[] {
  const { reading, registers } = registering;
  const { judging, entering } = reading;
  const [named, ...others] = entering.call.arguments;
  if (named === undefined || !registers.name.includes('{call.0}')) return [];
  const owner = memberOf(named);
  if (owner === null) return pairedByFile(registering, named);
  const members = others.flatMap((one) =>
    membersRun(judging, one, { file: entering.place.file, owner: owner.binding }),
  );
  const pairs = judging.resolver.binding(owner.binding, entering.place).flatMap((value) => {
    const name = textIn(judging.resolver.member(value, owner.member));
    const handlers = members.flatMap((member) =>
      judging.resolver.member(value, member).flatMap((one) => functionsOf(judging, one)),
    );
    return name === null ? [] : pairOf(registering, name, handlers);
  });
  return new Set(pairs.map(({ name }) => name)).size > 1 ? pairs : [];
}

/**
 * `client.on(file.split('.')[0], event.bind(null, client))`, where `event` is one of the modules of a
 * folder: each is told of what its file is called.
 */
function pairedByFile(registering: Registering, named: Expression): readonly Paired[] {
  const { judging, entering } = registering.reading;
  const { call, place } = entering;
  const isOpen = textIn(judging.resolver.evaluate(named, place)) === null;
  if (registering.registers.kind !== 'consumer' || !isOpen) return [];
  return call.arguments
    .slice(1)
    .flatMap((one) => bindingsRun(judging, one, place.file))
    .flatMap((binding) => {
      const values = judging.resolver.binding(binding, place);
      const handlers = values.flatMap((value) => functionsOf(judging, value));
      const byFile = groupBy(handlers, ({ file }) => file);
      // A function that is imported by its name is the same whatever the event is.
      if (byFile.size < 2) return [];
      return [...byFile].flatMap(([file, own]) => pairOf(registering, stemOf(file), own));
    });
}

const stemOf = (file: string): string => posix.basename(file).split('.')[0] ?? '';

function pairOf(
  registering: Registering,
  name: string,
  handlers: readonly FunctionPlace[],
): readonly (Paired & { readonly name: string })[] {
  const { reading } = registering;
  const at = placeIn(reading.judging, handlers);
  if (at === null) return [];
  const words = { ...reading.words, 'call.0': name };
  return [{ registering: { ...registering, reading: { ...reading, words } }, handlers, at, name }];
}

interface Member {
  readonly binding: BindingId;
  readonly member: string;
}

/** `event.name`. */
function memberOf(expression: Expression): Member | null {
  if (expression.kind !== 'member' || expression.property === null) return null;
  const { object, property: member } = expression;
  return object.kind === 'name' && object.binding !== null
    ? { binding: object.binding, member }
    : null;
}

/** The members of an object that a handler is, binds, or calls. */
function membersRun(
  judging: Judging,
  handler: Expression,
  { file, owner }: { readonly file: string; readonly owner: BindingId },
): readonly string[] {
  return expressionsRun(judging, handler, file).flatMap((expression) => {
    const found = memberOf(expression);
    return found?.binding === owner ? [found.member] : [];
  });
}

/** The variables that a handler is, binds, or calls. */
const bindingsRun = (judging: Judging, handler: Expression, file: string): readonly BindingId[] =>
  expressionsRun(judging, handler, file).flatMap((expression) =>
    expression.kind === 'name' && expression.binding !== null ? [expression.binding] : [],
  );

/** What a handler is, binds, or calls. */
function expressionsRun(
  judging: Judging,
  handler: Expression,
  file: string,
): readonly Expression[] {
  const map = judging.map(file);
  if (map === null) return [];
  if (handler.kind === 'call') {
    const callee = map.facts.calls[handler.call]?.callee;
    return callee?.kind === 'member' && callee.property === 'bind' ? [callee.object] : [];
  }
  if (handler.kind !== 'function') return [handler];
  return map.facts.calls.flatMap((call) =>
    map.isWithinFunction(call.function, handler.function) ? [call.callee] : [],
  );
}

function textIn(values: readonly Value[]): string | null {
  for (const value of values)
    if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
  return null;
}

/** Where the first of the handlers is written. */
function placeIn(judging: Judging, [first]: readonly FunctionPlace[]): Paired['at'] | null {
  const fact = first && judging.facts(first.file)?.functions[first.function];
  return first === undefined || fact === undefined ? null : { file: first.file, start: fact.start };
}

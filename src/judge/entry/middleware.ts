import type { MiddlewareFact } from '../../model/catalog-entry.js';
import type { Expression } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { lookUp } from '../settings/look-up.js';
import { functionKey, type FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import type { Entering } from './entering.js';
import { functionsAt, functionsOf } from './functions-of.js';
import type { Host, Middleware } from './host.js';
import { isRouter, type Hosts } from './hosts.js';
import { isInFront } from './order.js';
import type { Handed, Registering } from './registering.js';
import { lookUpAt, mountedName, shortest, textAt, type Reading } from './texts.js';

/** Functions that a call puts in front of others, but for those that are there for failures. */
export const middlewareIn = (
  judging: Judging,
  entering: Entering,
  { at, event = ['call.0'], only, except = [], failuresFrom = Infinity }: MiddlewareFact,
): readonly FunctionPlace[] => {
  const when = textAt({ judging, entering }, event) ?? '';
  if (except.includes(when) || only?.includes(when) === false) return [];
  const functions =
    at === undefined
      ? entering.call.arguments.flatMap((one) => handedOver(judging, one, entering.place))
      : at.flatMap((one) => functionsAt(judging, lookUpAt({ judging, entering }, one)));
  return functions.filter(
    (one) => judging.kept.isKept(one) || parametersOf(judging, one) < failuresFrom,
  );
};

/** Functions that an argument is, those of a list included. */
function handedOver(
  judging: Judging,
  argument: Expression,
  place: Place,
): readonly FunctionPlace[] {
  if (argument.kind === 'array') {
    return argument.elements.flatMap((one) => handedOver(judging, one, place));
  }
  if (argument.kind === 'literal' || argument.kind === 'object' || argument.kind === 'template') {
    return [];
  }
  const isRouted =
    argument.kind !== 'function' && judging.resolver.evaluate(argument, place).some(isRouter);
  return isRouted || isRegistered(judging, argument, place)
    ? []
    : functionsOf(judging, argument, place);
}

/** `bot.use(createConversation(greet))`: what is an entry point of its own does not run for all. */
const isRegistered = (judging: Judging, argument: Expression, { file }: Place): boolean =>
  argument.kind === 'call' &&
  judging
    .callees({ file, call: argument.call })
    .some((value) => value.kind === 'operation' && value.action.registers !== undefined);

/** The same of a list that may hold objects with the function in a member. */
export function preparingIn(
  judging: Judging,
  { expression, place }: Handed,
  member: string | undefined,
): readonly FunctionPlace[] {
  if (member === undefined) return handedOver(judging, expression, place);
  if (expression.kind === 'array') {
    return expression.elements.flatMap((one) =>
      preparingIn(judging, { expression: one, place }, member),
    );
  }
  const at = { expression, place, start: 0 };
  const held = functionsAt(judging, lookUp(judging, at, [member]));
  return held.length > 0 ? held : handedOver(judging, expression, place);
}

const parametersOf = (judging: Judging, { file, function: id }: FunctionPlace): number =>
  judging.facts(file)?.functions[id]?.parameters.length ?? 0;

/** What a request to a route on these hosts passes before it, in the order of the sources. */
export const inFrontOf = (
  reading: Registering['reading'],
  hosts: Hosts,
  { on, path, kind }: Registered,
): readonly FunctionPlace[] =>
  hosts
    .above(on, reading.entering.point)
    .toReversed()
    .flatMap(({ host, by }) =>
      hosts.middlewares
        .on(host, path)
        .filter(({ entering }) => isInFront(reading.judging, entering, by)),
    )
    .filter((one) => isOfKind(reading, one, kind) && !doesWithout(reading, one))
    .flatMap((one) => one.functions.filter((each) => !answers(reading.judging, one, each)));

interface Registered {
  readonly on: readonly Host[];
  readonly path: string;
  readonly kind: Draft['kind'];
}

/** What is registered beside the routes of an application, its requests do not come to: a queue's messages. */
const isOfKind = (
  { entering: { on } }: Registering['reading'],
  { entering }: Middleware,
  kind: Draft['kind'],
): boolean => on.client === entering.on.client || kind === entersOf(entering).kind;

/** `{ path: '/login', options: { auth: false } }`. */
const doesWithout = (reading: Reading, { entering }: Middleware): boolean =>
  (entering.action.mounts?.middleware?.unless ?? []).some((at) => {
    const found = lookUpAt(reading, at);
    return (
      found.state === 'set' &&
      found.values.length > 0 &&
      found.values.every((value) => value.kind === 'constant' && value.value === false)
    );
  });

function answers(judging: Judging, { entering }: Middleware, one: FunctionPlace): boolean {
  const { answersUpTo = -1 } = entering.action.mounts?.middleware ?? {};
  return !judging.kept.isKept(one) && parametersOf(judging, one) <= answersUpTo;
}

const ANY_REQUEST = { kind: 'http-route', name: 'ALL *' } as const;

/** What comes in where a middleware stands. */
const entersOf = ({ action }: Entering): { readonly kind: Draft['kind']; readonly name: string } =>
  action.mounts?.middleware?.enters ?? ANY_REQUEST;

/** Functions in front of no route that is known, and those that answer whatever comes. */
export function middlewareDrafts(hosts: Hosts, routes: readonly Draft[]): readonly Draft[] {
  const led = new Set(
    routes.flatMap(({ before = [], handlers }) => [...before, ...handlers]).map(functionKey),
  );
  return hosts.middlewares.all().flatMap(({ what: { functions, entering }, parents, path }) => {
    const handlers = functions.filter((one) => !led.has(functionKey(one)));
    if (handlers.length === 0) return [];
    const below = [...shortest(hosts.prefixesOf(parents())), path()];
    const { kind, name } = entersOf(entering);
    const { point, start } = entering;
    const at = { file: point.file, start };
    const named = mountedName(kind, name, below);
    return [{ kind, name: named, ...at, handlers, limits: [], isIncidental: true }];
  });
}

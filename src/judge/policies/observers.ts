import type { BreakerFacts } from '../../model/catalog-protection.js';
import type { Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { ExternalValue } from '../../resolve/values.js';
import { guardCall, partsOf } from '../surroundings/guards.js';
import { placeOf, type Judging } from '../judging.js';
import { parsePlace } from '../settings/places.js';
import { findSetting, findSettings, isSame, type Subject } from '../settings/settings.js';
import { functionLeavesNoTrace } from '../fallback/silence.js';
import { isKnownByType } from './details.js';

/** Whether changes of a breaker's state are observed; undefined where others may do so. */
export function isObserved(
  judging: Judging,
  subject: Subject,
  { observed }: BreakerFacts,
): boolean | undefined {
  if (observed.length === 0) return undefined;
  const isSeen = observed.some(({ at, is }) =>
    findSettings(judging, subject, at).some(
      (found) =>
        found.state === 'set' &&
        (is === undefined ||
          found.values.some((value) => value.kind === 'constant' && is.includes(value.value))),
    ),
  );
  if (isSeen) return true;
  // Whose breaker it is does not tell whether another one is observed.
  if (isKnownByType(subject.on) || tellsInstead(judging, subject)) return undefined;
  const members = [...new Set(observed.map(({ at }) => parsePlace(at).names.at(-1) ?? ''))];
  return isHandedOn(judging, subject.on) || isAnyObserved(judging, subject.on, members)
    ? undefined
    : false;
}

/** What is done in the place of a refused call is logged or counted. */
const tellsInstead = (judging: Judging, subject: Subject): boolean =>
  (subject.on.client.protection?.fallback?.at ?? [])
    .map((at) => findSetting(judging, subject, at))
    .flatMap((found) => (found.state === 'set' ? found.values : []))
    .some((value) => value.kind === 'function' && !functionLeavesNoTrace(judging, value));

/** Something observes breakers of this kind, and it is not known which. */
const isAnyObserved = (judging: Judging, on: ExternalValue, members: readonly string[]): boolean =>
  members
    .flatMap((name) => judging.names.calls(name))
    .some(({ file, call: id }) => {
      const call = judging.facts(file)?.calls[id];
      if (call?.callee.kind !== 'member') return false;
      return judging.resolver
        .evaluate(call.callee.object, placeOf(file, call))
        .some(
          (value) =>
            value.kind === 'external' && value.client === on.client && value.creations.length === 0,
        );
    });

/** Names that what a library made is kept under: of a variable, of a field. */
function namesOf(judging: Judging, { creations: [made] }: ExternalValue): readonly string[] {
  const facts = made && judging.facts(made.place.file);
  const at = facts?.calls.findIndex(({ start }) => start === made?.start);
  const call = at === undefined ? undefined : facts?.calls[at];
  if (facts === undefined || call === undefined) return [];
  const isIt = (value: Expression | undefined): boolean =>
    value?.kind === 'call' && value.call === at;
  const names = [
    call.variable === undefined ? undefined : facts.bindings[call.variable]?.name,
    ...facts.writes.map(({ target, value }) => (isIt(value) ? target.property : undefined)),
    ...facts.classes.flatMap(({ members }) =>
      members.map(({ name, value }) => (isIt(value) ? name : undefined)),
    ),
  ];
  return [...new Set(names.filter((name) => name != null))];
}

/** What a library made is an argument of something else than its library. */
function isHandedOn(judging: Judging, on: ExternalValue): boolean {
  return namesOf(judging, on)
    .flatMap((name) => judging.names.arguments(name))
    .some(({ index, ...point }) => {
      const taking = judging.call(point);
      const argument = taking?.arguments[index];
      if (taking === undefined || argument === undefined) return false;
      if (isOfLibrary(judging, point, on)) return false;
      return judging.resolver
        .evaluate(argument, placeOf(point.file, taking))
        .some((value) => isSame(value, on));
    });
}

const isOfLibrary = (
  judging: Judging,
  point: { readonly file: string; readonly call: number },
  on: ExternalValue,
): boolean =>
  judging
    .callees(point)
    .some(
      (value) =>
        (value.kind === 'external' && value.client === on.client) ||
        (value.kind === 'operation' && value.on.client === on.client),
    );

/** Whether something is run through what a library made; undefined where others may do so. */
export function isApplied(judging: Judging, on: ExternalValue): boolean | undefined {
  const members = Object.values(on.client.types).flatMap(({ call, members: all = {} }) => [
    ...(call?.invokes === undefined ? [] : ['']),
    ...Object.entries(all).flatMap(([names, { invokes }]) =>
      invokes === undefined ? [] : names.split('|'),
    ),
  ]);
  const run = members
    .flatMap((name) => judging.names.calls(name))
    .flatMap((point) => {
      const guard = guardCall(judging, point);
      return guard === null ? [] : partsOf(judging, guard.on);
    });
  if (run.some((part) => isSame(part, on))) return true;
  const isOpen = run.some((part) => part.client === on.client && isKnownByType(part));
  return isOpen || members.includes('') || mayBeRun(judging, on) ? undefined : false;
}

/** It is not kept under a name, or something that takes it under that name may run it. */
function mayBeRun(judging: Judging, on: ExternalValue): boolean {
  const names = namesOf(judging, on);
  const file = on.creations[0]?.place.file ?? '';
  const returned = judging.facts(file)?.functions.flatMap(({ returns }) => returns) ?? [];
  return (
    names.length === 0 ||
    isHandedOn(judging, on) ||
    names.some(
      (name) =>
        judging.names.keys(name).length > 0 || returned.some((one) => lastName(one) === name),
    )
  );
}

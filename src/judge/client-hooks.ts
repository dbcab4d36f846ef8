import type { BindingFact, CallId, Expression, FileFacts, FunctionId } from '../parse/facts.js';
import type { Judging } from './judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace } from './points.js';
import { appliesTo } from './scope.js';
import { findSettings, type Subject } from './settings.js';
import { climb } from './wrappers.js';

/** What stands around a client's calls in the functions that it was told to run them through. */
export function hookLayers(judging: Judging, subject: Subject): readonly Layer[] {
  const hooks = subject.on.client.protection?.through ?? [];
  return hooks
    .filter((hook) => appliesTo(judging, subject, hook) === 'yes')
    .flatMap(({ at, proceeds }) =>
      at
        .flatMap((place) => findSettings(judging, subject, place))
        .flatMap((found) => (found.state === 'set' ? found.values : []))
        .flatMap((value) => (value.kind === 'function' ? layersIn(judging, value, proceeds) : [])),
    );
}

/** The layers around the call that goes on to the client itself; none where no such call is found. */
function layersIn(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  proceeds: Proceeds,
): readonly Layer[] {
  const facts = judging.facts(file);
  if (facts === undefined) return [];
  const around = proceedingCalls(facts, id, proceeds).map((call) =>
    climb(judging, { file, call }, id),
  );
  // A branch may leave the protection out: what is on every way counts.
  return (
    around.reduce<readonly Layer[] | null>(
      (least, one) => (least === null || one.length < least.length ? one : least),
      null,
    ) ?? []
  );
}

/** Which of its parameters such a function calls, or which member of it, to go on. */
interface Proceeds {
  readonly parameter: number;
  readonly member?: string | undefined;
}

const proceedingCalls = (facts: FileFacts, id: FunctionId, proceeds: Proceeds): readonly CallId[] =>
  [...facts.calls.entries()].flatMap(([call, { callee }]) =>
    goesOn(facts, callee, { ...proceeds, id }) ? [call] : [],
  );

function goesOn(
  facts: FileFacts,
  callee: Expression,
  { id, parameter, member }: Proceeds & { readonly id: FunctionId },
): boolean {
  const isMember = callee.kind === 'member' && callee.property === member;
  const root = isMember ? callee.object : callee;
  if (root.kind !== 'name' || root.binding === null) return false;
  const held = facts.bindings[root.binding];
  if (held?.kind !== 'parameter' || held.function !== id) return false;
  return held.parameter === parameter && isTaken(held.path, isMember ? undefined : member);
}

/** The parameter itself where no member is asked for, else the member that its pattern takes. */
function isTaken([first, ...more]: BindingFact['path'] = [], member?: string): boolean {
  if (member === undefined) return first === undefined;
  return first?.step === 'property' && first.name === member && more.length === 0;
}

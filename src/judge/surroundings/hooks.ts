import { actionOf } from '../../detect/operations.js';
import type { HookFacts } from '../../model/catalog-protection.js';
import type { BindingFact, CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';
import type { FunctionValue } from '../../resolve/values.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { isCallbackName } from '../../text/callback-name.js';
import type { CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import type { Layer } from './layers.js';
import { firstPlaceSet } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import type { Subject } from '../settings/settings.js';
import { readTimeout } from '../timeout/timeout-facts.js';
import { climb, mostOf } from './wrappers.js';

/** What functions of the repository put around a call that its client has them run. */
export function hookLayers(judging: Judging, subject: Subject): readonly Layer[] {
  const hooks = subject.on.client.protection?.hooks ?? [];
  return hooks
    .filter((hook) => appliesTo(judging, subject, hook) === 'yes')
    .flatMap((hook) =>
      functionsAt(judging, subject, hook).flatMap((one) =>
        layersIn(judging, { hook, subject }, one),
      ),
    );
}

/** All that a list holds are run; of what may be there, it is not known which. */
function functionsAt(
  judging: Judging,
  subject: Subject,
  { at }: HookFacts,
): readonly FunctionValue[] {
  const { found } = firstPlaceSet(judging, subject, at);
  if (found.state !== 'set' || found.isPartial === true) return [];
  const [value, ...others] = found.values;
  if (value === undefined || others.length > 0) return [];
  return (value.kind === 'list' ? value.elements : [value]).filter(
    (one) => one.kind === 'function',
  );
}

interface Hooked {
  readonly hook: HookFacts;
  readonly subject: Subject;
}

/** What stands around going on; some calls, such as streams, may be let past. */
function layersIn(
  judging: Judging,
  hooked: Hooked,
  { file, function: id }: FunctionValue,
): readonly Layer[] {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined) return [];
  const proceeding = map
    .callsWithin(fact)
    .filter((call) => proceeds(judging, hooked, { map, id, call }));
  return [
    ...mostOf(proceeding.map((call) => climb(judging, { file, call }, id))),
    ...boundsHandedOn(judging, hooked, { file, proceeding }),
  ];
}

/** The settings that it goes on with; streams, which it may let past, have no callback. */
function boundsHandedOn(
  judging: Judging,
  { hook: { sets = [] }, subject }: Hooked,
  { file, proceeding }: { readonly file: string; readonly proceeding: readonly CallId[] },
): readonly Layer[] {
  const facts = { defaults: [], settings: sets, ineffective: [] };
  const bounds = proceeding.map((call) => {
    const there = { on: subject.on, point: { file, call }, operation: '', frame: null };
    const [shortest] = sets.length === 0 ? [] : readTimeout(judging, there, facts).bounds;
    return shortest;
  });
  const found = bounds.filter((one) => one !== undefined);
  if (found.length < bounds.length && !hasCallback(judging, subject)) return [];
  return found
    .slice(0, 1)
    .flatMap(({ bound, mark }) =>
      mark === null ? [] : [{ mark, by: 'client-option', timeout: bound } as const],
    );
}

function hasCallback(judging: Judging, { point }: Subject): boolean {
  const given = judging.call(point)?.arguments ?? [];
  const last = given.at(-1);
  // What is told nothing but whom to answer is a stream of requests.
  if (given.length < 2) return false;
  return last?.kind === 'function' || isCallbackName((last && lastName(last)) ?? '');
}

interface Within {
  readonly map: CodeMap;
  readonly id: number;
  readonly call: CallId;
}

function proceeds(
  judging: Judging,
  { hook: { proceeds: by }, subject }: Hooked,
  { map, id, call }: Within,
): boolean {
  const fact = map.facts.calls[call];
  if (fact === undefined) return false;
  if ('parameter' in by) return callsParameter(map, { id, fact }, by);
  return judging.callees({ file: map.facts.file, call }).some((value) => {
    const on = actionOf(judging.resolver, fact, value)?.on;
    return on?.client === subject.on.client && on.type === by.type;
  });
}

/** `next(options)`, and `given.query(args)` or `query(args)` of what a parameter holds. */
function callsParameter(
  { facts }: CodeMap,
  { id, fact: { callee } }: { readonly id: number; readonly fact: CallFact },
  { parameter, property }: { readonly parameter: number; readonly property?: string | undefined },
): boolean {
  const isMember = callee.kind === 'member' && callee.property === property;
  const binding = bindingOf(facts, isMember ? callee.object : callee);
  if (binding?.parameter !== parameter || binding.function !== id) return false;
  const taken = (binding.path ?? []).map((step) => (step.step === 'property' ? step.name : null));
  return isMember || property === undefined
    ? taken.length === 0
    : taken.length === 1 && taken[0] === property;
}

const bindingOf = (facts: FileFacts, one: Expression): BindingFact | undefined =>
  one.kind === 'name' && one.binding !== null ? facts.bindings[one.binding] : undefined;

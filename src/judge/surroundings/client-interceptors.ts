import { actionOf } from '../../detect/operations.js';
import type { InterceptorFacts } from '../../model/catalog-interceptors.js';
import type { Expression } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { conditionsOf, type Condition } from '../code/conditions.js';
import { parameterIn } from '../code/parameters.js';
import type { FunctionPlace, Mark } from '../code/points.js';
import { selectsOutage } from '../fallback/error-tests.js';
import type { Judging } from '../judging.js';
import { numberOf } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import { findSettings, type Subject } from '../settings/settings.js';
import { readSignal } from '../timeout/signals.js';
import type { Bound, Layer } from './layers.js';

/** The functions of the repository that run as a part of a call, in the order in which they do. */
export function interceptorsOf(judging: Judging, subject: Subject): readonly FunctionPlace[] {
  const facts = factsOf(judging, subject);
  if (facts === null) return [];
  return [facts.before, facts.after, facts.failed].flatMap((places) =>
    functionsAt(judging, subject, places),
  );
}

/** What interceptors give a call: a bound that they set, and attempts that they make again. */
export function interceptedLayers(judging: Judging, subject: Subject): readonly Layer[] {
  const facts = factsOf(judging, subject);
  if (facts === null) return [];
  return [
    ...functionsAt(judging, subject, facts.before).flatMap((one) => boundsIn(judging, facts, one)),
    ...functionsAt(judging, subject, facts.failed).flatMap((one) => retryIn(judging, subject, one)),
  ];
}

function factsOf(judging: Judging, subject: Subject): InterceptorFacts | null {
  const facts = subject.on.client.protection?.interceptors;
  return facts !== undefined && appliesTo(judging, subject, facts) === 'yes' ? facts : null;
}

const functionsAt = (
  judging: Judging,
  subject: Subject,
  places: readonly string[],
): readonly FunctionPlace[] =>
  places.flatMap((at) =>
    findSettings(judging, subject, at).flatMap((found) =>
      found.state === 'set' ? found.values.filter((value) => value.kind === 'function') : [],
    ),
  );

interface Option {
  readonly name: string;
  readonly value: Expression;
  readonly start: number;
}

/** `config.timeout = 5000; return config`, `({ ...config, timeout: 5000 })`. */
function boundsIn(
  judging: Judging,
  { timeout, signal }: InterceptorFacts,
  place: FunctionPlace,
): readonly Layer[] {
  const map = judging.map(place.file);
  if (map === null) return [];
  return optionsSet(map, place).flatMap(({ name, value, start }): readonly Layer[] => {
    const values = judging.values(value, place);
    const mark: Mark = { file: place.file, start, what: name };
    if (name === timeout) {
      const ms = numberOf(values);
      return ms === undefined || ms === 0 ? [] : [layerOf(mark, { ms })];
    }
    const read = name === signal ? readSignal(judging, values) : null;
    return read?.fires === 'timed' ? [layerOf(mark, read.bound)] : [];
  });
}

const layerOf = (mark: Mark, timeout: Bound): Layer => ({ mark, by: 'client-option', timeout });

function optionsSet(map: CodeMap, { function: id }: FunctionPlace): readonly Option[] {
  const { writes, functions } = map.facts;
  const fact = functions[id];
  const parameter = fact?.parameters[0]?.binding;
  const written = writes.flatMap(({ function: by, target, value, start }): readonly Option[] => {
    const { object, property: name } = target;
    const isIts = by === id && object.kind === 'name' && object.binding === parameter;
    if (!isIts || name === null) return [];
    const isAlways = conditionsOf(map, id, start).every((one) => asksFor(one, name));
    return isAlways ? [{ name, value, start }] : [];
  });
  const [returned, ...others] = fact?.returns ?? [];
  if (returned?.kind !== 'object' || others.length > 0) return written;
  const given = returned.properties.flatMap(({ key: name, value, start }) =>
    name === null ? [] : [{ name, value, start }],
  );
  return [...written, ...given];
}

/** `if (!config.timeout)`: what sets an option where it is not set yet bounds all calls. */
const asksFor = ({ test, needs }: Condition, name: string): boolean => {
  const asked = needs && test.kind === 'unary' && test.operator === '!' ? test.value : test;
  return asked.kind === 'member' && asked.property === name;
};

/** `(error) => api.request(error.config)`: the call is sent again, unless only for failures that are no outage. */
function retryIn(judging: Judging, subject: Subject, place: FunctionPlace): readonly Layer[] {
  const map = judging.map(place.file);
  const fact = map?.facts.functions[place.function];
  if (map === null || fact === undefined) return [];
  const again = map.callsWithin(fact).find((id) => {
    const call = map.facts.calls[id];
    const isSent = call?.arguments.some((one) => isOptionsOf(judging, one, place)) === true;
    return (
      isSent &&
      isOfClient(judging, subject, { file: place.file, call: id }) &&
      isForOutages(map, place, id)
    );
  });
  const start = again === undefined ? undefined : map.facts.calls[again]?.start;
  if (start === undefined) return [];
  const mark: Mark = { file: place.file, start, what: 'an interceptor sends it again' };
  return [{ mark, by: 'own-code', retry: {} }];
}

/** `error.config`, or a variable that holds it. */
function isOptionsOf(
  judging: Judging,
  argument: Expression,
  { file, function: id }: FunctionPlace,
): boolean {
  const read = parameterIn(judging, argument, file);
  return read?.function === id && read.index === 0 && read.path.length > 0;
}

function isOfClient(
  judging: Judging,
  { on }: Subject,
  point: { readonly file: string; readonly call: number },
): boolean {
  const call = judging.call(point);
  return (
    call !== undefined &&
    judging
      .callees(point)
      .some((value) => actionOf(judging.resolver, call, value)?.on.client === on.client)
  );
}

function isForOutages(map: CodeMap, { function: id }: FunctionPlace, at: number): boolean {
  const call = map.facts.calls[at];
  const failure = map.facts.functions[id]?.parameters[0]?.binding ?? null;
  if (call === undefined) return false;
  return conditionsOf(map, call.function, call.start).every(({ test, needs }) => {
    const selected = selectsOutage({ test, failure, facts: map.facts });
    return needs ? selected !== 'no' : selected !== 'yes';
  });
}

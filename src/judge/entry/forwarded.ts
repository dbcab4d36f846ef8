import type { Expression, FunctionId } from '../../parse/facts.js';
import { frameFor } from '../../resolve/expressions/apply.js';
import { children } from '../../resolve/expressions/children.js';
import type { Caller } from '../../resolve/knowledge.js';
import type { Frame, Place, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import { parameterIn, propertyOf, type Parameter } from '../code/parameters.js';
import { reframed } from './reframed.js';
import type { Handed, Registering } from './registering.js';
import { keptAs } from './kept-under.js';
import { lookUpAt } from './texts.js';
import type { Point } from '../code/points.js';

/** A registration as one caller of the function around it makes it. */
export interface Forwarding {
  readonly registering: Registering;
  readonly handed: Handed;
  readonly at: { readonly file: string; readonly start: number };
}

const DEEPEST = 3;
const MOST_CALLERS = 1_000;

/**
 * `const get = (path, handler) => router.get(path, guarded(handler))` registers what its callers
 * hand it, under the names they give. None where the function itself says what is registered.
 */
export function forwardings(registering: Registering, handed: Handed): readonly Forwarding[] {
  const { judging, entering } = registering.reading;
  const parameter = handedParameter(judging, handed.expression, handed.place);
  if (parameter === null) return [];
  const isKept = isKeptByCallers(registering, parameter.function);
  if (!isKept && !isNamedBy(registering, parameter.function)) return [];
  return callsOf(judging, { file: handed.place.file, parameter, depth: 0 }).flatMap((one) => {
    const { frame, at, point } = one;
    const place: Place = { ...entering.place, frame };
    const kept = isKept ? keptAs(judging, point) : undefined;
    if (isKept && kept === undefined) return [];
    const reading = {
      ...registering.reading,
      entering: reframed(judging, entering, place),
      ...(kept !== undefined && { words: { ...registering.reading.words, kept } }),
    };
    const expression = parameter.expression;
    return {
      registering: { ...registering, reading },
      handed: { expression, place: { ...handed.place, frame } },
      at,
    };
  });
}

/** `const callable = (handler) => onCall((data) => handler(data))`: what it makes, its callers keep. */
function isKeptByCallers({ reading, registers }: Registering, id: FunctionId): boolean {
  const { judging, entering } = reading;
  const returns = judging.facts(entering.point.file)?.functions[id]?.returns ?? [];
  return (
    registers.name === '{kept}' &&
    returns.some((one) => one.kind === 'call' && one.call === entering.point.call)
  );
}

/** The parameter that a handler is, wraps, or does nothing but call. */
function handedParameter(judging: Judging, expression: Expression, place: Place): Parameter | null {
  const facts = judging.facts(place.file);
  if (facts === undefined || place.function === 0) return null;
  switch (expression.kind) {
    case 'name':
    case 'member':
      return parameterIn(judging, expression, place.file);
    case 'cast':
    case 'await':
    case 'spread':
      return handedParameter(judging, expression.value, place);
    case 'call': {
      const call = facts.calls[expression.call];
      if (call?.callee.kind === 'member' && call.callee.property === 'bind') {
        return handedParameter(judging, call.callee.object, place);
      }
      const found = (call?.arguments ?? []).map((one) => handedParameter(judging, one, place));
      const first = firstOf(found);
      return first === null ? null : { ...first, expression };
    }
    case 'function':
      return calledParameter(judging, expression.function, place);
    case 'array':
    case 'assign':
    case 'binary':
    case 'class':
    case 'conditional':
    case 'literal':
    case 'logical':
    case 'object':
    case 'other':
    case 'super':
    case 'template':
    case 'this':
    case 'unary':
    case 'yield':
      return null;
  }
}

/** A parameter of the function around a handler that the handler calls. */
function calledParameter(judging: Judging, id: FunctionId, { file }: Place): Parameter | null {
  const map = judging.map(file);
  if (map === null) return null;
  const called = map.facts.calls.filter((call) => map.isWithinFunction(call.function, id));
  return firstOf(
    called.map(({ callee }) => {
      const parameter = callee.kind === 'name' ? parameterIn(judging, callee, file) : null;
      return parameter !== null && !map.isWithinFunction(parameter.function, id) ? parameter : null;
    }),
  );
}

const firstOf = <T>(all: readonly (T | null)[]): T | null =>
  all.find((one) => one !== null) ?? null;

/** Whether what the registration is named by comes from the same function's callers. */
function isNamedBy({ reading, registers }: Registering, id: FunctionId): boolean {
  const places = [...registers.name.matchAll(/\{([^{}]*)\}/g)].flatMap(([, one = '']) =>
    one.split('|').filter((at) => at.includes('.')),
  );
  return places.some((at) => {
    const found = lookUpAt(reading, at);
    return (
      found.state === 'delegated' ||
      (found.state === 'set' &&
        (found.givenTo === id || mentions(reading.judging, found.at, { function: id })))
    );
  });
}

/** Whether an expression speaks of a function's parameters, others than the one left out. */
function mentions(
  judging: Judging,
  { expression, place }: Handed,
  { function: id, except }: { readonly function: FunctionId; readonly except?: Parameter },
): boolean {
  const facts = judging.facts(place.file);
  const pending = [expression];
  const looked = new Set<number>();
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one === except?.expression) continue;
    pending.push(...children(one));
    if (one.kind !== 'name' || one.binding === null || looked.has(one.binding)) continue;
    looked.add(one.binding);
    const binding = facts?.bindings[one.binding];
    if (binding?.function !== id) continue;
    if (binding.kind === 'parameter') return true;
    if (binding.value !== undefined) pending.push(binding.value);
  }
  return false;
}

interface CallOf {
  readonly frame: Frame | null;
  readonly point: Point;
  readonly at: { readonly file: string; readonly start: number };
}

interface Forwarded {
  readonly file: string;
  readonly parameter: Parameter;
  readonly depth: number;
}

/** Calls that hand something over for a parameter, through as many functions as pass it on. */
function callsOf(judging: Judging, { file, parameter, depth }: Forwarded): readonly CallOf[] {
  if (depth > DEEPEST) return [];
  const callers = judging.resolver.index.callersOf(file, parameter.function, MOST_CALLERS);
  return callers.flatMap((caller): readonly CallOf[] => {
    const argument = caller.call.arguments[parameter.index];
    if (argument === undefined) return [];
    const place = placeOf(caller.file, caller.call);
    const framed = (around: Place): Frame | null =>
      frameOfCall(judging, { caller, around, callee: { file, function: parameter.function } });
    const outer = handedParameter(judging, propertyOf(argument, parameter.path), place);
    const passesOn =
      outer !== null &&
      caller.call.arguments.some((expression) =>
        mentions(judging, { expression, place }, { function: outer.function, except: outer }),
      );
    if (passesOn) {
      const further = callsOf(judging, { file: caller.file, parameter: outer, depth: depth + 1 });
      return further.map((one) => ({ ...one, frame: framed({ ...place, frame: one.frame }) }));
    }
    const call = judging.facts(caller.file)?.calls.indexOf(caller.call) ?? -1;
    const at = { file: caller.file, start: caller.call.start };
    return [{ frame: framed(place), point: { file: caller.file, call }, at }];
  });
}

function frameOfCall(
  judging: Judging,
  {
    caller: { call },
    around,
    callee,
  }: {
    readonly caller: Caller;
    readonly around: Place;
    readonly callee: { readonly file: string; readonly function: FunctionId };
  },
): Frame | null {
  const given = call.arguments.map((expression) => ({ expression, place: around }));
  const receiver = judging.resolver
    .evaluate(call.callee, around)
    .find(
      (value): value is Extract<Value, { kind: 'function' }> => value.kind === 'function',
    )?.receiver;
  const input = {
    arguments: given,
    construct: false,
    at: null,
    ...(receiver !== undefined && { receiver }),
  };
  return frameFor(callee.file, callee.function, { input, outer: null });
}

import type { Expression, FunctionId } from '../../parse/facts.js';
import { frameFor } from '../../resolve/expressions/apply.js';
import { children } from '../../resolve/expressions/children.js';
import type { Caller } from '../../resolve/knowledge.js';
import type { Frame, Place, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import { reframed } from './reframed.js';
import type { Handed, Registering } from './registering.js';
import { lookUpAt } from './texts.js';

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
  if (parameter === null || !isNamedBy(registering, parameter.function)) return [];
  return callsOf(judging, { file: handed.place.file, parameter, depth: 0 }).map(({ frame, at }) => {
    const place: Place = { ...entering.place, frame };
    const reading = { ...registering.reading, entering: reframed(judging, entering, place) };
    const expression = parameter.expression;
    return {
      registering: { ...registering, reading },
      handed: { expression, place: { ...handed.place, frame } },
      at,
    };
  });
}

/** A parameter, or a property of one, and the expression that holds the handler where it is used. */
interface Parameter {
  readonly function: FunctionId;
  readonly index: number;
  readonly path: readonly string[];
  readonly expression: Expression;
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

function parameterIn(judging: Judging, expression: Expression, file: string): Parameter | null {
  const path: string[] = [];
  let current = expression;
  while (current.kind === 'member' && current.property !== null) {
    path.unshift(current.property);
    current = current.object;
  }
  if (current.kind !== 'name' || current.binding === null) return null;
  const binding = judging.facts(file)?.bindings[current.binding];
  if (binding?.kind !== 'parameter' || binding.parameter === undefined) return null;
  const steps = (binding.path ?? []).map((one) => (one.step === 'property' ? one.name : null));
  if (steps.includes(null)) return null;
  return {
    function: binding.function,
    index: binding.parameter,
    path: [...steps.filter((one) => one !== null), ...path],
    expression,
  };
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
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one === except?.expression) continue;
    const binding =
      one.kind === 'name' && one.binding !== null ? facts?.bindings[one.binding] : undefined;
    if (binding?.kind === 'parameter' && binding.function === id) return true;
    pending.push(...children(one));
  }
  return false;
}

interface CallOf {
  readonly frame: Frame | null;
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
    return [{ frame: framed(place), at: { file: caller.file, start: caller.call.start } }];
  });
}

/** What stands at the path in an argument, as far as it is written out there. */
function propertyOf(argument: Expression, path: readonly string[]): Expression {
  let current = argument;
  for (const name of path) {
    if (current.kind !== 'object') return current;
    const property = current.properties.find(({ key }) => key === name);
    if (property === undefined) return current;
    current = property.value;
  }
  return current;
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

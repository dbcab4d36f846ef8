import type { Expression } from '../../parse/facts.js';
import { frameFor } from '../../resolve/expressions/apply.js';
import type { Argument, Place, Value } from '../../resolve/values.js';
import type { LookUp } from '../settings/found-setting.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { distinctPlaces, methodsOf, namedMethod, placeOfFunction } from './methods-of.js';
import { pushedInto } from './pushed.js';
import { ranBy } from './ran-by.js';

const DEEPEST = 4;

/**
 * Functions that run when an expression is given as a handler: itself, what it names, what a
 * wrapper around it was given (`guarded(load)`), the last of several, `'UserController.load'`.
 */
export function functionsOf(
  judging: Judging,
  expression: Expression,
  place: Place,
): readonly FunctionPlace[] {
  return distinctPlaces(handedOver(judging, expression, { place, depth: 0 }));
}

/** The same of what a setting is known to be. */
export function functionsAt(judging: Judging, found: LookUp): readonly FunctionPlace[] {
  if (found.state !== 'set') return [];
  const known = found.values.flatMap((value) => ofValue(judging, value, 0));
  return known.length > 0
    ? distinctPlaces(known)
    : functionsOf(judging, found.at.expression, found.at.place);
}

interface At {
  readonly place: Place;
  readonly depth: number;
}

function handedOver(
  judging: Judging,
  expression: Expression,
  { place, depth }: At,
): readonly FunctionPlace[] {
  if (depth > DEEPEST) return [];
  const inner = (one: Expression): readonly FunctionPlace[] =>
    handedOver(judging, one, { place, depth: depth + 1 });
  switch (expression.kind) {
    case 'function':
      return [{ file: place.file, function: expression.function }];
    case 'cast':
    case 'await':
    case 'spread':
      return inner(expression.value);
    case 'conditional':
      return [...inner(expression.then), ...inner(expression.otherwise)];
    case 'logical':
      return [...inner(expression.left), ...inner(expression.right)];
    case 'array':
      return ofArray(judging, expression, { place, depth });
    case 'call':
      return ofKnownCall(judging, expression, { place, depth });
    case 'assign':
    case 'binary':
    case 'class':
    case 'literal':
    case 'member':
    case 'name':
    case 'object':
    case 'other':
    case 'super':
    case 'template':
    case 'this':
    case 'unary':
    case 'yield':
      return evaluated(judging, expression, { place, depth });
  }
}

/** What a call yields where that is known, else what it is given. */
function ofKnownCall(
  judging: Judging,
  expression: Extract<Expression, { kind: 'call' }>,
  at: At,
): readonly FunctionPlace[] {
  const known = evaluated(judging, expression, at);
  if (known.length > 0) {
    // Which element of a list that is filled one by one a wrapper's function calls, it does not tell.
    const given = judging.facts(at.place.file)?.calls[expression.call]?.arguments ?? [];
    return [...given.flatMap((one) => ofPushed(judging, one, at)), ...known];
  }
  const returned = ofReturned(judging, expression.call, at);
  return returned.length > 0 ? returned : ofCall(judging, expression.call, at);
}

/** `GetUser(client)` that returns what an unknown wrapper makes of its handler. */
function ofReturned(judging: Judging, id: number, { place, depth }: At): readonly FunctionPlace[] {
  const call = judging.facts(place.file)?.calls[id];
  if (call === undefined) return [];
  const given = call.arguments.map((one): Argument => ({ expression: one, place }));
  const input = { arguments: given, construct: false, at: null };
  return judging.resolver.evaluate(call.callee, place).flatMap((value) => {
    if (value.kind !== 'function') return [];
    const { file, function: made, closure } = value;
    const frame = frameFor(file, made, { input, outer: closure });
    const inner: At = { place: { file, function: made, class: null, frame }, depth: depth + 1 };
    const returns = judging.facts(file)?.functions[made]?.returns ?? [];
    return returns
      .filter(({ kind }) => kind === 'call' || kind === 'name')
      .flatMap((one) => handedOver(judging, one, inner));
  });
}

/** Middlewares and their handler, or a controller and the name of its method. */
function ofArray(
  judging: Judging,
  { elements }: Extract<Expression, { kind: 'array' }>,
  { place, depth }: At,
): readonly FunctionPlace[] {
  const last = elements.at(-1);
  if (last === undefined) return [];
  if (last.kind === 'literal' && typeof last.value === 'string' && elements.length === 2) {
    const name = last.value;
    const [controller] = elements;
    return controller === undefined
      ? []
      : judging.resolver
          .evaluate(controller, place)
          .flatMap((value) => methodsOf(judging, value, { name, depth: 0 }));
  }
  return handedOver(judging, last, { place, depth: depth + 1 });
}

/** `wrap(load)`, `load.bind(this)`, `wrapper.handle(load)`. */
function ofCall(judging: Judging, id: number, { place, depth }: At): readonly FunctionPlace[] {
  const call = judging.facts(place.file)?.calls[id];
  if (call === undefined) return [];
  const inner = { place, depth: depth + 1 };
  const { callee } = call;
  if (callee.kind === 'member' && callee.property === 'bind') {
    return handedOver(judging, callee.object, inner);
  }
  for (const argument of call.arguments.toReversed()) {
    if (!mayHandOver(argument)) continue;
    const found = handedOver(judging, argument, inner);
    if (found.length > 0) return found;
  }
  // `middy(load).use(logger)`: the chain goes on from what was wrapped.
  const isChain = callee.kind === 'member' && callee.object.kind === 'call';
  return isChain ? handedOver(judging, callee.object, inner) : [];
}

const mayHandOver = ({ kind }: Expression): boolean =>
  kind === 'function' || kind === 'name' || kind === 'member' || kind === 'call' || kind === 'cast';

function evaluated(
  judging: Judging,
  expression: Expression,
  { place, depth }: At,
): readonly FunctionPlace[] {
  const values = judging.resolver.evaluate(expression, place);
  const found = values.flatMap((value) => ofValue(judging, value, depth));
  return found.length > 0 ? found : ofPushed(judging, expression, { place, depth });
}

/** A list that is filled one by one, with the handler last. */
function ofPushed(
  judging: Judging,
  expression: Expression,
  { place, depth }: At,
): readonly FunctionPlace[] {
  const facts = judging.facts(place.file);
  if (expression.kind !== 'name' || expression.binding === null || facts === undefined) return [];
  const last = pushedInto(facts, expression.binding).at(-1);
  return last === undefined ? [] : handedOver(judging, last, { place, depth: depth + 1 });
}

function ofValue(judging: Judging, value: Value, depth: number): readonly FunctionPlace[] {
  if (depth > DEEPEST) return [];
  switch (value.kind) {
    case 'function':
      return ofFunction(judging, value, depth);
    case 'package':
      return (value.given ?? []).flatMap((one) => ofArgument(judging, one, depth));
    case 'module':
      return judging.resolver
        .exported(value.file, 'default')
        .flatMap((one) => (one.kind === 'function' ? [placeOfFunction(one)] : []));
    case 'list':
      // The last of several is the handler, and what stands before it leads there.
      return (value.positions?.flat() ?? value.elements)
        .toReversed()
        .flatMap((one) => (one.kind === 'function' ? ofFunction(judging, one, depth) : []));
    case 'constant':
      return typeof value.value === 'string' ? namedMethod(judging, value.value) : [];
    case 'external':
      return ofRunner(judging, value, depth);
    case 'callable':
    case 'class':
    case 'instance':
    case 'object':
    case 'operation':
    case 'shape':
      return [];
  }
}

/** Functions that calling a framework's value runs: `passport.authenticate('jwt', done)(request, response)`. */
export const functionsRunBy = (judging: Judging, value: Value): readonly FunctionPlace[] =>
  value.kind === 'external' ? distinctPlaces(ofRunner(judging, value, 0)) : [];

/** `passport.authenticate('jwt', done)`: what is kept for it, then what it is made with. */
function ofRunner(
  judging: Judging,
  value: Extract<Value, { kind: 'external' }>,
  depth: number,
): readonly FunctionPlace[] {
  if (judging.resolver.catalog.fact(value, 'runs') === undefined) return [];
  const [made] = value.creations;
  const given = (made?.arguments ?? []).flatMap((expression) =>
    made === undefined ? [] : ofArgument(judging, { expression, place: made.place }, depth),
  );
  return [...ranBy(judging, value), ...given];
}

/** A function that was made around one other, as by `guarded(load)`, is there for that other. */
function ofFunction(
  judging: Judging,
  value: Extract<Value, { kind: 'function' }>,
  depth: number,
): readonly FunctionPlace[] {
  const own = placeOfFunction(value);
  const given = (value.closure?.arguments ?? [])
    .map((one) => ofArgument(judging, one, depth))
    .filter(({ length }) => length > 0);
  const [only] = given;
  return given.length === 1 && only !== undefined ? [...only, own] : [own];
}

function ofArgument(judging: Judging, argument: Argument, depth: number): readonly FunctionPlace[] {
  if (!('expression' in argument)) {
    return argument.values.flatMap((value) => ofValue(judging, value, depth + 1));
  }
  const { expression, place } = argument;
  return mayHandOver(expression)
    ? handedOver(judging, expression, { place, depth: depth + 1 })
    : [];
}

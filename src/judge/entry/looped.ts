import type { CallFact, Expression, FunctionFact, FunctionId } from '../../parse/facts.js';
import { frameFor } from '../../resolve/expressions/apply.js';
import { isHelperOfPackage } from '../../resolve/expressions/callbacks.js';
import type { Argument, Frame, Place } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Entering } from './entering.js';
import { itemsOf } from './items.js';
import { reframed } from './reframed.js';
import type { Each } from './texts.js';

/** A registering call as one turn of the loops around it makes it. */
export interface Turn {
  readonly entering: Entering;
  /** Where what the turn is about is written. */
  readonly at: { readonly file: string; readonly start: number };
}

/** Real tables of routes have a few levels and hundreds of routes. */
const DEEPEST = 3;
const MOST_TURNS = 1_000;

/**
 * `_.each(routes, (verbs, path) => _.each(verbs, (route, verb) => app[verb](path, route.handler)))`
 * and `Object.entries(routes).forEach(([path, handler]) => …)`: one for each entry of the tables.
 */
export function turnsOf(judging: Judging, entering: Entering): readonly Turn[] {
  const { point, call, place } = entering;
  return framesOf(judging, point.file, { id: call.function, depth: 0 }).flatMap(({ frame, at }) =>
    frame === null || at === null
      ? []
      : [{ entering: reframed(judging, entering, { ...place, frame }), at }],
  );
}

interface Framed {
  readonly frame: Frame | null;
  readonly at: Turn['at'] | null;
}

/** Frames of the callbacks of loops that a function stands in, the outermost first. */
function framesOf(
  judging: Judging,
  file: string,
  { id, depth }: { readonly id: FunctionId; readonly depth: number },
): readonly Framed[] {
  const fact = judging.facts(file)?.functions[id];
  if (fact === undefined || fact.parent === null) return [{ frame: null, at: null }];
  const loop = depth > DEEPEST ? null : loopOf(judging, file, fact);
  const further = { id: fact.parent, depth: loop === null ? depth : depth + 1 };
  const outer = framesOf(judging, file, further);
  if (loop === null) return outer;
  return outer
    .flatMap((around): readonly Framed[] => {
      const place: Place = { ...loop.place, frame: around.frame };
      return itemsOf(judging, loop.collection, place).map((item) => ({
        frame: frameFor(file, id, {
          input: { arguments: loop.pass(item), construct: false, at: null },
          outer: around.frame,
        }),
        at: { file: item.place.file, start: item.start },
      }));
    })
    .slice(0, MOST_TURNS);
}

interface Loop {
  readonly collection: Expression;
  readonly place: Place;
  /** What the callback is given of an item. */
  readonly pass: (item: Each) => readonly Argument[];
}

const valueOf = ({ expression, place }: Each): Argument => ({ expression, place });
const keyOf = ({ key }: Each): Argument => ({ values: [{ kind: 'constant', value: key }] });

function loopOf(judging: Judging, file: string, { argumentOf }: FunctionFact): Loop | null {
  const call = argumentOf && judging.facts(file)?.calls[argumentOf.call];
  if (call?.callee.kind !== 'member' || argumentOf === undefined) return null;
  const place = placeOf(file, call);
  if (argumentOf.index === 1) {
    const [collection] = call.arguments;
    return collection !== undefined && isHelperOfPackage(judging.resolver, call, place)
      ? { collection, place, pass: (item) => [valueOf(item), keyOf(item)] }
      : null;
  }
  return argumentOf.index === 0 && /^(forEach|map|flatMap)$/.test(call.callee.property ?? '')
    ? methodLoop(judging, call.callee.object, place)
    : null;
}

/** `routes.forEach(…)`, and the same on `Object.entries(routes)` and the like. */
function methodLoop(judging: Judging, object: Expression, place: Place): Loop {
  const call = object.kind === 'call' ? judging.facts(place.file)?.calls[object.call] : undefined;
  const lister = call === undefined ? null : listerOf(call);
  const collection = call?.arguments[0];
  if (lister === null || collection === undefined)
    return { collection: object, place, pass: (item) => [valueOf(item)] };
  switch (lister) {
    case 'values':
      return { collection, place, pass: (item) => [valueOf(item)] };
    case 'keys':
      return { collection, place, pass: (item) => [keyOf(item)] };
    case 'entries':
      return { collection, place, pass: (item) => [entryOf(judging, item)] };
  }
}

function listerOf({ callee }: CallFact): 'values' | 'keys' | 'entries' | null {
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return null;
  if (callee.object.name !== 'Object' || callee.object.binding !== null) return null;
  const { property } = callee;
  return property === 'values' || property === 'keys' || property === 'entries' ? property : null;
}

/** `[key, value]`. */
function entryOf(judging: Judging, { key, expression, place }: Each): Argument {
  const values = judging.resolver.evaluate(expression, place);
  const positions = [[{ kind: 'constant' as const, value: key }], values];
  return { values: [{ kind: 'list', elements: values, positions }] };
}

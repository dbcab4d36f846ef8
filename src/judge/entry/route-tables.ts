import type { Expression, FileFacts } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Draft } from './draft.js';
import { exportsOf } from './exports-of.js';
import { functionsAt } from './functions-of.js';
import { itemsOf } from './items.js';
import { fillIn, lookUpAt, mountedName, placeTexts, type Each } from './texts.js';

/**
 * `export const handler = router([{ method: 'GET', path: '/users', handler: list }])`: a function of
 * the cloud that is made of a table of routes lets work in by each of them.
 */
export function tabledRoutes(
  judging: Judging,
  facts: FileFacts,
  lambdas: readonly Draft[],
): readonly Draft[] {
  const starts = new Set(lambdas.map(({ start }) => start));
  const place: Place = { file: facts.file, function: 0, class: null, frame: null };
  return exportsOf(facts)
    .filter(({ start }) => starts.has(start))
    .flatMap(({ expression }) => routesIn(judging, madeBy(facts, expression), { place, depth: 0 }));
}

/** What an exported name holds. */
const madeBy = (facts: FileFacts, expression: Expression): Expression =>
  expression.kind === 'name' && expression.binding !== null
    ? (facts.bindings[expression.binding]?.value ?? expression)
    : expression;

const DEEPEST = 3;

interface At {
  readonly place: Place;
  readonly depth: number;
}

function routesIn(
  judging: Judging,
  expression: Expression,
  { place, depth }: At,
): readonly Draft[] {
  if (depth > DEEPEST) return [];
  if (expression.kind === 'cast') return routesIn(judging, expression.value, { place, depth });
  if (expression.kind === 'call') {
    const given = judging.facts(place.file)?.calls[expression.call]?.arguments ?? [];
    return given.flatMap((one) => routesIn(judging, one, { place, depth: depth + 1 }));
  }
  if (expression.kind !== 'array' && expression.kind !== 'name') return [];
  const items = depth === 0 ? [] : itemsOf(judging, expression, place);
  const routes = items.map((each) => routeAt(judging, each));
  // A list of which one is no route is a list of something else.
  return routes.every((one) => one !== null) ? routes : [];
}

const NAME = '{each.method|each.httpMethod} {each.path}';
const ROUTE = /^(get|post|put|patch|delete|head|options|any|\*)(\|\w+)* \//i;

function routeAt(judging: Judging, each: Each): Draft | null {
  const reading = { judging, each };
  const name = fillIn(NAME, placeTexts(reading, NAME));
  const handlers = functionsAt(judging, lookUpAt(reading, 'each.handler'));
  if (!ROUTE.test(name) || handlers.length === 0) return null;
  const shown = mountedName('http-route', name, []);
  const { start, place } = each;
  return { kind: 'http-route', name: shown, file: place.file, start, handlers, limits: [] };
}

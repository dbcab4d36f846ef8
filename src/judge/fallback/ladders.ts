import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import type { LoopFact, TryFact } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Value } from '../../resolve/values.js';

/**
 * What a loop does for a function that it asks before others:
 * `for (const source of sources) { try { return await source.load(); } catch { log() } }`.
 */
export function ladderLayers(
  judging: Judging,
  point: Point,
  target: FunctionPlace,
): readonly Layer[] {
  const map = judging.map(point.file);
  const call = map?.facts.calls[point.call];
  if (map === null || call === undefined) return [];
  const handler = goesToNext(map, call);
  if (handler === null) return [];
  const rungs = rungsOf(judging, map.facts, call);
  const last = rungs.findLastIndex((rung) => isAmong(rung, target));
  if (last < 0 || last === rungs.length - 1) return [];
  const mark = { file: point.file, start: handler.start, what: 'the next of a list is asked' };
  return [{ mark, by: 'own-code', fallback: 'alternative' }];
}

/** Whether a call runs another function of a list in each round of a loop: none of them again. */
export const asksEachOnce = (judging: Judging, { facts }: CodeMap, call: CallFact): boolean =>
  rungsOf(judging, facts, call).length > 1;

/** The handler inside of a loop that lets it go on after a failure, where an answer ends it. */
function goesToNext(map: CodeMap, call: CallFact): TryFact['handler'] {
  const loops = map.loopsAround(call.start, call.function);
  const loop = loops.find((one) => one.loop === 'for-of');
  const [tried] = map.triesAround(call.start, call.function);
  if (loop === undefined || tried?.handler == null || !contains(loop.body, tried.start))
    return null;
  return endsLoop(map, tried, { loop, from: call.start }) && !leaves(map, tried)
    ? tried.handler
    : null;
}

const endsLoop = (
  map: CodeMap,
  { block, function: id }: TryFact,
  { loop, from }: { readonly loop: LoopFact; readonly from: number },
): boolean =>
  map
    .within(block, id)
    .some(
      (one) =>
        one.end > from &&
        (one.kind === 'return' ||
          (one.kind === 'jump' &&
            one.jump === 'break' &&
            map.loopsAround(one.start, id)[0] === loop)),
    );

const leaves = (map: CodeMap, { handler, function: id }: TryFact): boolean =>
  handler !== null &&
  map
    .within(handler, id)
    .some(
      (one) =>
        one.kind === 'throw' ||
        one.kind === 'return' ||
        (one.kind === 'jump' && one.jump === 'break'),
    );

/** The functions that a call runs in the rounds of its loop, in their order; empty where no list tells. */
function rungsOf(
  judging: Judging,
  facts: FileFacts,
  call: CallFact,
): readonly (readonly FunctionPlace[])[] {
  const { callee } = call;
  const element = callee.kind === 'member' ? callee.object : callee;
  const held =
    element.kind === 'name' && element.binding !== null ? facts.bindings[element.binding] : null;
  if (held?.kind !== 'variable' || held.element !== true || held.value === undefined) return [];
  if (held.path !== undefined) return [];
  const where = { file: facts.file, function: call.function };
  const list = judging.values(held.value, where).find((one) => one.kind === 'list');
  const key = callee.kind === 'member' ? callee.property : null;
  return (list?.kind === 'list' ? list.elements : []).map((one) => functionsOf(judging, one, key));
}

/** What is run of an element: the element itself, or what it has under a key. */
function functionsOf(
  judging: Judging,
  element: Value,
  key: string | null,
): readonly FunctionPlace[] {
  if (key === null) return element.kind === 'function' ? [element] : [];
  if (element.kind === 'instance') return methodOf(judging, element, key);
  if (element.kind !== 'object') return [];
  const { expression, place } = element;
  const kept = expression.properties.find((one) => one.key === key)?.value;
  return kept === undefined ? [] : ownFunctions(judging, kept, place);
}

function methodOf(
  judging: Judging,
  { file, of }: Extract<Value, { kind: 'instance' }>,
  key: string,
): readonly FunctionPlace[] {
  if (!('class' in of)) return [];
  const members = judging.facts(file)?.classes[of.class]?.members ?? [];
  const id = members.find(({ name }) => name === key)?.function;
  return id === undefined ? [] : [{ file, function: id }];
}

const ownFunctions = (
  judging: Judging,
  value: Expression,
  place: FunctionPlace,
): readonly FunctionPlace[] =>
  judging.values(value, place).flatMap((one) => (one.kind === 'function' ? [one] : []));

const isAmong = (rung: readonly FunctionPlace[], { file, function: id }: FunctionPlace): boolean =>
  rung.some((one) => one.file === file && one.function === id);

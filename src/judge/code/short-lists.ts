import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { CodeMap } from './code-map.js';
import { globalMember, placeOf, type Judging } from '../judging.js';
import { numberOf } from '../settings/readings.js';

interface Within {
  readonly judging: Judging;
  readonly map: CodeMap;
}

const PART = /^(chunk|batch|slice|page|group)s?$|(Chunk|Batch|Page)$/;

/** Whether the sources show a list to be short, or a part that was cut off a longer one. */
export const isShortList = (judging: Judging, map: CodeMap, list: Expression): boolean =>
  isShort({ judging, map }, list);

function isShort(within: Within, list: Expression | null, depth = 0): boolean {
  const { map } = within;
  if (list === null || depth > 3) return false;
  if (isPart(list)) return true;
  if (list.kind === 'array') return list.elements.every(({ kind }) => kind !== 'spread');
  if (list.kind === 'cast' || list.kind === 'await') return isShort(within, list.value, depth + 1);
  if (list.kind === 'call') return isShortResult(within, list.call, depth);
  if (list.kind !== 'name' || list.binding === null) return false;
  return isShort(within, onlyValue(map, list.binding), depth + 1);
}

/** `batch`, `this.chunk`: named as a part of something longer. */
const isPart = (list: Expression): boolean =>
  (list.kind === 'name' && PART.test(list.name)) ||
  (list.kind === 'member' && list.property !== null && PART.test(list.property));

/** What a variable that is set once holds; null for elements, parts and what is set again. */
function onlyValue({ facts }: CodeMap, id: number): Expression | null {
  const binding = facts.bindings[id];
  if (binding === undefined || binding.element === true || binding.path !== undefined) return null;
  return binding.assigned === undefined ? (binding.value ?? null) : null;
}

/** `Object.keys(LABELS)`: the sources name each. */
function isLiteralObject(map: CodeMap, given: Expression | undefined): boolean {
  const value =
    given?.kind === 'name' && given.binding !== null ? onlyValue(map, given.binding) : given;
  const object = value?.kind === 'cast' ? value.value : value;
  return (
    object?.kind === 'object' &&
    object.properties.length > 0 &&
    object.properties.every(({ spread }) => spread !== true)
  );
}

/** `items.slice(0, 10)`; `filter` and the like leave a short list short. */
function isShortResult(within: Within, id: CallId, depth: number): boolean {
  const { map } = within;
  const call = map.facts.calls[id];
  if (call === undefined) return false;
  const name = lastName(call.callee) ?? '';
  if (/^(slice|splice|take)$/.test(name) || isLimited(within, call)) return true;
  if (/^Object\.(keys|values|entries)$/.test(globalMember(call) ?? ''))
    return isLiteralObject(map, call.arguments[0]);
  return (
    /^(filter|map|concat|sort|reverse|keys|entries)$/.test(name) &&
    isShort(within, receiverOf(call), depth + 1)
  );
}

/** As many at once do no harm to a dependency. */
const FEW = 50;

/** `findMany({ take: 20 })`, `select().limit(20)`: a query that yields a few rows at most. */
function isLimited({ judging, map }: Within, call: CallFact): boolean {
  const [given] = call.arguments;
  const limit =
    lastName(call.callee) === 'limit'
      ? given
      : given?.kind === 'object'
        ? given.properties.find(({ key }) => /^(take|limit)$/.test(key ?? ''))?.value
        : undefined;
  if (limit === undefined) return false;
  const most = numberOf(judging.resolver.evaluate(limit, placeOf(map.facts.file, call)));
  return most !== undefined && most <= FEW;
}

const receiverOf = ({ callee }: CallFact): Expression | null =>
  callee.kind === 'member' ? callee.object : null;

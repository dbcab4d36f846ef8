import type { CallFact, CallId, Expression, FunctionId } from '../../parse/facts.js';
import { contains, type CodeMap } from './code-map.js';
import { globalMember, memberName, type Judging } from '../judging.js';

/** A call that is handed a promise, or a function that makes one. */
interface Taking {
  readonly map: CodeMap;
  readonly id: CallId;
  readonly index: number;
}

/**
 * The list that a call puts a promise in that it is handed: `tasks.push(load())`, or `add(load())`
 * with `const add = (one) => tasks.push(one)` beside it.
 */
export function listTaking(judging: Judging, { map, id, index }: Taking): number | null {
  const call = map.facts.calls[id];
  const list = call === undefined ? null : pushedTo(call);
  if (list !== null) return list;
  const { file } = map.facts;
  const functions = judging
    .callees({ file, call: id })
    .flatMap((value) => (value.kind === 'function' && value.file === file ? [value.function] : []));
  const lists = new Set(functions.map((one) => listOfHelper(map, one, index)));
  const [only = null] = lists;
  return lists.size === 1 ? only : null;
}

function pushedTo(call: CallFact): number | null {
  const { callee } = call;
  return memberName(call) === 'push' && callee.kind === 'member' && callee.object.kind === 'name'
    ? callee.object.binding
    : null;
}

/** The list outside of a function that it puts one of its parameters in, or what that makes. */
function listOfHelper(map: CodeMap, id: FunctionId, index: number): number | null {
  const helper = map.facts.functions[id];
  const parameter = helper?.parameters[index]?.binding;
  if (helper === undefined || parameter === undefined) return null;
  for (const call of map.callsIn(id)) {
    const list = pushedTo(call);
    const made = list === null ? undefined : map.facts.bindings[list];
    if (list === null || made === undefined || contains(helper, made.start)) continue;
    if (call.arguments.some((one) => comesFrom(map, one, parameter))) return list;
  }
  return null;
}

/** `one`, `one()`, `one.catch(…)`. */
function comesFrom({ facts }: CodeMap, given: Expression, parameter: number): boolean {
  let root = given;
  while (root.kind === 'member' || root.kind === 'call') {
    const callee = root.kind === 'member' ? root.object : facts.calls[root.call]?.callee;
    if (callee === undefined) return false;
    root = callee;
  }
  return root.kind === 'name' && root.binding === parameter;
}

const WAITS = /^Promise\.(all|allSettled|any|race)$/;

/** "Promise.all" or its kin, where a call waits for a list by it. */
export function combinatorOf(call: CallFact | undefined): string | null {
  const name = call === undefined ? null : globalMember(call);
  return name !== null && WAITS.test(name) ? name : null;
}

/** The call of `Promise.all` or its kin that waits for what a call is handed, with others. */
export function waitingWith(judging: Judging, taking: Taking): CallId | null {
  const list = listTaking(judging, taking);
  return list === null ? null : waitingFor(taking.map, list);
}

const waitingFor = (map: CodeMap, list: number): CallId | null =>
  map.argumentsOfBinding(list).find(({ call }) => combinatorOf(map.facts.calls[call]) !== null)
    ?.call ?? null;

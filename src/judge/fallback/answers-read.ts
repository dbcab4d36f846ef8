import type { BindingFact, CallFact, CallId, Expression, FunctionId } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { followsPromise } from '../code/continuations.js';
import { globalMember } from '../judging.js';

/** The names under which code has the answer of a call. */
export interface AnswerRead {
  /** The function that reads it, and where it begins to. */
  readonly function: FunctionId;
  readonly from: number;
  /** Variables that hold the failure. */
  readonly failures: readonly number[];
  /** Variables that hold something else of the answer. */
  readonly others: readonly number[];
  /** Variables that hold all of it. */
  readonly wholes: readonly number[];
  /** It is handed on as it is. */
  readonly isReturned: boolean;
}

/** Whether a part of an answer that has this name tells of a failure. */
export type NamesFailure = (name: string) => boolean;

/** Follows an awaited call to the variables that its answer is put in. */
export function answerOf(map: CodeMap, start: CallId, names: NamesFailure): AnswerRead | null {
  const id = lastOf(map, start);
  const call = map.facts.calls[id];
  if (call === undefined) return null;
  const told = readByCallback(map, call, names);
  if (told !== null) return told;
  const kept = call.use === 'variable' ? call.variable : undefined;
  const continued = kept === undefined ? null : goesOn(map, kept);
  if (continued !== null) return answerOf(map, continued, names);
  const answer = { id, kept };
  const bound = [...boundTo(map, answer), ...boundInGathering(map, id)];
  const read = sorted(
    bound.filter(({ index }) => index !== kept),
    names,
  );
  return {
    ...read,
    others: [...read.others, ...partsOf(map, read.others)],
    function: call.function,
    from: call.end,
    isReturned: call.use === 'return',
  };
}

interface Bound {
  readonly index: number;
  readonly path: NonNullable<BindingFact['path']>;
}

function sorted(
  bound: readonly Bound[],
  names: NamesFailure,
): Pick<AnswerRead, 'failures' | 'others' | 'wholes'> {
  const wholes = bound.filter(({ path }) => path.length === 0);
  const parts = bound.filter(({ path }) => path.length > 0);
  const isFailure = ({ path: [first] }: Bound): boolean =>
    first?.step === 'property' && names(first.name);
  const numbers = (all: readonly Bound[]): readonly number[] => all.map(({ index }) => index);
  return {
    wholes: numbers(wholes),
    failures: numbers(parts.filter(isFailure)),
    others: numbers(parts.filter((one) => !isFailure(one))),
  };
}

/** The end of the chain that the call begins. */
function lastOf(map: CodeMap, start: CallId): CallId {
  let id = start;
  for (let next = map.continuation(id); next !== undefined; next = map.continuation(id)) {
    const call = map.facts.calls[next];
    if (call !== undefined && followsPromise(call)) break;
    id = next;
  }
  return id;
}

/** `.then(({ data, error }) => …)`. */
function readByCallback(map: CodeMap, call: CallFact, names: NamesFailure): AnswerRead | null {
  const id = map.facts.calls.indexOf(call);
  const next = map.continuation(id);
  const then = next === undefined ? undefined : map.facts.calls[next];
  const [handler] = then?.arguments ?? [];
  if (then === undefined || !followsPromise(then) || handler?.kind !== 'function') return null;
  const bound = map.facts.bindings.flatMap(({ kind, function: owner, parameter, path }, index) =>
    kind === 'parameter' && owner === handler.function && parameter === 0
      ? [{ index, path: path ?? [] }]
      : [],
  );
  return {
    ...sorted(bound, names),
    function: handler.function,
    from: call.end,
    isReturned: false,
  };
}

/** `const query = client.from('t').select(); … await query.limit(5)`: where the kept chain goes on. */
function goesOn(map: CodeMap, kept: number): CallId | null {
  const id = map.callsOnBinding(kept).find((one) => {
    const use = map.facts.calls[one]?.use;
    return use === 'await' || use === 'return';
  });
  return id ?? null;
}

interface Answer {
  readonly id: CallId;
  /** The variable that holds what is awaited later. */
  readonly kept: number | undefined;
}

function leadsTo(value: Expression, answer: Answer): boolean {
  if (value.kind === 'await')
    return (
      leadsTo(value.value, answer) ||
      (value.value.kind === 'name' && value.value.binding === (answer.kept ?? null))
    );
  if (value.kind === 'cast') return leadsTo(value.value, answer);
  // `(await cached()) ?? (await load())`: the last that is asked.
  if (value.kind === 'logical') return leadsTo(value.right, answer);
  if (value.kind === 'conditional')
    return leadsTo(value.then, answer) || leadsTo(value.otherwise, answer);
  return value.kind === 'call' && value.call === answer.id;
}

/** `const [users, orders] = await Promise.all([…])`: the call that gathers, and the place in it. */
function inGathering(map: CodeMap, id: CallId): { id: CallId; index: number } | null {
  const place = map.argumentOfCall(id);
  const call = place && map.facts.calls[place.call];
  if (place === undefined || call === undefined || globalMember(call) !== 'Promise.all')
    return null;
  const [list] = call.arguments;
  if (list?.kind !== 'array') return null;
  const index = list.elements.findIndex((one) => one.kind === 'call' && one.call === id);
  return index < 0 ? null : { id: place.call, index };
}

/** Variables that are declared with the answer, or a part of it. */
const boundTo = (map: CodeMap, answer: Answer): readonly Bound[] =>
  map.facts.bindings.flatMap(({ value, path = [] }, index) =>
    value !== undefined && leadsTo(value, answer) ? [{ index, path }] : [],
  );

/** `const id = user?.id`: variables that hold a part of what these hold. */
const partsOf = (map: CodeMap, whole: readonly number[]): readonly number[] =>
  map.facts.bindings.flatMap(({ value }, index) =>
    value?.kind === 'member' &&
    value.object.kind === 'name' &&
    value.object.binding !== null &&
    whole.includes(value.object.binding)
      ? [index]
      : [],
  );

/** Variables that are declared with what the gathering gives at the place of the call. */
function boundInGathering(map: CodeMap, id: CallId): readonly Bound[] {
  const gathered = inGathering(map, id);
  if (gathered === null) return [];
  return boundTo(map, { id: gathered.id, kept: undefined }).flatMap(({ index, path }) => {
    const [first, ...rest] = path;
    const isIts = first?.step === 'element' && first.index === gathered.index;
    return isIts ? [{ index, path: rest }] : [];
  });
}

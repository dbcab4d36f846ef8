import type {
  BindingId,
  CallFact,
  Expression,
  FileFacts,
  FunctionFact,
} from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import type { CodeMap } from '../code/code-map.js';
import { tellsBy } from '../code/continuations.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { isLog } from '../fallback/handler-parts.js';
import { globalMember, memberName, placeOf, type Judging } from '../judging.js';
import { functionsOfExpression } from './handed-functions.js';

/** Handing on is followed as far as this. */
const DEEPEST = 3;

interface Asked {
  readonly judging: Judging;
  /** Whether a call is one of a client: what it is handed is sent. */
  readonly isSite: (call: CallFact) => boolean;
}

/**
 * Whether a call whose value is dropped leaves work behind that nobody waits for: the function is
 * asynchronous or gives a promise, `send = (mail) => queue.add(mail)`, and does not answer by an
 * argument of its caller, `list(request, response)`, `save(order, next)`, or by one that it sees:
 * `(async () => response.json(await list()))()`.
 */
export function leavesWork(asked: Asked, target: FunctionPlace, point: Point): boolean {
  const facts = asked.judging.facts(target.file);
  const given = asked.judging.call(point)?.arguments;
  const called = facts?.functions[target.function];
  if (facts === undefined || called === undefined || given === undefined) return false;
  if (!called.async && !givesPromise(facts, called.returns)) return false;
  if (answersAround(asked, target)) return false;
  return !given.some((one, index) => {
    // An asynchronous function tells its end by its promise.
    if (one.kind === 'function') return !called.async;
    return mayAnswer(asked, { one, index, file: point.file }, target);
  });
}

/**
 * `users.forEach(async (user) => { await mail(user); })`: nobody waits for what each of them is
 * handed to, unless it answers by what it sees.
 */
export function leavesEach(asked: Asked, { file, call: id }: Point): boolean {
  const { judging } = asked;
  const call = judging.call({ file, call: id });
  const [each] = call?.arguments ?? [];
  if (each === undefined || call?.use !== 'statement' || memberName(call) !== 'forEach')
    return false;
  const functions = functionsOfExpression(judging, each, placeOf(file, call));
  return (
    functions.length > 0 &&
    functions.every(
      (one) =>
        judging.facts(one.file)?.functions[one.function]?.async === true &&
        !answersAround(asked, one),
    )
  );
}

function givesPromise(facts: FileFacts, returned: readonly Expression[]): boolean {
  const kinds = new Set(returned.flatMap((one) => outcomes(facts, one)));
  return kinds.has('promise') && !kinds.has('other');
}

type Outcome = 'promise' | 'nothing' | 'other';

/** A call that is given back most often makes a promise. */
function outcomes({ bindings }: FileFacts, returned: Expression): readonly Outcome[] {
  const pending = [returned];
  const found: Outcome[] = [];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'conditional') pending.push(one.then, one.otherwise);
    else found.push(outcome(bindings, one));
  }
  return found;
}

function outcome(bindings: FileFacts['bindings'], one: Expression): Outcome {
  if (one.kind === 'call') return 'promise';
  if (one.kind === 'literal') return one.value === null ? 'nothing' : 'other';
  if (one.kind !== 'name') return 'other';
  if (one.binding === null) return one.name === 'undefined' ? 'nothing' : 'other';
  const { kind, path, value } = bindings[one.binding] ?? {};
  return kind === 'variable' && path === undefined && value?.kind === 'call' ? 'promise' : 'other';
}

interface Argument {
  readonly one: Expression;
  readonly index: number;
  readonly file: string;
}

/** What the caller was given itself, where the function makes an answer of it. */
function mayAnswer(asked: Asked, { one, ...at }: Argument, target: FunctionPlace): boolean {
  if (one.kind === 'cast') return mayAnswer(asked, { one: one.value, ...at }, target);
  const { index, file } = at;
  if (one.kind !== 'name' || one.binding === null) return false;
  const isGiven = asked.judging.facts(file)?.bindings[one.binding]?.kind === 'parameter';
  return isGiven && answersBy(asked, target, { index, depth: 0 });
}

interface Parameter {
  readonly index: number;
  readonly depth: number;
}

/** Whether a function tells somebody by one of its parameters, or hands it to what may. */
function answersBy(
  asked: Asked,
  { file, function: id }: FunctionPlace,
  { index, depth }: Parameter,
): boolean {
  const map = asked.judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined) return true;
  const binding = fact.parameters[index]?.binding;
  // Taken apart, or left out, it is nothing that could be told.
  return binding != null && tells(asked, map, { span: fact, binding, depth });
}

/** Whether a function tells somebody by a parameter of the functions that it is written in. */
function answersAround(asked: Asked, { file, function: id }: FunctionPlace): boolean {
  const map = asked.judging.map(file);
  const span = map?.facts.functions[id];
  if (map === null || span === undefined) return false;
  return parametersAround(map.facts, span).some((binding) =>
    tells(asked, map, { span, binding, depth: 0 }),
  );
}

function parametersAround(
  { functions }: FileFacts,
  { parent }: FunctionFact,
): readonly BindingId[] {
  const found: BindingId[] = [];
  for (let around = functions[parent ?? -1]; around !== undefined;) {
    found.push(...around.parameters.flatMap(({ binding }) => binding ?? []));
    around = functions[around.parent ?? -1];
  }
  return found;
}

interface Telling {
  readonly span: Span;
  readonly binding: BindingId;
  readonly depth: number;
}

/** Whether calls within a function tell by a variable, or hand it to what may. */
const tells = (asked: Asked, map: CodeMap, { span, binding, depth }: Telling): boolean =>
  map.callsWithin(span).some((call) => {
    const one = map.facts.calls[call];
    if (one === undefined) return false;
    if (tellsBy(one, binding)) return true;
    const position = one.arguments.findIndex(
      (argument) => argument.kind === 'name' && argument.binding === binding,
    );
    const point = { file: map.facts.file, call };
    return position >= 0 && handsOn(asked, point, { index: position, depth: depth + 1 });
  });

function handsOn(asked: Asked, point: Point, { index, depth }: Parameter): boolean {
  const call = asked.judging.call(point);
  if (call === undefined || depth > DEEPEST) return true;
  if (asked.isSite(call) || isLog(call) || globalMember(call) !== null) return false;
  const functions = asked.judging
    .callees(point)
    .flatMap((value) => (value.kind === 'function' ? [value] : []));
  return functions.length === 0 || functions.some((one) => answersBy(asked, one, { index, depth }));
}

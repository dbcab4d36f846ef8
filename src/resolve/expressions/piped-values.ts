import type { ClientAction } from '../../model/catalog.js';
import type { CallId, FileFacts } from '../../parse/facts.js';
import { argumentValues } from './arguments.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { Argument, Place, Value } from '../values.js';

/** What `pipe(value, f, g)` has made of its first argument when it comes to the one at an index. */
export function valuesBefore(
  engine: Engine,
  given: readonly Argument[],
  index: number,
): readonly Value[] {
  const [first, ...steps] = given.slice(0, index);
  if (first === undefined) return [];
  return steps.reduce(
    (values, step) => distinct(afterStep(engine, step, values)),
    argumentValues(engine, first),
  );
}

/** A function is applied; `chain(f)` applies `f`; what is not known hands on what it was given. */
function afterStep(engine: Engine, step: Argument, values: readonly Value[]): readonly Value[] {
  const operator = 'expression' in step ? operatorAt(engine, step) : null;
  if (operator?.action.piped === 'given') return values;
  const applied = operator === null ? argumentValues(engine, step) : operator.functions;
  const functions = applied.filter(({ kind }) => kind === 'function');
  if (functions.length === 0) return operator === null ? values : [];
  const input = { arguments: [{ values }], construct: false, at: null };
  return functions.flatMap((one) => engine.apply(one, input));
}

interface Operator {
  readonly action: ClientAction;
  readonly functions: readonly Value[];
}

function operatorAt(
  engine: Engine,
  { expression, place }: Extract<Argument, { expression: unknown }>,
): Operator | null {
  const call =
    expression.kind === 'call' ? engine.facts(place.file)?.calls[expression.call] : undefined;
  const action =
    call && actionsOf(engine, engine.evaluate(call.callee, place)).find(({ piped }) => piped);
  const first = call?.arguments[0];
  if (action === undefined || first === undefined) return null;
  return { action, functions: engine.evaluate(first, place) };
}

/** What is piped into what a call makes: it is an argument of the call that pipes. */
export function valuesPipedInto(engine: Engine, id: CallId, place: Place): readonly Value[] {
  const facts = engine.facts(place.file);
  const around = facts && callsAround(facts).get(id);
  const call = around && facts.calls[around.call];
  if (around === undefined || call === undefined) return [];
  const isPipe = actionsOf(engine, engine.evaluate(call.callee, place)).some(({ pipes }) => pipes);
  const given = call.arguments.map((expression) => ({ expression, place }));
  return isPipe ? valuesBefore(engine, given, around.index) : [];
}

const actionsOf = (engine: Engine, callees: readonly Value[]): readonly ClientAction[] =>
  callees.flatMap((value) => {
    if (value.kind === 'operation') return [value.action];
    const action = value.kind === 'external' ? engine.catalog.call(value) : undefined;
    return action === undefined ? [] : [action];
  });

interface ArgumentOf {
  readonly call: CallId;
  readonly index: number;
}

const known = new WeakMap<FileFacts, ReadonlyMap<CallId, ArgumentOf>>();

/** The call that each call is an argument of, found in one pass. */
function callsAround(facts: FileFacts): ReadonlyMap<CallId, ArgumentOf> {
  const kept = known.get(facts);
  if (kept !== undefined) return kept;
  const found = new Map<CallId, ArgumentOf>();
  for (const [call, { arguments: given }] of facts.calls.entries()) {
    for (const [index, one] of given.entries())
      if (one.kind === 'call') found.set(one.call, { call, index });
  }
  known.set(facts, found);
  return found;
}

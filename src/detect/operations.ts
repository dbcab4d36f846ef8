import type { ClientAction } from '../model/catalog.js';
import type { CallFact, CallId, Expression, FileFacts } from '../parse/facts.js';
import { lastName } from '../resolve/indexes/callee-names.js';
import type { Engine } from '../resolve/engine.js';
import { invokedValues } from '../resolve/expressions/invoked.js';
import { packageDefault } from '../resolve/modules/packages.js';
import type { ExternalValue, Place, Value } from '../resolve/values.js';

/** What one call expression does to a catalogued client. */
export interface PerformedAction {
  readonly on: ExternalValue;
  readonly action: ClientAction;
  /** Member name, or how the called value itself is spelled. */
  readonly name: string;
}

/**
 * The action of a call on the first client its callee can be; null when it is no client's. Of a client
 * and a pipeline of it (`Redis | ChainableCommander`), the client's: only that one sends something.
 */
export function performedAction(
  engine: Engine,
  facts: FileFacts,
  id: CallId,
): PerformedAction | null {
  const call = facts.calls[id];
  if (call === undefined) return null;
  const place = placeOf(facts, call);
  let adding: PerformedAction | null = null;
  for (const callee of engine.evaluate(call.callee, place)) {
    const performed = performedOn(engine, call, { callee, place });
    if (performed === null) continue;
    if (!onlyAdds(performed.action)) return performed;
    adding ??= performed;
  }
  return adding;
}

function performedOn(
  engine: Engine,
  call: CallFact,
  { callee, place }: { readonly callee: Value; readonly place: Place },
): PerformedAction | null {
  const performed = actionOf(engine, call, callee);
  if (performed === null || isExcepted(engine, call, { action: performed.action, place }))
    return null;
  const { invokes, role } = performed.action;
  return invokes === undefined || role !== undefined
    ? performed
    : guardedAction(engine, call, { performed, place });
}

const onlyAdds = ({ lazy, role, executes }: ClientAction): boolean =>
  lazy === true && role === undefined && executes !== true;

export const placeOf = (facts: FileFacts, call: CallFact): Place => ({
  file: facts.file,
  function: call.function,
  class: call.class,
  frame: null,
});

export function actionOf(
  engine: Engine,
  { form }: CallFact,
  callee: Value,
): PerformedAction | null {
  if (callee.kind === 'operation') {
    return form === 'new' ? null : { on: callee.on, action: callee.action, name: callee.name };
  }
  const isNamespace = callee.kind === 'package' && callee.path === '';
  const on = isNamespace ? packageDefault(engine, callee) : callee;
  if (on?.kind !== 'external') return null;
  const action = form === 'new' ? engine.catalog.type(on)?.constructs : engine.catalog.call(on);
  return action === undefined ? null : { on, action, name: shownName(on) };
}

function shownName({ path, client }: ExternalValue): string {
  const name = path.split('.').at(-1) ?? path;
  return name === 'default' || name === '*' ? client.client : name;
}

/** A guard that was handed a client's own function is the place where that client is called. */
function guardedAction(
  engine: Engine,
  call: CallFact,
  { performed, place }: { readonly performed: PerformedAction; readonly place: Place },
): PerformedAction | null {
  const given = call.arguments.map((expression) => ({ expression, place }));
  for (const value of invokedValues(engine, performed, given)) {
    const inner = actionOf(engine, call, value);
    if (inner?.action.role !== undefined) return inner;
  }
  return null;
}

function isExcepted(
  engine: Engine,
  call: CallFact,
  { action, place }: { readonly action: ClientAction; readonly place: Place },
): boolean {
  const { unless } = action;
  const argument = unless && call.arguments[unless.argument];
  if (unless === undefined || argument === undefined) return false;
  return engine
    .evaluate(argument, place)
    .flatMap((value) => engine.member(value, unless.property))
    .some((value) => value.kind === 'constant' && unless.is.includes(String(value.value)));
}

/** Whether the call has the form that performs I/O (`when` of the catalogue). */
export function appliesTo(
  action: ClientAction,
  call: CallFact,
  isFunction: (argument: Expression) => boolean,
): boolean {
  const last = call.arguments.at(-1);
  const hasCallback = last !== undefined && isFunction(last);
  const awaited = call.use === 'await' || call.use === 'return' || call.use === 'yield';
  switch (action.when) {
    case undefined:
      return true;
    case 'callback':
      return hasCallback;
    case 'no-callback':
      return !hasCallback;
    case 'awaited':
      return awaited;
    case 'not-awaited':
      return !awaited;
    case 'given':
      return call.arguments.length > 0;
  }
}

/** The reported operation: the member, a literal argument, or the class of a command argument. */
export function operationName(
  engine: Engine,
  facts: FileFacts,
  { call, performed }: { readonly call: CallFact; readonly performed: PerformedAction },
): string {
  const { operation } = performed.action;
  const wanted = /^(argument|constructed):(\d+)$/.exec(operation ?? '');
  if (wanted === null) return operation ?? performed.name;
  const argument = call.arguments[Number(wanted[2])];
  if (argument === undefined) return performed.name;
  const place = placeOf(facts, call);
  if (wanted[1] === 'constructed') return constructedName(facts, argument) ?? performed.name;
  const [value] = engine.evaluate(argument, place);
  return value?.kind === 'constant' && typeof value.value === 'string'
    ? value.value
    : performed.name;
}

/** `new GetObjectCommand(…)` given directly or through a variable. */
function constructedName(facts: FileFacts, argument: Expression): string | null {
  const value = throughVariables(facts, argument);
  const call = value.kind === 'call' ? facts.calls[value.call] : undefined;
  return call?.form === 'new' ? lastName(call.callee) : null;
}

/** What a variable was declared with; `var a = b, b = a` leads nowhere. */
function throughVariables(facts: FileFacts, argument: Expression): Expression {
  const seen = new Set<Expression>();
  let current = argument;
  while (!seen.has(current)) {
    seen.add(current);
    if (current.kind === 'await' || current.kind === 'cast') current = current.value;
    else if (current.kind === 'name' && current.binding !== null)
      current = facts.bindings[current.binding]?.value ?? current;
  }
  return current;
}

import type { BindingId, CallFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { isNestedIn } from '../../parse/function-nesting.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { isInformative } from '../informative.js';
import type { Place, Value } from '../values.js';
import { children } from './children.js';

/**
 * What `new Proxy(target, { get: (target, name) => client()[name] })` stands for: what its members
 * are read from, else its target.
 */
export function proxied(
  engine: Engine,
  { arguments: [target, handler] }: CallFact,
  place: Place,
): readonly Value[] {
  if (target === undefined) return [];
  const read = handler === undefined ? [] : readBy(engine, handler, place);
  return read.some(isInformative) ? read : engine.evaluate(target, place);
}

/** Values that the `get` of a handler reads the asked name of. */
function readBy(engine: Engine, handler: Expression, { file }: Place): readonly Value[] {
  const facts = engine.facts(file);
  const get =
    handler.kind === 'object' ? handler.properties.find(({ key }) => key === 'get')?.value : null;
  if (facts === undefined || get?.kind !== 'function') return [];
  const [target, name] = facts.functions[get.function]?.parameters ?? [];
  if (name?.binding === undefined) return [];
  const objects = objectsRead(facts, get.function, name.binding);
  return distinct(
    objects
      .filter(({ object }) => object.kind !== 'name' || object.binding !== target?.binding)
      .flatMap(({ object, function: id }) =>
        engine.evaluate(object, { file, function: id, class: null, frame: null }),
      ),
  );
}

interface Read {
  readonly object: Expression;
  readonly function: FunctionId;
}

/** Objects whose member of a computed name is read in a function: `client[name]`, `Reflect.get(client, name)`. */
function objectsRead(facts: FileFacts, id: FunctionId, name: BindingId): readonly Read[] {
  const isWithin = (inner: FunctionId): boolean => isNestedIn(facts, inner, id);
  const calls = facts.calls.filter((call) => isWithin(call.function));
  const written = [
    ...facts.bindings.filter((one) => isWithin(one.function)).flatMap(valueOf),
    ...facts.functions.flatMap(({ returns }, one) =>
      isWithin(one) ? returns.map((value) => ({ value, function: one })) : [],
    ),
    ...calls.map((call) => ({ value: call.callee, function: call.function })),
  ];
  return [
    ...written.flatMap(({ value, function: one }) =>
      membersIn(value, name).map((object) => ({ object, function: one })),
    ),
    ...calls.flatMap((call) => reflected(call, name)),
  ];
}

const valueOf = ({
  value,
  function: id,
}: FileFacts['bindings'][number]): readonly { value: Expression; function: FunctionId }[] =>
  value === undefined ? [] : [{ value, function: id }];

const isName = (expression: Expression | undefined, binding: BindingId): boolean => {
  const inner = expression?.kind === 'cast' ? expression.value : expression;
  return inner?.kind === 'name' && inner.binding === binding;
};

function membersIn(expression: Expression, name: BindingId): readonly Expression[] {
  const found: Expression[] = [];
  const pending = [expression];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'member' && isName(one.key, name)) found.push(one.object);
    pending.push(...children(one));
  }
  return found;
}

function reflected(
  { callee, arguments: [object, key], function: id }: CallFact,
  name: BindingId,
): readonly Read[] {
  const isReflect =
    callee.kind === 'member' &&
    callee.property === 'get' &&
    callee.object.kind === 'name' &&
    callee.object.name === 'Reflect';
  return isReflect && object !== undefined && isName(key, name) ? [{ object, function: id }] : [];
}

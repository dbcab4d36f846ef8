import type { BindingFact, Expression, FunctionFact, ParameterFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { CRADLE } from './containers.js';
import { injectionToken } from './injection-tokens.js';
import type { Place, Value } from '../values.js';

interface InjectedPlace {
  readonly fact: FunctionFact;
  readonly binding: BindingFact;
  readonly parameter: ParameterFact | undefined;
  readonly at: Place;
}

/** Constructor parameters that a container fills: by decorator, by token, or (awilix) by name. */
export function injectedParameter(
  engine: Engine,
  { fact, binding, parameter, at }: InjectedPlace,
): readonly Value[] {
  const decorated = (parameter?.decorators ?? []).flatMap((decorator) =>
    decoratorValues(engine, decorator, at),
  );
  if (decorated.length > 0) return distinct(decorated);
  const isFactory =
    fact.kind !== 'constructor' && engine.index.isFactory(at.file, binding.function);
  if (isFactory) return byName(engine, binding);
  if (fact.kind !== 'constructor') return [];
  const type = parameter?.type;
  if (type?.kind === 'reference') {
    const bound = engine.injected(type.name.join('.'));
    if (bound.length > 0) return bound;
  }
  return type === undefined ? byName(engine, binding) : [];
}

/** `@InjectModel(User) users`: what the call of a package's decorator gives, where the type says nothing. */
export function decoratedParameter(
  engine: Engine,
  { fact, parameter, at }: InjectedPlace,
): readonly Value[] {
  if (fact.kind !== 'constructor') return [];
  const values = (parameter?.decorators ?? []).flatMap((decorator) =>
    decorator.kind === 'call' ? engine.evaluate(decorator, at) : [],
  );
  return distinct(values.filter(({ kind }) => kind === 'external'));
}

/** awilix: `constructor({ ordersRepository })`, a whole cradle, or a name in CLASSIC mode. */
function byName(engine: Engine, binding: BindingFact): readonly Value[] {
  if (!engine.index.registersByName()) return [];
  const isWhole = (binding.path ?? []).length === 0;
  const named = isWhole ? engine.index.registeredByName(binding.name) : [];
  return named.length > 0 ? named : [CRADLE];
}

export function decoratorValues(
  engine: Engine,
  decorator: Expression,
  at: Place,
): readonly Value[] {
  if (decorator.kind !== 'call') return [];
  const call = engine.facts(at.file)?.calls[decorator.call];
  if (call?.callee.kind !== 'name') return [];
  const known = engine.catalog.decorator(call.callee.name);
  if (known !== undefined) return [known];
  if (!/^inject$/i.test(call.callee.name)) return [];
  const [argument] = call.arguments;
  const token = argument && injectionToken(engine, argument, at);
  return token == null ? [] : engine.injected(token);
}

import type { CallFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { lastName } from './callee-names.js';
import { distinct, firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { handedRegistrations } from '../given/handed-providers.js';
import { injectionToken } from '../given/injection-tokens.js';
import type { Provision } from '../knowledge.js';
import { objectLiterals } from './object-literals.js';
import type { Place, Value } from '../values.js';

type How = 'class' | 'value' | 'factory' | 'existing';

interface Provider {
  readonly how: How;
  readonly expression: Expression;
  readonly place: Place;
}

const NONE: Application = { arguments: [], construct: false, at: null };

/** What containers (Nest, inversify, tsyringe, awilix) provide for a token or name. */
export class ProviderIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byToken: Map<string, Provider[]> | undefined;
  #byName: Map<string, Provider[]> | undefined;
  #factories: ReadonlySet<string> | undefined;

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#all = all;
  }

  provided(token: string): readonly Value[] {
    return this.#values(this.#providersOf(token));
  }

  /** The same, by the files that say so. */
  provisions(token: string): readonly Provision[] {
    return this.#providersOf(token).map((provider) => ({
      file: provider.place.file,
      values: this.#values([provider]),
    }));
  }

  #providersOf(token: string): readonly Provider[] {
    if (this.#byToken === undefined) {
      this.#byToken = new Map();
      this.#collectTokens(this.#byToken);
    }
    return this.#byToken.get(token) ?? [];
  }

  registersByName(): boolean {
    this.#byName ??= this.#collectNames();
    return this.#byName.size > 0;
  }

  /** Whether a function is registered as a factory whose parameter is the cradle. */
  isFactory(file: string, id: FunctionId): boolean {
    if (!this.registersByName()) return false;
    this.#factories ??= this.#collectFactories();
    return this.#factories.has(`${file}\0${String(id)}`);
  }

  #collectFactories(): ReadonlySet<string> {
    const providers = [...(this.#byName?.values() ?? [])].flat();
    const functions = providers
      .filter(({ how }) => how === 'factory')
      .flatMap(({ expression, place }) => this.#engine.evaluate(expression, place));
    return new Set(
      functions.flatMap((value) =>
        value.kind === 'function' ? [`${value.file}\0${String(value.function)}`] : [],
      ),
    );
  }

  registeredByName(name: string): readonly Value[] {
    this.#byName ??= this.#collectNames();
    return this.#values(this.#byName.get(name) ?? []);
  }

  #values(providers: readonly Provider[]): readonly Value[] {
    return distinct(
      firstOf(providers).flatMap((provider) => providerValues(this.#engine, provider)),
    );
  }

  #collectTokens(byToken: Map<string, Provider[]>): void {
    for (const facts of this.#all()) {
      for (const one of [...nestProviders(facts), ...boundProviders(facts)])
        this.#addForToken(byToken, one);
    }
  }

  #addForToken(byToken: Map<string, Provider[]>, { token, place, provider }: TokenProvider): void {
    const { how, expression } = provider;
    for (const one of handedRegistrations(this.#engine, { token, expression, place })) {
      const key = injectionToken(this.#engine, one.token, one.at);
      if (key !== null) add(byToken, key, { how, expression: one.expression, place: one.place });
    }
  }

  #collectNames(): Map<string, Provider[]> {
    const byName = new Map<string, Provider[]>();
    for (const facts of this.#all()) {
      if (!namesAwilix(facts)) continue;
      for (const { name, provider } of awilixProviders(facts)) add(byName, name, provider);
    }
    return byName;
  }
}

function add(providers: Map<string, Provider[]>, key: string, provider: Provider): void {
  const known = providers.get(key);
  if (known === undefined) providers.set(key, [provider]);
  else known.push(provider);
}

function providerValues(engine: Engine, { how, expression, place }: Provider): readonly Value[] {
  const values = engine.evaluate(expression, place);
  switch (how) {
    case 'value':
      return values;
    case 'class':
      return values.flatMap((value) => engine.apply(value, { ...NONE, construct: true }));
    case 'factory':
      return [...values, ...wrappedFactories(engine, expression, place)].flatMap((value) =>
        engine.apply(value, NONE),
      );
    case 'existing':
      return values.flatMap((value) => engine.apply(value, { ...NONE, construct: true }));
  }
}

/** `instanceCachingFactory(() => new Redis())`: the factory is what a library's helper is given. */
function wrappedFactories(engine: Engine, expression: Expression, place: Place): readonly Value[] {
  const call =
    expression.kind === 'call' ? engine.facts(place.file)?.calls[expression.call] : undefined;
  return (call?.arguments ?? []).flatMap((argument) =>
    argument.kind === 'function' ? engine.evaluate(argument, place) : [],
  );
}

interface TokenProvider {
  readonly token: Expression;
  readonly place: Place;
  readonly provider: Provider;
}

/** Keyed by names of scanned code: a plain object would answer for "constructor" as well. */
const USES: ReadonlyMap<string, How> = new Map([
  ['useClass', 'class'],
  ['useValue', 'value'],
  ['useFactory', 'factory'],
  ['useExisting', 'existing'],
]);

/** `{ provide: TOKEN, useFactory: () => … }`, wherever it stands. */
function* nestProviders(facts: FileFacts): Iterable<TokenProvider> {
  for (const { expression, place } of objectLiterals(facts)) {
    const token = expression.properties.find((property) => property.key === 'provide');
    const use = expression.properties.find(({ key }) => key !== null && USES.has(key));
    const how = use?.key == null ? undefined : USES.get(use.key);
    if (token === undefined || use === undefined || how === undefined) continue;
    yield { token: token.value, place, provider: { how, expression: use.value, place } };
  }
}

const BINDINGS: ReadonlyMap<string, How> = new Map([
  ['to', 'class'],
  ['toConstantValue', 'value'],
  ['toDynamicValue', 'factory'],
  ['toService', 'existing'],
  ['registerInstance', 'value'],
  ['registerSingleton', 'class'],
]);

/** `container.bind(T).to(C)` (inversify), `container.register(T, { useClass })` (tsyringe). */
function* boundProviders(facts: FileFacts): Iterable<TokenProvider> {
  for (const call of facts.calls) {
    const name = lastName(call.callee);
    if (name === null) continue;
    const place = placeOf(facts, call);
    if (name === 'register') yield* registered(call, place);
    const how = BINDINGS.get(name);
    if (how === undefined) continue;
    const [first, second] = call.arguments;
    const token = second === undefined ? boundToken(facts, call) : first;
    const expression = second ?? first;
    if (token !== undefined && expression !== undefined) {
      yield { token, place, provider: { how, expression, place } };
    }
  }
}

function* registered(call: CallFact, place: Place): Iterable<TokenProvider> {
  const [token, options] = call.arguments;
  if (token === undefined || options?.kind !== 'object') return;
  for (const { key, value } of options.properties) {
    const how = key === null ? undefined : USES.get(key);
    if (how !== undefined) yield { token, place, provider: { how, expression: value, place } };
  }
}

/** The token of `container.bind(TOKEN)` in front of `.to(…)`. */
function boundToken(facts: FileFacts, call: CallFact): Expression | undefined {
  const object = call.callee.kind === 'member' ? call.callee.object : undefined;
  const bind = object?.kind === 'call' ? facts.calls[object.call] : undefined;
  if (bind === undefined || !/^(re)?bind$/.test(lastName(bind.callee) ?? '')) return undefined;
  return bind.arguments[0];
}

const AWILIX: ReadonlyMap<string, How> = new Map([
  ['asClass', 'class'],
  ['asFunction', 'factory'],
  ['asValue', 'value'],
]);

const namesAwilix = ({ calls }: FileFacts): boolean =>
  calls.some(({ callee }) => AWILIX.has(lastName(callee) ?? ''));

/** `{ ordersRepository: asClass(OrdersRepository).singleton() }`. */
function* awilixProviders(facts: FileFacts): Iterable<{ name: string; provider: Provider }> {
  for (const call of facts.calls) {
    if (lastName(call.callee) === 'register') yield* namedRegistration(facts, call);
  }
  for (const { expression, place } of objectLiterals(facts)) {
    for (const { key, value } of expression.properties) {
      const call = key === null ? undefined : awilixCall(facts, value);
      const argument = call?.arguments[0];
      const how = call && AWILIX.get(lastName(call.callee) ?? '');
      if (key === null || argument === undefined || how === undefined) continue;
      yield { name: key, provider: { how, expression: argument, place } };
    }
  }
}

/** `container.register('orders', asFunction(makeOrders))`. */
function* namedRegistration(
  facts: FileFacts,
  call: CallFact,
): Iterable<{ name: string; provider: Provider }> {
  const [name, value] = call.arguments;
  if (name?.kind !== 'literal' || typeof name.value !== 'string' || value === undefined) return;
  const made = awilixCall(facts, value);
  const argument = made?.arguments[0];
  const how = made && AWILIX.get(lastName(made.callee) ?? '');
  if (argument === undefined || how === undefined) return;
  yield { name: name.value, provider: { how, expression: argument, place: placeOf(facts, call) } };
}

/** The `asClass(…)` at the start of a chain such as `asClass(X).singleton().scoped()`. */
function awilixCall(facts: FileFacts, expression: Expression): CallFact | undefined {
  let current = expression;
  while (current.kind === 'call') {
    const call = facts.calls[current.call];
    if (call === undefined) return undefined;
    if (AWILIX.has(lastName(call.callee) ?? '')) return call;
    if (call.callee.kind !== 'member') return undefined;
    current = call.callee.object;
  }
  return undefined;
}

const placeOf = (facts: FileFacts, call: CallFact): Place => ({
  file: facts.file,
  function: call.function,
  class: call.class,
  frame: null,
});

import type { CallFact, Expression } from '../../parse/facts.js';
import { lastName } from '../indexes/callee-names.js';
import { elementsOf } from '../expressions/lists.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

/**
 * Nest: `config.get('http')` and `config.get('http.timeout')` read the section that
 * `registerAs('http', () => ({ timeout: 5000 }))` made, or else what a function that the module of the
 * configuration loads gives by that name, or the call as a default. Of what is deep within, numbers and switches
 * are taken: a text names what is configured better by its key than by its default.
 */
export function configuredSection(
  engine: Engine,
  { callee, arguments: [key, byDefault] }: CallFact,
  place: Place,
): readonly Value[] {
  if (key?.kind !== 'literal' || typeof key.value !== 'string' || !asksConfiguration(callee))
    return [];
  const [name = '', ...path] = key.value.split('.');
  const named = firstOf(engine.index.attached('section', name)).flatMap(({ value, place }) =>
    made(engine, engine.evaluate(value, place)),
  );
  const read = path.reduce<readonly Value[]>(
    (values, step) => values.flatMap((value) => engine.member(value, step)),
    named.length > 0 ? named : loaded(engine, name),
  );
  const given =
    read.length > 0 || byDefault === undefined ? read : engine.evaluate(byDefault, place);
  return distinct(given.filter(isNoText));
}

const made = (engine: Engine, factories: readonly Value[]): readonly Value[] =>
  factories.flatMap((factory) =>
    engine.apply(factory, { arguments: [], construct: false, at: null }),
  );

/** `ConfigModule.forRoot({ load: [() => ({ http: { … } })] })` */
const loaded = (engine: Engine, name: string): readonly Value[] =>
  firstOf(engine.index.attached('configuration', 'load'))
    .flatMap(({ value, place }) => engine.evaluate(value, place))
    .flatMap((options) => engine.member(options, 'load'))
    .flatMap((list) => made(engine, elementsOf(list)))
    .flatMap((configuration) => engine.member(configuration, name));

const asksConfiguration = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  (callee.property === 'get' || callee.property === 'getOrThrow') &&
  /config(uration)?(service)?$/i.test(lastName(callee.object) ?? '');

const isNoText = (value: Value): boolean =>
  value.kind !== 'constant' || typeof value.value !== 'string';

import type { CallFact, PropertyFact } from '../../parse/facts.js';
import { argumentValues } from '../expressions/arguments.js';
import type { Engine } from '../engine.js';
import type { ObjectValue, Place, Value } from '../values.js';

/**
 * `convict({ http: { timeout: { default: 500, env: 'TIMEOUT' } } })` and then
 * `config.get('http.timeout')`: what a schema that was handed to a package says where nothing else
 * is set. Texts are left out: the key tells more of an address than the one on a developer's machine.
 */
export function schemaDefaults(engine: Engine, call: CallFact, place: Place): readonly Value[] {
  const { callee, arguments: given } = call;
  const [key] = given;
  if (callee.kind !== 'member' || callee.property !== 'get' || given.length !== 1) return [];
  if (key?.kind !== 'literal' || typeof key.value !== 'string') return [];
  const path = key.value.split('.');
  const schemas = engine
    .evaluate(callee.object, place)
    .flatMap((value) => (value.kind === 'package' ? (value.given?.slice(0, 1) ?? []) : []));
  return schemas
    .flatMap((schema) => argumentValues(engine, schema))
    .flatMap((schema) => path.reduce(members(engine), [schema]))
    .flatMap((found) => settled(engine, found));
}

const members =
  (engine: Engine) =>
  (values: readonly Value[], name: string): readonly Value[] =>
    values.flatMap((value) => (value.kind === 'object' ? engine.member(value, name) : []));

/** The default of a single setting, or a group of them. */
function settled(engine: Engine, value: Value): readonly Value[] {
  if (value.kind !== 'object') return [];
  const isSetting = value.expression.properties.some(({ key }) => key === 'default');
  if (!isSetting) return [{ ...value, expression: defaultsOf(value.expression) }];
  return engine
    .member(value, 'default')
    .filter((one) => one.kind !== 'constant' || typeof one.value !== 'string');
}

type ObjectExpression = ObjectValue['expression'];

/** A group of settings with their defaults in place of their descriptions; null sets nothing. */
const defaultsOf = (group: ObjectExpression): ObjectExpression => ({
  ...group,
  properties: group.properties.flatMap((property): readonly PropertyFact[] => {
    const { value } = property;
    if (value.kind !== 'object') return [property];
    const own = value.properties.find(({ key }) => key === 'default')?.value;
    if (own === undefined) return [{ ...property, value: defaultsOf(value) }];
    return own.kind === 'literal' && own.value === null ? [] : [{ ...property, value: own }];
  }),
});

import type { BindingFact, BindingId, PropertyFact } from '../../parse/facts.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { isInformative } from '../informative.js';
import { elementsOf } from './lists.js';
import { parameterValues } from './parameters.js';
import { takenValues, walkPath } from './patterns.js';
import type { Place, Value } from '../values.js';

/** Values a name can hold: what it was declared with, what was assigned later, else its type. */
export function bindingValues(engine: Engine, id: BindingId, place: Place): readonly Value[] {
  const binding = engine.facts(place.file)?.bindings[id];
  if (binding === undefined) return [];
  const at: Place = { ...place, function: binding.function, class: null };
  switch (binding.kind) {
    case 'import':
      return importedValues(engine, binding, place.file);
    case 'variable':
      return variableValues(engine, binding, at);
    case 'parameter':
      return withAssigned(engine, { binding, at }, parameterValues(engine, binding, at));
    case 'function':
      return binding.declares === undefined
        ? declaredType(engine, binding, at)
        : withAssigned(engine, { binding, at }, [
            {
              kind: 'function',
              file: place.file,
              function: binding.declares,
              closure: place.frame,
            },
          ]);
    case 'class':
      return binding.class === undefined
        ? []
        : [{ kind: 'class', file: place.file, class: binding.class }];
    case 'enum':
      return enumValues(binding, at);
    case 'namespace':
      return binding.value?.kind === 'object'
        ? [{ kind: 'object', expression: binding.value, place: at }]
        : [];
    case 'catch':
    case 'interface':
    case 'alias':
    case 'typeParameter':
      return [];
  }
}

/** An enum is read like an object of constants. */
function enumValues({ values, start }: BindingFact, place: Place): readonly Value[] {
  if (values === undefined) return [];
  const properties = Object.entries(values).map(([key, value]): PropertyFact => ({
    key,
    value: { kind: 'literal', value },
    start,
  }));
  return [{ kind: 'object', expression: { kind: 'object', properties, start }, place }];
}

function importedValues(engine: Engine, binding: BindingFact, file: string): readonly Value[] {
  const source = binding.import;
  return source === undefined ? [] : engine.imported(file, source.specifier, source.imported);
}

function variableValues(engine: Engine, binding: BindingFact, at: Place): readonly Value[] {
  const initial = binding.value === undefined ? [] : initialValues(engine, binding, at);
  return withAssigned(engine, { binding, at }, initial);
}

function initialValues(engine: Engine, binding: BindingFact, at: Place): readonly Value[] {
  const values = binding.value === undefined ? [] : engine.evaluate(binding.value, at);
  const start = binding.element ? values.flatMap(elementsOf) : values;
  return takenValues(engine, { binding, at }, start);
}

function withAssigned(
  engine: Engine,
  { binding, at }: { readonly binding: BindingFact; readonly at: Place },
  initial: readonly Value[],
): readonly Value[] {
  const assigned = firstOf(binding.assigned ?? []).flatMap((value) => engine.evaluate(value, at));
  const values = distinct([...initial, ...assigned]);
  return values.some(saysEnough)
    ? values
    : distinct([...values, ...declaredType(engine, binding, at)]);
}

function declaredType(engine: Engine, binding: BindingFact, at: Place): readonly Value[] {
  if (binding.type === undefined || binding.kind === 'parameter') return [];
  return walkPath(engine, engine.typeValues(binding.type, at), binding.path ?? []);
}

/** An empty literal that is filled later is known by its declared type alone. */
const saysEnough = (value: Value): boolean =>
  isInformative(value) &&
  !(value.kind === 'object' && value.expression.properties.length === 0) &&
  !(value.kind === 'list' && value.elements.length === 0);

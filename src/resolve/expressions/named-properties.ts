import type { ObjectExpression } from '../../parse/facts.js';

type Property = ObjectExpression['properties'][number];

interface Properties {
  readonly named: ReadonlyMap<string, readonly Property[]>;
  readonly spread: readonly Property[];
}

const known = new WeakMap<ObjectExpression, Properties>();

/** Properties of an object literal by name, and what is spread into it; tables of texts are large. */
export function propertiesOf(expression: ObjectExpression): Properties {
  let found = known.get(expression);
  if (found === undefined) {
    found = indexed(expression);
    known.set(expression, found);
  }
  return found;
}

function indexed({ properties }: ObjectExpression): Properties {
  const named = new Map<string, Property[]>();
  const spread: Property[] = [];
  for (const property of properties) {
    if (property.spread === true) spread.push(property);
    if (property.key === null) continue;
    const same = named.get(property.key);
    if (same === undefined) named.set(property.key, [property]);
    else same.push(property);
  }
  return { named, spread };
}

import { Environment } from '@marcbachmann/cel-js';
import type { Shape } from './shapes.js';

/** Longer expressions are no rules that anybody reads. */
const LIMITS = { maxAstNodes: 300, maxDepth: 40 };

/** An environment that knows the types of these variables. */
export function environmentFor(variables: ReadonlyMap<string, Shape>): Environment {
  const environment = new Environment({ limits: LIMITS });
  const registered = new Set<string>();
  const typeOf = (shape: Shape): string => {
    switch (shape.kind) {
      case 'object':
        return registerObject(shape);
      case 'list':
        return `list<${typeOf(shape.item)}>`;
      case 'text':
        return 'string';
      case 'number':
        return 'double';
      case 'boolean':
        return 'bool';
      case 'opaque':
        return 'dyn';
    }
  };
  const registerObject = ({ name, fields }: Extract<Shape, { kind: 'object' }>): string => {
    if (registered.has(name)) return name;
    registered.add(name);
    const types = [...fields].map(([field, { shape }]) => [field, typeOf(shape)]);
    environment.registerType(name, { fields: Object.fromEntries(types) as Record<string, string> });
    return name;
  };
  for (const [name, shape] of variables) environment.registerVariable(name, typeOf(shape));
  // Numbers of the assessment are floating-point: `callCount == 3` needs no point.
  return environment.registerOperator(
    'double == int',
    (left: number, right: bigint) => left === Number(right),
  );
}

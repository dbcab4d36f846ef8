import { handle, keyName, type Handlers, type Node, type NodeOf } from './ast.js';
import type { PatternStep } from './facts.js';

/** One name (or, in assignments, member) that a pattern gives a value to. */
export interface PatternLeaf {
  readonly target: Node;
  readonly path: readonly PatternStep[];
  readonly default?: Node;
}

type Path = readonly PatternStep[];

export const patternLeaves = (pattern: Node, path: Path = []): readonly PatternLeaf[] =>
  handle(patterns, pattern, path) ?? [{ target: pattern, path }];

const patterns: Handlers<Path, readonly PatternLeaf[]> = {
  ObjectPattern: ({ properties }, path) =>
    properties.flatMap((property) =>
      property.type === 'RestElement'
        ? patternLeaves(property.argument, [...path, { step: 'rest' }])
        : patternLeaves(property.value, [...path, propertyStep(property)]),
    ),
  ArrayPattern: ({ elements }, path) =>
    elements.flatMap((element, index) => elementLeaves(element, index, path)),
  AssignmentPattern: (pattern, path) => withDefault(pattern, patternLeaves(pattern.left, path)),
  TSParameterProperty: ({ parameter }, path) => patternLeaves(parameter, path),
};

function elementLeaves(element: Node | null, index: number, path: Path): readonly PatternLeaf[] {
  if (element === null) return [];
  return element.type === 'RestElement'
    ? patternLeaves(element.argument, [...path, { step: 'rest' }])
    : patternLeaves(element, [...path, { step: 'element', index }]);
}

/** A key computed from a value could be any property. */
function propertyStep(property: NodeOf<'Property'>): PatternStep {
  const name = keyName(property.key, property.computed);
  return name === null ? { step: 'rest' } : { step: 'property', name };
}

/** The default of a whole nested pattern is no value of the names inside it. */
function withDefault(
  pattern: NodeOf<'AssignmentPattern'>,
  leaves: readonly PatternLeaf[],
): readonly PatternLeaf[] {
  const [leaf] = leaves;
  const plain = leaf !== undefined && leaf.target === pattern.left;
  return plain ? [{ ...leaf, default: pattern.right }] : leaves;
}

/** The annotation of a whole pattern. */
export const annotationOf = (pattern: Node): Node | null =>
  handle(annotations, pattern, undefined) ?? null;

const ownAnnotation = (pattern: {
  readonly typeAnnotation?: NodeOf<'TSTypeAnnotation'> | null;
}): Node | null => pattern.typeAnnotation?.typeAnnotation ?? null;

const annotations: Handlers<undefined, Node | null> = {
  AssignmentPattern: ({ left }) => annotationOf(left),
  TSParameterProperty: ({ parameter }) => annotationOf(parameter),
  Identifier: ownAnnotation,
  ObjectPattern: ownAnnotation,
  ArrayPattern: ownAnnotation,
  RestElement: ownAnnotation,
};

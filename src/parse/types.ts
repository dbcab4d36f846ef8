import { handle, keyName, type Handlers, type Node, type NodeOf } from './ast.js';
import type { TypeFact, TypeMemberFact } from './facts.js';
import { namePath, valueOfName } from './names.js';
import { annotationOf } from './patterns.js';
import type { Surroundings } from './tables.js';

const UNKNOWN: TypeFact = { kind: 'other' };
const PRIMITIVE: TypeFact = { kind: 'primitive' };

export const typeFact = (node: Node, around: Surroundings): TypeFact =>
  handle(types, node, around) ?? UNKNOWN;

export const annotated = (
  annotation: NodeOf<'TSTypeAnnotation'> | null | undefined,
  around: Surroundings,
): TypeFact => (annotation ? typeFact(annotation.typeAnnotation, around) : UNKNOWN);

export const typeArguments = (
  list: NodeOf<'TSTypeParameterInstantiation'> | null | undefined,
  around: Surroundings,
): readonly TypeFact[] => list?.params.map((type) => typeFact(type, around)) ?? [];

export const typeParameterNames = (
  list: NodeOf<'TSTypeParameterDeclaration'> | null | undefined,
): readonly string[] => list?.params.map(({ name }) => name.name) ?? [];

const types: Handlers<Surroundings, TypeFact> = {
  TSTypeReference: (node, around) =>
    reference(namePath(node.typeName), typeArguments(node.typeArguments, around), around),
  TSThisType: (_node, around) => reference(['this'], [], around),
  TSUnionType: (node, around) => ({ kind: 'union', types: each(node.types, around) }),
  TSIntersectionType: (node, around) => ({ kind: 'intersection', types: each(node.types, around) }),
  TSArrayType: (node, around) => ({ kind: 'array', element: typeFact(node.elementType, around) }),
  TSTupleType: (node, around) => ({ kind: 'tuple', elements: each(node.elementTypes, around) }),
  TSNamedTupleMember: (node, around) => typeFact(node.elementType, around),
  TSOptionalType: (node, around) => typeFact(node.typeAnnotation, around),
  TSRestType: (node, around) => typeFact(node.typeAnnotation, around),
  TSParenthesizedType: (node, around) => typeFact(node.typeAnnotation, around),
  TSTypeOperator: (node, around) =>
    node.operator === 'readonly' ? typeFact(node.typeAnnotation, around) : UNKNOWN,
  TSTypeQuery: typeQuery,
  TSFunctionType: signatureType,
  TSConstructorType: signatureType,
  TSTypeLiteral: (node, around) => ({ kind: 'object', members: typeMembers(node.members, around) }),
  TSIndexedAccessType: (node, around) => ({
    kind: 'indexed',
    object: typeFact(node.objectType, around),
    key: node.indexType.type === 'TSLiteralType' ? keyName(node.indexType.literal, true) : null,
  }),
  TSImportType: (node) => ({
    kind: 'import',
    specifier: node.source.value,
    name: node.qualifier === null ? [] : namePath(node.qualifier),
  }),
  TSLiteralType: ({ literal }) => literalType(literal),
  TSStringKeyword: () => PRIMITIVE,
  TSNumberKeyword: () => PRIMITIVE,
  TSBooleanKeyword: () => PRIMITIVE,
  TSBigIntKeyword: () => PRIMITIVE,
  TSTemplateLiteralType: () => PRIMITIVE,
};

const each = (nodes: readonly Node[], around: Surroundings): readonly TypeFact[] =>
  nodes.map((node) => typeFact(node, around));

export function reference(
  name: readonly string[],
  given: readonly TypeFact[],
  { scope }: Surroundings,
): TypeFact {
  const [first = ''] = name;
  const binding = scope.find(name.length > 1 ? 'namespace' : 'type', first);
  return { kind: 'reference', name, binding, arguments: given };
}

function typeQuery(node: NodeOf<'TSTypeQuery'>, around: Surroundings): TypeFact {
  if (node.exprName.type === 'TSImportType') return typeFact(node.exprName, around);
  return { kind: 'typeof', expression: valueOfName(node.exprName, around.scope) };
}

/** Signatures open a scope for their type parameters. */
export function signatureType(
  node: {
    readonly params: readonly Node[];
    readonly returnType?: NodeOf<'TSTypeAnnotation'> | null;
  } & Node,
  outside: Surroundings,
): TypeFact {
  const around = { ...outside, scope: outside.tables.scopeIn(node, outside.scope) };
  return {
    kind: 'function',
    returns: annotated(node.returnType, around),
    parameters: valueParameters(node.params).map((parameter) => parameterType(parameter, around)),
  };
}

/** `this: T` takes no argument. */
export const valueParameters = <N extends Node>(parameters: readonly N[]): readonly N[] =>
  parameters.filter((one) => !(one.type === 'Identifier' && one.name === 'this'));

function parameterType(parameter: Node, around: Surroundings): TypeFact {
  const annotation = annotationOf(parameter);
  return annotation === null ? UNKNOWN : typeFact(annotation, around);
}

function literalType(literal: Node): TypeFact {
  if (literal.type === 'UnaryExpression') return negative(literal);
  if (literal.type !== 'Literal') return UNKNOWN;
  const { value } = literal;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? { kind: 'literal', value }
    : UNKNOWN;
}

function negative({ operator, argument }: NodeOf<'UnaryExpression'>): TypeFact {
  const value = argument.type === 'Literal' ? argument.value : null;
  return operator === '-' && typeof value === 'number'
    ? { kind: 'literal', value: -value }
    : UNKNOWN;
}

export const typeMembers = (
  members: readonly Node[],
  around: Surroundings,
): readonly TypeMemberFact[] =>
  members.flatMap((member) => handle(memberFacts, member, around) ?? []);

const memberFacts: Handlers<Surroundings, TypeMemberFact> = {
  TSPropertySignature: (node, around) => ({
    name: keyName(node.key, node.computed),
    type: annotated(node.typeAnnotation, around),
    method: false,
  }),
  TSMethodSignature: (node, outside) => ({
    name: keyName(node.key, node.computed),
    type: returned(node, outside),
    method: node.kind === 'method',
  }),
  TSCallSignatureDeclaration: (node, outside) => ({
    name: null,
    type: returned(node, outside),
    method: true,
  }),
  TSConstructSignatureDeclaration: (node, outside) => ({
    name: 'new',
    type: returned(node, outside),
    method: true,
  }),
  TSIndexSignature: (node, around) => ({
    name: null,
    type: annotated(node.typeAnnotation, around),
    method: false,
  }),
};

function returned(
  node: Node & { readonly returnType: NodeOf<'TSTypeAnnotation'> | null },
  outside: Surroundings,
): TypeFact {
  return annotated(node.returnType, {
    ...outside,
    scope: outside.tables.scopeIn(node, outside.scope),
  });
}

import { isFunction, keyName, type ClassNode, type FunctionNode, type NodeOf } from './ast.js';
import { expressionOf } from './expressions.js';
import type { Expression, MemberFact } from './facts.js';
import { namePath } from './names.js';
import type { Surroundings, Tables, Visit } from './tables.js';
import { annotated, reference, signatureType, typeArguments, typeParameterNames } from './types.js';

type Element = ClassNode['body']['body'][number];
type Method = NodeOf<'MethodDefinition'>;
type Field = NodeOf<'PropertyDefinition'> | NodeOf<'AccessorProperty'>;

export function readClass({ node, context }: Visit<ClassNode>, tables: Tables): void {
  const id = tables.class(node);
  const around = { tables, scope: tables.scopeIn(node, context.scope) };
  const binding = node.id && tables.binding(node.id);
  if (binding) binding.class = id;
  tables.classes[id] = {
    name: node.id?.name ?? null,
    superclass: node.superClass && expressionOf(node.superClass, around),
    superTypeArguments: typeArguments(node.superTypeArguments, around),
    implements: (node.implements ?? []).map((one) =>
      reference(namePath(one.expression), typeArguments(one.typeArguments, around), around),
    ),
    typeParameters: typeParameterNames(node.typeParameters),
    decorators: decoratorsOf(node, around),
    members: node.body.body.flatMap((element) => memberFact(element, node, around)),
    function: context.function,
    start: node.start,
    end: node.end,
  };
}

const decoratorsOf = (
  node: { readonly decorators: readonly NodeOf<'Decorator'>[] },
  around: Surroundings,
): readonly Expression[] =>
  node.decorators.map(({ expression }) => expressionOf(expression, around));

function memberFact(
  element: Element,
  owner: ClassNode,
  around: Surroundings,
): MemberFact | readonly MemberFact[] {
  switch (element.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      return methodFact(element, owner, around);
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
      return fieldFact(element, around);
    case 'StaticBlock':
      return blockFields(element, around);
    case 'TSIndexSignature':
      return [];
  }
}

/** `static { this.x = …; }` says what `static x = …` says. */
function blockFields(block: NodeOf<'StaticBlock'>, { tables, scope }: Surroundings): MemberFact[] {
  const around = { tables, scope: tables.scopeIn(block, scope) };
  return block.body.flatMap((statement) => {
    const assignment = statement.type === 'ExpressionStatement' ? statement.expression : null;
    if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return [];
    const { left, right } = assignment;
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') return [];
    return {
      name: keyName(left.property, left.computed),
      kind: 'field',
      static: true,
      value: expressionOf(right, around),
      decorators: [],
    };
  });
}

function fieldFact(field: Field, around: Surroundings): MemberFact {
  return {
    name: keyName(field.key, field.computed),
    kind: 'field',
    static: field.static,
    ...(field.value ? { value: expressionOf(field.value, around) } : {}),
    ...(field.typeAnnotation ? { type: annotated(field.typeAnnotation, around) } : {}),
    decorators: decoratorsOf(field, around),
  };
}

const MEMBER_KINDS = {
  constructor: 'constructor',
  method: 'method',
  get: 'getter',
  set: 'setter',
} as const;

function methodFact(
  method: Method,
  owner: ClassNode,
  around: Surroundings,
): MemberFact | readonly [] {
  const base = {
    name: keyName(method.key, method.computed),
    kind: MEMBER_KINDS[method.kind],
    static: method.static,
    decorators: decoratorsOf(method, around),
  };
  if (isFunction(method.value)) return { ...base, function: around.tables.function(method.value) };
  const implementation = implementationOf(method, owner);
  if (implementation === undefined) return declaredMethod(method, base, around);
  adoptReturnType(implementation, method, around);
  return [];
}

/** The method with a body that an overload signature belongs to. */
function implementationOf(overload: Method, owner: ClassNode): FunctionNode | undefined {
  const name = keyName(overload.key, overload.computed);
  for (const element of owner.body.body) {
    if (element.type !== 'MethodDefinition' || !isFunction(element.value)) continue;
    const same = keyName(element.key, element.computed) === name;
    if (same && element.static === overload.static && element.kind === overload.kind)
      return element.value;
  }
  return undefined;
}

/** An implementation without a return type has that of its first overload. */
function adoptReturnType(
  implementation: FunctionNode,
  overload: Method,
  around: Surroundings,
): void {
  const fact = around.tables.functions[around.tables.function(implementation)];
  if (fact === undefined || fact.returnType !== undefined || implementation.returnType) return;
  const type = signatureType(overload.value, around);
  if (type.kind === 'function') fact.returnType = type.returns;
}

/** Abstract or only declared; a getter is then read like a field of its type. */
function declaredMethod(
  { value, kind }: Method,
  base: Omit<MemberFact, 'type'>,
  around: Surroundings,
): MemberFact {
  return kind === 'get'
    ? { ...base, kind: 'field', type: annotated(value.returnType, around) }
    : { ...base, type: signatureType(value, around) };
}

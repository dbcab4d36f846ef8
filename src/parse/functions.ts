import {
  handle,
  isCall,
  keyName,
  unwrapped,
  type FunctionNode,
  type Handlers,
  type Node,
  type NodeOf,
} from './ast.js';
import { expressionOf } from './expressions.js';
import type { CallId, ClassId, FunctionFact, ParameterFact } from './facts.js';
import { annotationOf, patternLeaves } from './patterns.js';
import type { BindingDraft, Surroundings, Tables, Visit } from './tables.js';
import { signatureType, typeFact, typeParameterNames, valueParameters } from './types.js';
import { consumerOf } from './uses.js';

export function readFunction(visit: Visit<FunctionNode>, tables: Tables): void {
  const { node, context } = visit;
  const id = tables.function(node);
  const fact = tables.functions[id];
  if (fact === undefined) return;
  const around = { tables, scope: tables.scopeIn(node, context.scope) };
  Object.assign(fact, {
    name: functionName(visit),
    kind: functionKind(visit),
    async: node.async,
    generator: node.generator,
    parameters: readParameters(node, around),
    typeParameters: typeParameterNames(node.typeParameters),
    class: classOfFunction(visit),
    ...argumentOf(visit, tables),
    ...directivesOf(node),
  } satisfies Partial<FunctionFact>);
  if (node.returnType) fact.returnType = typeFact(node.returnType.typeAnnotation, around);
  if (node.body !== null && node.body.type !== 'BlockStatement')
    fact.returns.push(expressionOf(node.body, around));
  implement(tables, node);
}

function directivesOf({ body }: FunctionNode): Pick<FunctionFact, 'directives'> {
  if (body?.type !== 'BlockStatement') return {};
  const [first] = body.body;
  if (first === undefined || !('directive' in first)) return {};
  const directives = body.body.flatMap((statement) =>
    'directive' in statement && statement.directive ? [statement.directive] : [],
  );
  return directives.length > 0 ? { directives } : {};
}

/** An implementation takes the place of its overloads, and their type where it has none. */
function implement(tables: Tables, node: FunctionNode): void {
  const binding = node.id && tables.binding(node.id);
  const id = tables.function(node);
  const fact = tables.functions[id];
  if (!binding || fact === undefined) return;
  if (binding.type?.kind === 'function') {
    fact.returnType ??= binding.type.returns;
    delete binding.type;
  }
  binding.declares = id;
}

/** `declare function f(): T` and overloads: a name with a function type. */
export function readSignature(visit: Visit<NodeOf<'TSDeclareFunction'>>, tables: Tables): void {
  const { node, context } = visit;
  const binding = node.id && tables.binding(node.id);
  if (!binding || binding.declares !== undefined) return;
  binding.type ??= signatureType(node, { tables, scope: context.scope });
}

function readParameters(node: FunctionNode, around: Surroundings): readonly ParameterFact[] {
  return valueParameters(node.params).map((parameter, position) => {
    const rest = parameter.type === 'RestElement';
    const pattern = rest ? parameter.argument : parameter;
    const annotation = annotationOf(parameter) ?? annotationOf(pattern);
    const type = annotation === null ? {} : { type: typeFact(annotation, around) };
    describeBindings(pattern, { ...type, parameter: position }, around);
    const decorators = 'decorators' in parameter ? (parameter.decorators ?? []) : [];
    return {
      ...parameterName(pattern, around.tables),
      ...type,
      ...parameterDefault(pattern, around),
      rest,
      decorators: decorators.map(({ expression }) => expressionOf(expression, around)),
      property: parameter.type === 'TSParameterProperty',
    };
  });
}

/** Gives every name of a pattern its path, default and what they share. */
export function describeBindings(
  pattern: Node,
  shared: Partial<BindingDraft>,
  around: Surroundings,
): void {
  for (const leaf of patternLeaves(pattern)) {
    const binding = around.tables.binding(leaf.target);
    if (binding === undefined) continue;
    Object.assign(binding, shared);
    if (leaf.path.length > 0) binding.path = leaf.path;
    if (leaf.default !== undefined) binding.default = expressionOf(leaf.default, around);
  }
}

function parameterName(pattern: Node, tables: Tables): Pick<ParameterFact, 'name' | 'binding'> {
  const [leaf] = patternLeaves(pattern);
  if (leaf?.target.type !== 'Identifier' || leaf.path.length > 0) return {};
  const binding = tables.bindingOf.get(leaf.target);
  return binding === undefined ? {} : { name: leaf.target.name, binding };
}

function parameterDefault(pattern: Node, around: Surroundings): Pick<ParameterFact, 'default'> {
  const inner = pattern.type === 'TSParameterProperty' ? pattern.parameter : pattern;
  return inner.type === 'AssignmentPattern' ? { default: expressionOf(inner.right, around) } : {};
}

export function readReturn(visit: Visit<NodeOf<'ReturnStatement'>>, tables: Tables): void {
  const { function: id, scope } = visit.context;
  if (visit.node.argument === null || id === 0) return;
  tables.functions[id]?.returns.push(expressionOf(visit.node.argument, { tables, scope }));
}

export function readYield(visit: Visit<NodeOf<'YieldExpression'>>, tables: Tables): void {
  const { function: id, scope } = visit.context;
  if (visit.node.argument === null) return;
  const value = expressionOf(visit.node.argument, { tables, scope });
  tables.functions[id]?.yields.push(visit.node.delegate ? { kind: 'spread', value } : value);
}

const MEMBER_KINDS = {
  constructor: 'constructor',
  method: 'method',
  init: 'method',
  get: 'getter',
  set: 'setter',
} as const;

function functionKind({ node, parent }: Visit<FunctionNode>): FunctionFact['kind'] {
  if (node.type === 'ArrowFunctionExpression') return 'arrow';
  const member = parent?.node;
  if (member?.type === 'MethodDefinition' && member.value === node)
    return MEMBER_KINDS[member.kind];
  const shorthand = member?.type === 'Property' && (member.method || member.kind !== 'init');
  return shorthand && member.value === node ? MEMBER_KINDS[member.kind] : 'function';
}

function classOfFunction({ node, parent, context }: Visit<FunctionNode>): ClassId | null {
  if (node.type === 'ArrowFunctionExpression') return context.owner;
  const member = parent?.node;
  return member?.type === 'MethodDefinition' && member.value === node ? context.class : null;
}

/** Its own name, else that of the variable or property it is first kept in. */
function functionName(visit: Visit<FunctionNode>): string | null {
  if (visit.node.id) return visit.node.id.name;
  const { consumer } = consumerOf(visit);
  return consumer === null ? null : holderName(consumer.node);
}

const holderName = (holder: Node): string | null => handle(holders, holder, undefined) ?? null;

const memberName = (member: { readonly key: Node; readonly computed: boolean }): string | null =>
  keyName(member.key, member.computed);

const holders: Handlers<undefined, string | null> = {
  MethodDefinition: memberName,
  PropertyDefinition: memberName,
  AccessorProperty: memberName,
  Property: memberName,
  VariableDeclarator: ({ id }) => (id.type === 'Identifier' ? id.name : null),
  AssignmentExpression: ({ left }) => assignedName(unwrapped(left)),
};

function assignedName(target: Node): string | null {
  if (target.type === 'Identifier') return target.name;
  return target.type === 'MemberExpression' ? keyName(target.property, target.computed) : null;
}

function argumentOf(
  visit: Visit<FunctionNode>,
  tables: Tables,
): { readonly argumentOf?: { readonly call: CallId; readonly index: number } } {
  const { consumer, value } = consumerOf(visit);
  if (consumer === null || !isCall(consumer.node) || !('arguments' in consumer.node)) return {};
  const index = consumer.node.arguments.findIndex((argument) => argument === value);
  return index < 0 ? {} : { argumentOf: { call: tables.call(consumer.node), index } };
}

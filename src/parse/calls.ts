import type { CallNode, Node, NodeOf } from './ast.js';
import { expressionOf, templateStrings } from './expressions.js';
import type { CallFact, Expression } from './facts.js';
import { asksForModule } from './module-requests.js';
import { other } from './names.js';
import type { Surroundings, Tables, Visit } from './tables.js';
import { typeArguments } from './types.js';
import { useOf } from './uses.js';

export function readCall(visit: Visit<CallNode>, tables: Tables): void {
  const { node, context } = visit;
  const parts = partsOf(node, { tables, scope: context.scope });
  requestOf(parts, tables);
  tables.calls[tables.call(node)] = {
    ...parts,
    start: node.start,
    end: node.end,
    function: context.function,
    class: context.class,
    ...useOf(visit),
  };
}

type CallParts = Pick<CallFact, 'callee' | 'arguments' | 'typeArguments' | 'form'>;

function partsOf(node: CallNode, around: Surroundings): CallParts {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return {
        callee: expressionOf(node.callee, around),
        arguments: expressionsOf(node.arguments, around),
        typeArguments: typeArguments(node.typeArguments, around),
        form: node.type === 'NewExpression' ? 'new' : 'call',
      };
    case 'TaggedTemplateExpression':
      return taggedParts(node, around);
    case 'ImportExpression':
      return {
        callee: other('import'),
        arguments: [expressionOf(node.source, around)],
        typeArguments: [],
        form: 'import',
      };
  }
}

/** A tag is called with the strings and then each value. */
function taggedParts(node: NodeOf<'TaggedTemplateExpression'>, around: Surroundings): CallParts {
  const strings: Expression = {
    kind: 'array',
    elements: templateStrings(node.quasi).map((value) => ({ kind: 'literal', value })),
  };
  return {
    callee: expressionOf(node.tag, around),
    arguments: [strings, ...expressionsOf(node.quasi.expressions, around)],
    typeArguments: typeArguments(node.typeArguments, around),
    form: 'tagged',
  };
}

const expressionsOf = (nodes: readonly Node[], around: Surroundings): readonly Expression[] =>
  nodes.map((node) => expressionOf(node, around));

/** `require('x')` and `import('x')` ask for a module. */
function requestOf(call: CallParts, tables: Tables): void {
  const [first] = call.arguments;
  const specifier = first && specifierOf(first);
  if (specifier !== undefined && call.form !== 'new' && asksForModule(call))
    tables.request(specifier, false);
}

function specifierOf(expression: Expression): string | undefined {
  if (expression.kind === 'template')
    return expression.values.length === 0 ? expression.strings[0] : undefined;
  return expression.kind === 'literal' && typeof expression.value === 'string'
    ? expression.value
    : undefined;
}

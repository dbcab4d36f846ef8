import type { Expression, FileFacts, PropertyFact, TypeFact } from '../../src/parse/facts.js';

/*
 * Expressions and types in a short notation, so that a test can say a whole one in a line. `?x` is
 * a name that nothing in the file declares, `_` a type that facts do not describe.
 */

type Writers<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: (one: Extract<T, { readonly kind: K }>, facts: FileFacts) => string;
};

export function show(facts: FileFacts, expression: Expression | undefined): string {
  if (expression === undefined) return 'nothing';
  const write = expressions[expression.kind] as (one: Expression, facts: FileFacts) => string;
  return write(expression, facts);
}

export function showType(facts: FileFacts, type: TypeFact | undefined): string {
  if (type === undefined) return 'nothing';
  const write = types[type.kind] as (one: TypeFact, facts: FileFacts) => string;
  return write(type, facts);
}

export const showCalls = (facts: FileFacts): readonly string[] =>
  facts.calls.map((_, id) => showCall(facts, id));

function showCall(facts: FileFacts, id: number): string {
  const call = facts.calls[id];
  if (call === undefined) return 'no call';
  const types = call.typeArguments.length > 0 ? `<${listTypes(facts, call.typeArguments)}>` : '';
  const prefix = call.form === 'call' ? '' : `${call.form} `;
  return `${prefix}${show(facts, call.callee)}${types}(${list(facts, call.arguments)})`;
}

const list = (facts: FileFacts, all: readonly Expression[]): string =>
  all.map((one) => show(facts, one)).join(', ');

const listTypes = (facts: FileFacts, all: readonly TypeFact[], separator = ', '): string =>
  all.map((one) => showType(facts, one)).join(separator);

function showProperty(facts: FileFacts, { key, value, spread, getter }: PropertyFact): string {
  if (spread) return `...${show(facts, value)}`;
  return `${getter ? 'get ' : ''}${String(key)}: ${show(facts, value)}`;
}

const expressions: Writers<Expression> = {
  name: ({ name, binding }) => (binding === null ? `?${name}` : name),
  member: ({ object, property, key }, facts) =>
    show(facts, object) + (property === null ? `[${show(facts, key)}]` : `.${property}`),
  this: () => 'this',
  super: () => 'super',
  call: ({ call }, facts) => showCall(facts, call),
  object: ({ properties }, facts) =>
    `{${properties.map((one) => showProperty(facts, one)).join(', ')}}`,
  array: ({ elements }, facts) => `[${list(facts, elements)}]`,
  function: (one) => `function ${String(one.function)}`,
  class: (one) => `class ${String(one.class)}`,
  literal: ({ value }) => JSON.stringify(value),
  template: ({ strings, values }, facts) => {
    const [first = '', ...rest] = strings;
    const parts = rest.map((text, index) => `\${${show(facts, values[index])}}${text}`);
    return `\`${first}${parts.join('')}\``;
  },
  conditional: (one, facts) =>
    `${show(facts, one.test)} ? ${show(facts, one.then)} : ${show(facts, one.otherwise)}`,
  logical: (one, facts) => `(${show(facts, one.left)} ${one.operator} ${show(facts, one.right)})`,
  binary: (one, facts) => `(${show(facts, one.left)} ${one.operator} ${show(facts, one.right)})`,
  unary: ({ operator, value }, facts) => `${operator} ${show(facts, value)}`,
  await: ({ value }, facts) => `await ${show(facts, value)}`,
  yield: ({ value }, facts) => `yield ${show(facts, value)}`,
  spread: ({ value }, facts) => `...${show(facts, value)}`,
  assign: ({ target, value }, facts) => `${show(facts, target)} = ${show(facts, value)}`,
  cast: ({ value, type }, facts) => `${show(facts, value)} as ${showType(facts, type)}`,
  other: ({ what }) => `<${what}>`,
};

const types: Writers<TypeFact> = {
  reference: ({ name, binding, arguments: given }, facts) =>
    (binding === null ? '?' : '') +
    name.join('.') +
    (given.length > 0 ? `<${listTypes(facts, given)}>` : ''),
  union: (one, facts) => listTypes(facts, one.types, ' | '),
  intersection: (one, facts) => listTypes(facts, one.types, ' & '),
  array: ({ element }, facts) => `${showType(facts, element)}[]`,
  tuple: ({ elements }, facts) => `[${listTypes(facts, elements)}]`,
  typeof: ({ expression }, facts) => `typeof ${show(facts, expression)}`,
  function: ({ parameters, returns }, facts) =>
    `(${listTypes(facts, parameters)}) => ${showType(facts, returns)}`,
  object: ({ members }, facts) =>
    `{${members.map(({ name, type, method }) => `${String(name)}${method ? '()' : ''}: ${showType(facts, type)}`).join('; ')}}`,
  indexed: ({ object, key }, facts) => `${showType(facts, object)}[${String(key)}]`,
  import: ({ specifier, name }) => `import(${specifier}).${name.join('.')}`,
  literal: ({ value }) => JSON.stringify(value),
  primitive: () => '_',
  other: () => '_',
};

import type { BindingFact, CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { lastName } from './callee-names.js';

type CallExpression = Extract<Expression, { kind: 'call' }>;

/** A constructor is called by the name of its class, `super()` by that of the class it extends. */
export function calledName({ functions, classes }: FileFacts, call: CallFact): string | null {
  if (call.callee.kind !== 'super') return lastName(call.callee);
  const owner = functions[call.function]?.class;
  const base = owner == null ? null : classes[owner]?.superclass;
  return base == null ? null : lastName(base);
}

/** What a module is called whose path is put together: `require('./' + name)`. */
export const ANY_MODULE = '*';

/** What another file calls it: its exported name, or the name of a module that is one function. */
export function importedName(facts: FileFacts, name: Expression): string | null {
  if (name.kind === 'call') return nameOf(required(facts, name));
  if (name.kind !== 'name' || name.binding === null) return null;
  const binding = facts.bindings[name.binding];
  const source = binding?.import;
  if (source !== undefined && source.imported !== 'default') return source.imported;
  const specifier = source?.specifier ?? requiredModule(facts, binding);
  return nameOf(specifier);
}

const nameOf = (specifier: string | null): string | null =>
  specifier === null || specifier === ANY_MODULE ? specifier : moduleName(specifier);

/** `const of = require('./orders')`. */
function requiredModule(facts: FileFacts, binding: BindingFact | undefined): string | null {
  const { value, path } = binding ?? {};
  return value?.kind === 'call' && path === undefined ? required(facts, value) : null;
}

/** `require('./orders')`. */
function required({ calls }: FileFacts, { call: id }: CallExpression): string | null {
  const call = calls[id];
  const [specifier] = call?.arguments ?? [];
  if (call === undefined || lastName(call.callee) !== 'require') return null;
  if (specifier === undefined) return null;
  return specifier.kind === 'literal' ? String(specifier.value) : ANY_MODULE;
}

/** "orders" of `./repositories/orders.js` and of `./orders/index.js`. */
export function moduleName(path: string): string {
  const [last = '', folder = ''] = path.split('/').toReversed();
  const name = last.replace(/\.[cm]?[jt]sx?$/, '');
  return name === 'index' ? folder : name;
}

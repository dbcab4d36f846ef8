import type { FileFacts, FunctionId } from '../../parse/facts.js';

/** Names a function is known by in its file: its own, its variable's, its class's for constructors. */
export function functionNames(facts: FileFacts): ReadonlyMap<FunctionId, ReadonlySet<string>> {
  const names = new Map<FunctionId, Set<string>>();
  for (const [id, name] of namings(facts)) {
    const known = names.get(id);
    if (known === undefined) names.set(id, new Set([name]));
    else known.add(name);
  }
  return names;
}

type Naming = readonly [FunctionId, string];

function* namings(facts: FileFacts): Iterable<Naming> {
  for (const [id, { name }] of facts.functions.entries()) if (name !== null) yield [id, name];
  yield* boundNames(facts);
  yield* writtenNames(facts);
  yield* defaultNames(facts);
  yield* classNames(facts);
}

function* boundNames({ bindings }: FileFacts): Iterable<Naming> {
  for (const { name, declares, value } of bindings) {
    if (declares !== undefined) yield [declares, name];
    if (value?.kind === 'function') yield [value.function, name];
  }
}

function* writtenNames({ writes }: FileFacts): Iterable<Naming> {
  for (const { target, value } of writes) {
    if (value.kind === 'function' && target.property !== null)
      yield [value.function, target.property];
  }
}

/** What a file is: `module.exports = (app) => …`, `export default (app) => …`. */
function* defaultNames({ writes, exports }: FileFacts): Iterable<Naming> {
  for (const { target, value } of writes) {
    const { object, property } = target;
    const isWhole = object.kind === 'name' && object.name === 'module' && property === 'exports';
    if (isWhole && value.kind === 'function') yield [value.function, 'default'];
  }
  for (const { name, expression } of exports) {
    if (name === 'default' && expression?.kind === 'function')
      yield [expression.function, 'default'];
  }
}

function* classNames({ functions, classes }: FileFacts): Iterable<Naming> {
  for (const [id, { kind, class: owner }] of functions.entries()) {
    const name = owner === null ? null : classes[owner]?.name;
    if (kind === 'constructor' && name) yield [id, name];
  }
}

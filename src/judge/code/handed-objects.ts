import type { Expression, FileFacts, FunctionId, NameExpression } from '../../parse/facts.js';
import { requestedModule } from '../../parse/module-requests.js';
import { children } from '../../resolve/expressions/children.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';
import { homeNames, rootsOf, wholeExportOf, wholeOf } from './named-values.js';
import type { FunctionPlace } from './points.js';

/**
 * Whether a function is a member of an object literal that code only asks for its members
 * (`export const mails = { send() { … } }` and `mails.send()`): nobody else is handed the object.
 */
export function isOfOwnObject(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  const name = facts === undefined ? undefined : objectOf(facts, id);
  return name !== undefined && !standsBare(judging, [name], file);
}

/** Whether a function is a static method of a class that code only asks for its members. */
export function isOfOwnClass(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const { classes, functions } = judging.facts(file) ?? {};
  const owner = classes?.[functions?.[id]?.class ?? -1];
  const member = owner?.members.find((one) => one.function === id);
  if (owner?.name == null || member?.static !== true) return false;
  return !standsBare(judging, [owner.name], file);
}

/** Whether one of the names of what a file exports, or all that it exports, stands anywhere but in front of a member. */
export function standsBare(judging: Judging, names: readonly string[], file: string): boolean {
  const bare = bareNames(judging);
  return [...names, wholeExportOf(file)].some((one) => bare.has(one));
}

/** The variable of the module that holds an object literal with the function in it. */
const objectOf = ({ bindings }: FileFacts, id: FunctionId): string | undefined =>
  bindings.find(
    ({ function: around, path, value }) =>
      around === 0 && path === undefined && value !== undefined && holds(value, id),
  )?.name;

function holds(value: Expression, id: FunctionId): boolean {
  if (value.kind === 'cast') return holds(value.value, id);
  return (
    value.kind === 'object' &&
    value.properties.some((one) => one.value.kind === 'function' && one.value.function === id)
  );
}

/** Names that stand for what they name, and not only in front of a member. */
const bareNames = oncePer((judging: Judging): ReadonlySet<string> => {
  const all = [...judging.allFacts()];
  const names = new Set(
    all.flatMap((facts) =>
      rootsOf(facts, ({ callee }) => askedFor(callee)).flatMap((one) => bareIn(facts, one)),
    ),
  );
  for (const { exports } of all) {
    for (const { name, from } of exports) {
      if (from === undefined || !names.has(name)) continue;
      names.add(from.imported === 'default' ? wholeOf(from.specifier) : from.imported);
    }
  }
  return names;
});

function bareIn(facts: FileFacts, root: Expression): readonly string[] {
  const names: string[] = [];
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'name')
      names.push(one.name, ...homeNames(facts, one), ...required(facts, one));
    if (one.kind === 'member' && one.property !== null) names.push(one.property);
    pending.push(...(one.kind === 'member' ? askedFor(one) : children(one)));
  }
  return names;
}

/** What is left of a chain of members without the names that are only asked for one. */
function askedFor(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'member') return expression.kind === 'name' ? [] : [expression];
  return expression.property === null ? [expression.object] : askedFor(expression.object);
}

/** `const mails = require('./mails')`, `import * as mails`: all that the file exports. */
function required(
  { bindings, calls }: FileFacts,
  { binding: id }: NameExpression,
): readonly string[] {
  const binding = bindings[id ?? -1];
  if (binding?.import?.imported === '*') return [wholeOf(binding.import.specifier)];
  if (binding?.value?.kind !== 'call' || binding.path !== undefined) return [];
  const call = calls[binding.value.call];
  const specifier = call === undefined ? null : requestedModule(call);
  return specifier === null ? [] : [wholeOf(specifier)];
}

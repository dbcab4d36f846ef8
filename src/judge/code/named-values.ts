import { posix } from 'node:path';
import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import type { StatementFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';

/**
 * Names that stand for values anywhere in a file, and not only where they are called: what goes by
 * one of them may be called by others than those who call the name.
 */
export function namedValues(facts: FileFacts): ReadonlySet<string> {
  const names = new Set(rootsOf(facts, calledOn).flatMap((root) => namesWithin(facts, root)));
  for (const name of mentionedInMarkup(facts)) names.add(name);
  return names;
}

type PartsOf = (call: CallFact) => readonly Expression[];

/** All that stands for a value in a file, with these parts of what is called. */
export function rootsOf(facts: FileFacts, ofCallee: PartsOf): readonly Expression[] {
  const { bindings, calls, classes, elements, exports, functions, statements, writes } = facts;
  return [
    ...calls.flatMap((call) => [...ofCallee(call), ...call.arguments]),
    ...bindings.flatMap(({ value, default: given, assigned = [] }) => [value, given, ...assigned]),
    ...functions.flatMap(({ returns, yields }) => [...returns, ...yields]),
    ...classes.flatMap(({ members }) => members.map(({ value }) => value)),
    ...writes.flatMap((one) => (isExport(one.target) ? exported(one.value) : [one.value])),
    ...statements.flatMap(standingIn),
    ...exports.flatMap(({ expression }) => (expression === undefined ? [] : exported(expression))),
    ...elements.map(({ component }) => component),
  ].filter((one) => one != null);
}

/** What a statement works on; what is assigned to an export is one. */
function standingIn(statement: StatementFact): readonly (Expression | null)[] {
  if (!('value' in statement)) return [];
  const { value } = statement;
  const isOfExport =
    statement.kind === 'change' && statement.target.kind === 'member' && isExport(statement.target);
  return isOfExport && value !== null ? exported(value) : [value];
}

/** `send.call(null)`: what a member is called on may be run by it. */
const calledOn = ({ callee }: CallFact): readonly Expression[] =>
  callee.kind === 'name' ? [] : callee.kind === 'member' ? [callee.object] : [callee];

/** What a file exports is called by those who import it. */
function exported(expression: Expression): readonly Expression[] {
  if (expression.kind === 'name') return [];
  return expression.kind === 'object'
    ? expression.properties.flatMap(({ value }) => exported(value))
    : [expression];
}

/** `module.exports = …`, `exports.send = …`. */
function isExport({ object, property }: { object: Expression; property: string | null }): boolean {
  if (object.kind !== 'name' || object.binding !== null) return false;
  return object.name === 'exports' || (object.name === 'module' && property === 'exports');
}

/** A whole export goes by any name: it is known by its file. */
export const wholeExportOf = (file: string): string =>
  `default of ${posix.basename(file.replace(/(\/index)?\.\w+$/, ''))}`;

/** The same by what imports it: `./load`, `./load.js`. */
export const wholeOf = (specifier: string): string =>
  wholeExportOf(`${specifier.replace(/\.[cm]?[jt]sx?$/, '')}.ts`);

/** The name where it is at home: of what was imported, and of what was taken out of an object. */
export function homeNames({ bindings }: FileFacts, expression: Expression): readonly string[] {
  const binding = expression.kind === 'name' ? bindings[expression.binding ?? -1] : undefined;
  if (binding === undefined) return [];
  const step = binding.path?.at(-1);
  const taken = step?.step === 'property' ? [step.name] : [];
  if (binding.import === undefined) return taken;
  const { imported, specifier } = binding.import;
  return [imported === 'default' ? wholeOf(specifier) : imported, ...taken];
}

function namesWithin(facts: FileFacts, root: Expression): readonly string[] {
  const names: string[] = [];
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const name = one.kind === 'name' || one.kind === 'member' ? lastName(one) : null;
    if (name !== null) names.push(name, ...homeNames(facts, one));
    pending.push(...children(one));
  }
  return names;
}

/** `<form action={save}>`: what a function of a page mentions and does not call. */
function mentionedInMarkup({ jsx, functions, bindings, calls }: FileFacts): readonly string[] {
  if (!jsx) return [];
  const called = new Set(
    calls.flatMap(({ callee }) => (callee.kind === 'name' ? [callee.binding] : [])),
  );
  return functions
    .flatMap(({ mentions = [] }) => mentions)
    .flatMap((id) => (called.has(id) ? [] : (bindings[id]?.name ?? [])));
}

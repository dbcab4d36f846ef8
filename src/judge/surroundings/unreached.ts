import type { Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { FunctionPlace } from '../code/points.js';
import { isOfOwnObject } from '../code/handed-objects.js';
import { keysOf } from '../code/literal-keys.js';
import { namesOf } from '../code/targets.js';
import { isUnaskedExport } from '../code/unasked-exports.js';
import type { Judging } from '../judging.js';

/** Code that nothing uses, or a member or export that no framework is told of and no code asks for. */
export function isUnreached(judging: Judging, place: FunctionPlace): boolean {
  const facts = judging.facts(place.file);
  if (facts === undefined) return false;
  if (judging.unloaded.has(place.file) || judging.isUnused(facts, place.function)) return true;
  if (!isOfOwnObject(judging, place))
    return isUnaskedMethod(judging, place) || isUnaskedExport(judging, place);
  return namesOf(facts, place.function).every(
    (name) => !isHandedOn(judging, name) && !mayBeCalled(judging, name),
  );
}

function isUnaskedMethod(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const facts = judging.facts(file);
  // Whoever installs a package may call what it puts on a prototype.
  const isOfOthers = judging.package(file)?.published === true;
  const name = facts && (memberName(facts, id) ?? (isOfOthers ? null : prototypeName(facts, id)));
  if (name == null) return false;
  return !FRAMEWORK_METHODS.test(name) && !isHandedOn(judging, name, mayBeMember);
}

/** The name of a method that no decorator tells a framework of. */
function memberName({ functions, classes }: FileFacts, id: FunctionId): string | null {
  const fact = functions[id];
  if (fact?.class == null || fact.kind !== 'method') return null;
  const member = classes[fact.class]?.members.find((one) => one.function === id);
  return member === undefined || member.decorators.length > 0 ? null : fact.name;
}

/** `Mailer.prototype.send = function () { … }`. */
function prototypeName({ writes }: FileFacts, id: FunctionId): string | null {
  const written = writes.find(
    ({ target: { object }, value }) =>
      value.kind === 'function' &&
      value.function === id &&
      object.kind === 'member' &&
      object.property === 'prototype',
  );
  return written?.target.property ?? null;
}

/** Whether something of the name is an argument; what only unused code hands on, nobody is given. */
const isHandedOn = (
  judging: Judging,
  name: string,
  mayBeIt: (facts: FileFacts, argument: Expression) => boolean = () => true,
): boolean =>
  judging.names.arguments(name).some(({ file, call, index }) => {
    const facts = judging.facts(file);
    const by = facts?.calls[call];
    const argument = by?.arguments[index];
    if (facts === undefined || by === undefined || argument === undefined) return false;
    if (judging.isUnused(facts, by.function) || isWholeParameter(facts, argument)) return false;
    return mayBeIt(facts, argument);
  });

/** A name of its own is a method only where it was taken from an object: `const { send } = mailer`. */
function mayBeMember({ bindings, calls }: FileFacts, argument: Expression): boolean {
  const binding = argument.kind === 'name' ? bindings[argument.binding ?? -1] : undefined;
  if (argument.kind !== 'name' || binding === undefined) return argument.kind !== 'name';
  const { import: source, path, value, assigned = [] } = binding;
  if (source !== undefined) return source.imported !== 'default' && source.imported !== '*';
  if (path !== undefined) return true;
  return [value, ...assigned].some((one) => one !== undefined && isTaken(calls, one));
}

/** Anything but what is made right there: a function, a literal, what a call answers. */
function isTaken(calls: FileFacts['calls'], value: Expression): boolean {
  if (value.kind !== 'call') return !MADE.has(value.kind);
  const callee = calls[value.call]?.callee;
  return callee?.kind === 'member' && callee.property === 'bind';
}

const MADE: ReadonlySet<Expression['kind']> = new Set<Expression['kind']>([
  'function',
  'class',
  'literal',
  'template',
  'array',
  'object',
  'await',
]);

/** `(request) => send(request)`: what has that name was handed over before, under a name of its own. */
function isWholeParameter({ bindings }: FileFacts, argument: Expression | undefined): boolean {
  if (argument?.kind !== 'name' || argument.binding === null) return false;
  const binding = bindings[argument.binding];
  return binding?.kind === 'parameter' && binding.path === undefined;
}

/** `body('emails').custom(areFree)`, `{ load: readUser }`: who is given a function may run it. */
export function isHeld(judging: Judging, place: FunctionPlace): boolean {
  const names = namesOf(judging.facts(place.file), place.function);
  if (names.some((name) => isHandedOn(judging, name))) return true;
  return isOfOwnObject(judging, place)
    ? names.some((name) => judging.names.isPutInObject(name))
    : keysOf(judging, place).length > 0;
}

/** A call of the name on something that nothing is known of. */
const mayBeCalled = (judging: Judging, name: string): boolean =>
  judging.names.calls(name).some((point) => judging.callees(point).length === 0) ||
  judging.names.isPutInObject(name) ||
  FRAMEWORK_METHODS.test(name);

/** Methods that frameworks call by their name. */
export const FRAMEWORK_METHODS =
  /^(on[A-Z]\w*|handle\w*|execute|run|process|perform|validate|canActivate|intercept|transform|use|catch|resolve|index|show|store|update|destroy|create|edit|boot|ready|register|shutdown|bootstrap|configure|isHealthy|up|down|fetch|main|start|init(iali[sz]e)?)$/;

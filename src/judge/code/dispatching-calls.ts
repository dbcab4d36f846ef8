import type { CallFact, Expression, FileFacts, FunctionFact, TypeFact } from '../../parse/facts.js';
import { asksForModule } from '../../parse/module-requests.js';
import type { Value } from '../../resolve/values.js';
import { KeptAnswers } from '../../text/kept-answers.js';
import { memberName, type Judging } from '../judging.js';
import { followsPromise } from './continuations.js';
import { isOfOwnClass } from './handed-objects.js';
import { isHandedOut, keysOf } from './literal-keys.js';
import type { FunctionPlace, Point } from './points.js';
import { unimportedFiles } from './unimported-files.js';

/** More places that ask for a name say nothing about one function. */
const MOST_DISPATCHED = 60;

/** Calls by name on a receiver that nothing is known of: the function may be one of several behind it. */
export function dispatchingCalls(judging: Judging, target: FunctionPlace): readonly Point[] {
  const all = dispatchNames(judging, target).flatMap((name) => openCalls(judging, name));
  if (all.length > MOST_DISPATCHED || isOfOwnClass(judging, target)) return [];
  // What runs in browsers calls nothing of a server by its name.
  const isApart = ({ file }: Point): boolean =>
    judging.isPage(file) && !judging.isPage(target.file);
  const points = all.filter((point) => !isApart(point));
  return isKeptToItself(judging, target.file)
    ? points.filter(({ file }) => file === target.file)
    : points;
}

/** Nobody else can have what a file declares that nothing imports and that does nothing itself. */
function isKeptToItself(judging: Judging, file: string): boolean {
  const calls = judging.facts(file)?.calls ?? [];
  return (
    unimportedFiles(judging).has(file) &&
    calls.every((call) => call.function !== 0 || asksForModule(call))
  );
}

const known = new KeptAnswers<Judging, readonly Point[]>();

/** Calls of a name that a function of the repository may be behind; the same for all functions of the name. */
const openCalls = (judging: Judging, name: string): readonly Point[] =>
  known.of(judging, name, () =>
    judging.names.calls(name).filter((point) => isOpen(judging, point, name)),
  );

function isOpen(judging: Judging, point: Point, name: string): boolean {
  const call = judging.call(point);
  const facts = judging.facts(point.file);
  if (call === undefined || facts === undefined) return false;
  if (memberName(call) !== name || followsPromise(call)) return false;
  if (isImported(facts, call) || isWritten(call)) return false;
  return judging.callees(point).every(mayBeOfRepository);
}

/** `Context.create()`, `lib.tools.update()`: a function that a package exports. */
function isImported({ bindings }: FileFacts, { callee }: CallFact): boolean {
  let root: Expression = callee;
  while (root.kind === 'member') root = root.object;
  if (root.kind !== 'name' || root.binding === null) return false;
  return bindings[root.binding]?.import !== undefined;
}

/** `/^\d+$/.test(text)`, `'a'.concat(text)`: what stands there is nothing of the repository. */
const isWritten = ({ callee }: CallFact): boolean =>
  callee.kind === 'member' && WRITTEN.has(callee.object.kind);

const WRITTEN: ReadonlySet<Expression['kind']> = new Set([
  'literal',
  'template',
  'array',
  'binary',
  'other',
]);

/**
 * What a package makes with `new` is its own, and Node's modules hand out nothing of the repository:
 * `createHash('md5').update(text)`.
 */
const mayBeOfRepository = (value: Value): boolean =>
  value.kind === 'callable' ||
  (value.kind === 'package' &&
    value.constructed !== true &&
    (!value.packageName.startsWith('node:') || value.packageName === STORES_VALUES));

/** `new AsyncLocalStorage<Service>().getStore()` is what was put in. */
const STORES_VALUES = 'node:async_hooks';

/** A name of three words or more, that nothing else has, means the same wherever it stands. */
const isUnmistakable = (judging: Judging, name: string): boolean =>
  /^[a-z][a-z0-9]*([A-Z][a-z0-9]+){2,}$/.test(name) && judging.names.isOnlyFunction(name);

/** The name of a method of one class of several or that no other function has, and the keys of objects that hold the function. */
function dispatchNames(judging: Judging, { file, function: id }: FunctionPlace): readonly string[] {
  const facts = judging.facts(file);
  const fact = facts?.functions[id];
  if (facts === undefined || fact === undefined || fact.kind === 'constructor') return [];
  const own = fact.name !== null && isMethodByName(judging, facts, fact) ? [fact.name] : [];
  const keys = isHandedOut(judging, { file, function: id })
    ? []
    : keysOf(judging, { file, function: id });
  return [...new Set([...own, ...keys])];
}

/** Whether calls of the name may mean the method, whatever they are called on. */
function isMethodByName(judging: Judging, facts: FileFacts, fact: FunctionFact): boolean {
  const owner = fact.class === null ? undefined : facts.classes[fact.class];
  if (owner === undefined) return false;
  const isOneOfSeveral =
    owner.implements.some((one) => !isOfLifeCycle(one)) || owner.superclass !== null;
  return isOneOfSeveral || isUnmistakable(judging, fact.name ?? '');
}

/** `OnModuleInit`, `BeforeApplicationShutdown`: a framework runs its own methods, and no others by it. */
const isOfLifeCycle = (type: TypeFact): boolean =>
  type.kind === 'reference' && /^(On|Before)[A-Z]/.test(type.name.at(-1) ?? '');

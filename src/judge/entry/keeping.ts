import type { KeepingFact } from '../../model/catalog-entry.js';
import type { CallFact, ClassFact, Expression, FileFacts } from '../../parse/facts.js';
import { requestedPackage } from '../../resolve/modules/requested-package.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { decoratorCalls } from './decorated.js';
import { enteringCalls, type Entering } from './entering.js';
import { functionsOf } from './functions-of.js';
import { methodsOf } from './methods-of.js';
import { askedBy, namesAt } from './ran-by.js';
import type { Subject } from '../settings/settings.js';
import type { ClientType } from '../../model/catalog.js';

/** Notes the functions that frameworks are given to keep for what runs them. */
export function noteKept(judging: Judging, files: readonly FileFacts[]): void {
  if (!files.some((facts) => importsKeeper(judging, facts))) return;
  for (const facts of files) {
    const decorators = decoratorCalls(facts);
    for (const [id, call] of facts.calls.entries()) {
      const mayKeep = call.arguments.length > 0 && !decorators.has(id);
      if (mayKeep) noteCall(judging, { file: facts.file, call: id });
    }
    for (const [id, fact] of facts.classes.entries()) {
      noteClass(judging, { facts, id, fact });
      noteDecorated(judging, { facts, id, fact });
    }
  }
}

function importsKeeper({ resolver }: Judging, { requests }: FileFacts): boolean {
  return requests.some(({ specifier }) => {
    const types = requestedPackage(resolver.catalog, specifier)?.client.types ?? {};
    return Object.values(types).some(runsKept);
  });
}

const runsKept = ({ runs, members = {} }: ClientType): boolean =>
  runs !== undefined || Object.values(members).some(({ sends }) => sends !== undefined);

/** `passport.use('jwt', new Strategy(options, verify))`. */
function noteCall(judging: Judging, point: Point): void {
  for (const entering of enteringCalls(judging, point)) {
    const { action, on, call, place } = entering;
    noteAsked(judging, entering);
    noteSending(judging, entering);
    const { keeps } = action;
    const made = call.arguments.at(-1);
    if (keeps === undefined || made === undefined) continue;
    noteMaking(judging, made, place.file);
    const values = judging.resolver.evaluate(made, place);
    const functions = [
      ...functionsOf(judging, made, place),
      ...values.flatMap((value) => methodIn(judging, value, keeps.method)),
    ];
    const names = namesAt(judging, subjectOf(entering), keeps.name);
    note(judging, { file: point.file, keeps, functions, names, values, keeper: keeperOf(on) });
  }
}

const subjectOf = ({ on, point, member }: Entering): Subject => ({
  ...{ on, point, operation: member, frame: null },
});

/** `events.emit('paid', order)`: which name it sends has to be known. */
function noteSending(judging: Judging, entering: Entering): void {
  const { action, on, point } = entering;
  if (action.sends === undefined) return;
  const { kept: as, name, unawaited } = action.sends;
  const names = namesAt(judging, subjectOf(entering), name);
  if (names === null) return;
  const { dir } = judging.owner(point.file);
  const isUnawaited = unawaited === true;
  judging.kept.addSending({ as, dir, names, point, isUnawaited, keeper: keeperOf(on) });
}

/** Where an object was made; a class of the repository says it of none. */
const keeperOf = ({ creations }: ExternalValue): string | null => {
  const [made] = creations;
  return made === undefined || creations.length > 1 ? null : `${made.place.file} ${made.start}`;
};

/** `passport.authenticate('jwt')`. */
function noteAsked(judging: Judging, { action, on, point, place }: Entering): void {
  if (on.client.types[action.returns ?? '']?.runs === undefined) return;
  for (const value of judging.resolver.evaluateCall(point.call, place)) {
    if (value.kind === 'external') judging.kept.addAsked(askedBy(judging, value));
  }
}

/** What makes what is kept does not run the functions it is given. */
function noteMaking(judging: Judging, made: Expression, file: string): void {
  const call: CallFact | undefined =
    made.kind === 'call' ? judging.facts(file)?.calls[made.call] : undefined;
  if (call !== undefined) judging.kept.addMaking(call);
}

interface Owner {
  readonly facts: FileFacts;
  readonly id: number;
  readonly fact: ClassFact;
}

/** `@OnEvent('paid') send() {}`, `@CommandHandler(Pay) class PayHandler { execute() {} }`. */
function noteDecorated(judging: Judging, { facts: { file }, id, fact }: Owner): void {
  const own = (method: string | undefined): readonly FunctionPlace[] =>
    methodIn(judging, { kind: 'class', file, class: id }, method);
  for (const decorator of fact.decorators)
    noteDecorator(judging, { file, decorator, decorated: own });
  for (const { decorators, function: method } of fact.members)
    for (const decorator of decorators) {
      const functions = method === undefined ? [] : [{ file, function: method }];
      noteDecorator(judging, { file, decorator, decorated: () => functions });
    }
}

function keptNames(
  judging: Judging,
  entering: Entering,
  { name, every }: KeepingFact,
): readonly string[] | null {
  const subject = subjectOf(entering);
  if (every !== true) return namesAt(judging, subject, name);
  const all = entering.call.arguments.keys();
  return [...all].flatMap((index) => namesAt(judging, subject, [`call.${index}`]) ?? []);
}

interface Decoration {
  readonly file: string;
  readonly decorator: Expression;
  /** The decorated method, or the one of the name of a decorated class. */
  readonly decorated: (method: string | undefined) => readonly FunctionPlace[];
}

function noteDecorator(judging: Judging, { file, decorator, decorated }: Decoration): void {
  if (decorator.kind !== 'call') return;
  for (const entering of enteringCalls(judging, { file, call: decorator.call })) {
    const { keeps } = entering.action;
    if (keeps === undefined) continue;
    const names = keptNames(judging, entering, keeps);
    const functions = decorated(keeps.method);
    note(judging, { file, keeps, functions, names, values: [], keeper: null });
  }
}

/** `class JwtStrategy extends PassportStrategy(Strategy, 'jwt') { validate() {} }`. */
function noteClass(judging: Judging, { facts: { file }, id, fact }: Owner): void {
  if (fact.superclass === null) return;
  const place: Place = { file, function: fact.function, class: null, frame: null };
  for (const on of judging.resolver.evaluate(fact.superclass, place)) {
    const keeps = on.kind === 'external' ? judging.resolver.catalog.fact(on, 'keeps') : undefined;
    if (on.kind !== 'external' || keeps === undefined) continue;
    const functions = methodIn(judging, { kind: 'class', file, class: id }, keeps.method);
    const subject = { on, point: { file, call: -1 }, operation: '', frame: null };
    const names = namesAt(judging, subject, keeps.name);
    const values = extended(judging, on);
    note(judging, { file, keeps, functions, names, values, keeper: null });
  }
}

/** What the type that a class extends was made of. */
const extended = (judging: Judging, { creations: [made] }: ExternalValue): readonly Value[] =>
  made === undefined
    ? []
    : made.arguments.flatMap((one) => judging.resolver.evaluate(one, made.place));

const methodIn = (
  judging: Judging,
  value: Value,
  name: string | undefined,
): readonly FunctionPlace[] =>
  name !== undefined && (value.kind === 'instance' || value.kind === 'class')
    ? methodsOf(judging, value, { name, depth: 0 })
    : [];

interface Noted {
  readonly file: string;
  readonly keeps: KeepingFact;
  readonly functions: readonly FunctionPlace[];
  readonly names: readonly string[] | null;
  /** What is kept, or extended. */
  readonly values: readonly Value[];
  readonly keeper: string | null;
}

function note(judging: Judging, { file, keeps, functions, names, values, keeper }: Noted): void {
  const given = keeps.under === undefined ? names : [keeps.under];
  judging.kept.add({
    as: keeps.as,
    dir: judging.owner(file).dir,
    names: given ?? namesByPackage(values, keeps.packages),
    isNamed: given !== null,
    keeper,
    functions,
  });
}

/** "google-oauth20" and its first and last word for a class of the package `passport-google-oauth20`. */
function namesByPackage(values: readonly Value[], pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return [];
  const begins = new RegExp(pattern);
  return values.flatMap((value) => {
    if (value.kind !== 'package' || !begins.test(value.packageName)) return [];
    const name = value.packageName.replace(begins, '');
    const words = name.split('-');
    return [name, ...[words[0], words.at(-1)].flatMap((one = '') => one.replace(/\d+$/, ''))];
  });
}

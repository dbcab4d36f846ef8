import type { KeepingFact } from '../../model/catalog-entry.js';
import type { CallFact, ClassFact, Expression, FileFacts } from '../../parse/facts.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { decoratorCalls } from './decorated.js';
import { enteringCalls, type Entering } from './entering.js';
import { functionsOf } from './functions-of.js';
import { methodsOf } from './methods-of.js';
import { askedBy, namesAt } from './ran-by.js';

/** Notes the functions that frameworks are given to keep for what runs them. */
export function noteKept(judging: Judging, files: readonly FileFacts[]): void {
  if (!files.some((facts) => importsKeeper(judging, facts))) return;
  for (const facts of files) {
    const decorators = decoratorCalls(facts);
    for (const [id, call] of facts.calls.entries()) {
      const mayKeep = call.arguments.length > 0 && !decorators.has(id);
      if (mayKeep) noteCall(judging, { file: facts.file, call: id });
    }
    for (const [id, fact] of facts.classes.entries()) noteClass(judging, { facts, id, fact });
  }
}

function importsKeeper({ resolver }: Judging, { requests }: FileFacts): boolean {
  return requests.some(({ specifier }) => {
    const types = resolver.catalog.package(specifier)?.client.types ?? {};
    return Object.values(types).some(({ runs }) => runs !== undefined);
  });
}

/** `passport.use('jwt', new Strategy(options, verify))`. */
function noteCall(judging: Judging, point: Point): void {
  for (const entering of enteringCalls(judging, point)) {
    const { action, on, member, call, place } = entering;
    noteAsked(judging, entering);
    const { keeps } = action;
    const made = call.arguments.at(-1);
    if (keeps === undefined || made === undefined) continue;
    noteMaking(judging, made, place.file);
    const values = judging.resolver.evaluate(made, place);
    const functions = [
      ...functionsOf(judging, made, place),
      ...values.flatMap((value) => methodIn(judging, value, keeps.method)),
    ];
    const names = namesAt(judging, { on, point, operation: member, frame: null }, keeps.name);
    note(judging, { file: point.file, keeps, functions, names, values });
  }
}

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
    note(judging, { file, keeps, functions, names, values: extended(judging, on) });
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
}

function note(judging: Judging, { file, keeps, functions, names, values }: Noted): void {
  const given = keeps.under === undefined ? names : [keeps.under];
  judging.kept.add({
    as: keeps.as,
    dir: judging.owner(file).dir,
    names: given ?? namesByPackage(values, keeps.packages),
    isNamed: given !== null,
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

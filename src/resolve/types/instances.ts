import type { CallFact, ClassFact, FileFacts, FunctionId } from '../../parse/facts.js';
import { baseValues } from './bases.js';
import type { Application, Engine } from '../engine.js';
import type { Frame, Value } from '../values.js';

/** What constructing values without arguments yields. */
export const instancesOf = (engine: Engine, values: readonly Value[]): readonly Value[] =>
  values.flatMap((value) => engine.apply(value, WITHOUT_ARGUMENTS));

const WITHOUT_ARGUMENTS: Application = { arguments: [], construct: true, at: null };

interface Subclass {
  readonly file: string;
  readonly fact: ClassFact;
  /** What its constructor was called with, where that is known. */
  readonly frame: Frame | null;
}

/** The base of an instance, made as the constructor says: `super('Users', config.users)`. */
export function baseInstances(engine: Engine, { file, fact, frame }: Subclass): readonly Value[] {
  const constructor = fact.members.find(({ kind }) => kind === 'constructor')?.function;
  const facts = engine.facts(file);
  const call = constructor === undefined ? undefined : facts && superCalls(facts).get(constructor);
  const bases = baseValues(engine, file, fact);
  if (call === undefined || constructor === undefined) return instancesOf(engine, bases);
  const place = { file, function: constructor, class: null, frame };
  const input: Application = {
    arguments: call.arguments.map((expression) => ({ expression, place })),
    construct: true,
    at: { place, start: call.start },
  };
  return bases.flatMap((base) => engine.apply(base, input));
}

const byFile = new WeakMap<FileFacts, ReadonlyMap<FunctionId, CallFact>>();

/** Each by the constructor it stands in; files may have very many calls, and each member asks. */
function superCalls(facts: FileFacts): ReadonlyMap<FunctionId, CallFact> {
  const known = byFile.get(facts);
  if (known !== undefined) return known;
  const found = new Map(
    facts.calls.flatMap((call) =>
      call.callee.kind === 'super' ? [[call.function, call] as const] : [],
    ),
  );
  byFile.set(facts, found);
  return found;
}

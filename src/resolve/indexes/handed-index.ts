import type {
  BindingFact,
  CallFact,
  Expression,
  FileFacts,
  FunctionId,
} from '../../parse/facts.js';
import { importedName, moduleName } from './called-names.js';
import { lastName } from './callee-names.js';
import type { Engine } from '../engine.js';
import type { HandedPlace } from '../knowledge.js';
import { namesOutside } from './outside-names.js';

/** More places that mention a name say nothing about one function. */
const MOST_CANDIDATES = 40;

/** Arguments by their last name; which function they are is checked by evaluation. */
export class HandedIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byName: ReadonlyMap<string, readonly HandedPlace[]> | undefined;
  readonly #known = new Map<string, readonly HandedPlace[]>();

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#all = all;
  }

  /** Arguments in other files that may be what a call returns, by the name that it is kept under. */
  resultPlaces(file: string, { variable }: CallFact): readonly HandedPlace[] {
    const name = this.#engine.facts(file)?.bindings[variable ?? -1]?.name;
    const names = name === undefined ? [] : [name];
    return this.#placesNamed([...names, moduleName(file)])
      .filter((place) => place.file !== file)
      .slice(0, MOST_CANDIDATES);
  }

  /** Arguments in other files that are the function. */
  placesOf(file: string, id: FunctionId): readonly HandedPlace[] {
    const key = `${file}\0${String(id)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const found = this.#candidates(file, id).filter((place) => this.#isIt(place, file, id));
    this.#known.set(key, found);
    return found;
  }

  /** In its own file a function is handed over by its name, which is looked up there, or as a member. */
  #candidates(file: string, id: FunctionId): readonly HandedPlace[] {
    return this.#placesNamed(namesOutside(this.#engine, file, id))
      .filter((place) => place.file !== file || this.#isMember(place))
      .slice(0, MOST_CANDIDATES);
  }

  #placesNamed(names: readonly string[]): readonly HandedPlace[] {
    return [...new Set(names.flatMap((name) => this.#index().get(name) ?? []))];
  }

  #isMember({ file, call, index }: HandedPlace): boolean {
    const facts = this.#engine.facts(file);
    const argument = facts?.calls[call]?.arguments[index];
    return (
      facts !== undefined && argument !== undefined && unbound(facts, argument).kind === 'member'
    );
  }

  #isIt({ file, call, index }: HandedPlace, target: string, id: FunctionId): boolean {
    const fact = this.#engine.facts(file)?.calls[call];
    const argument = fact?.arguments[index];
    if (fact === undefined || argument === undefined) return false;
    const place = { file, function: fact.function, class: fact.class, frame: null };
    return this.#engine
      .evaluate(argument, place)
      .some((value) => value.kind === 'function' && value.file === target && value.function === id);
  }

  #index(): ReadonlyMap<string, readonly HandedPlace[]> {
    if (this.#byName !== undefined) return this.#byName;
    const byName = new Map<string, HandedPlace[]>();
    for (const facts of this.#all()) note(byName, facts);
    this.#byName = byName;
    return byName;
  }
}

function note(byName: Map<string, HandedPlace[]>, facts: FileFacts): void {
  for (const [call, { arguments: given }] of facts.calls.entries()) {
    for (const [index, argument] of given.entries()) {
      const place = { file: facts.file, call, index };
      for (const name of namesOf(facts, argument)) add(byName, name, place);
    }
  }
}

function add(byName: Map<string, HandedPlace[]>, name: string, place: HandedPlace): void {
  const group = byName.get(name);
  if (group === undefined) byName.set(name, [place]);
  else group.push(place);
}

/** Names that an argument may have where it comes from: `help`, `handlers.help`. */
function namesOf(facts: FileFacts, handed: Expression): ReadonlySet<string> {
  const argument = unbound(facts, handed);
  const isOfModule =
    argument.kind === 'member' ||
    (argument.kind === 'name' && isFromElsewhere(facts.bindings[argument.binding ?? -1]));
  const names = isOfModule ? [lastName(argument), importedName(facts, argument)] : [];
  return new Set(names.filter((name) => name !== null));
}

/** Whether a name is imported, or may be a part of what was: `const { help } = require('./help')`. */
const isFromElsewhere = (binding: BindingFact | undefined): boolean =>
  binding?.import !== undefined || (binding?.kind === 'variable' && binding.value !== undefined);

/** `this.handle` of `this.handle.bind(this)`. */
function unbound({ calls }: FileFacts, argument: Expression): Expression {
  const callee = argument.kind === 'call' ? calls[argument.call]?.callee : undefined;
  return callee?.kind === 'member' && callee.property === 'bind' ? callee.object : argument;
}

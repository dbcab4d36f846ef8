import type { CallFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { importedName } from './called-names.js';
import { lastName } from './callee-names.js';
import type { Engine } from '../engine.js';
import type { Caller } from '../knowledge.js';
import { namesOutside } from './outside-names.js';

/** Functions of a name that is bound in more places are not told apart. */
const MOST_CANDIDATES = 40;

/** Calls that give a function its first arguments for later: `handle.bind(null, dependencies)`. */
export class BindingIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byName: ReadonlyMap<string, readonly Caller[]> | undefined;

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#all = all;
  }

  bindersOf(file: string, id: FunctionId): readonly Caller[] {
    this.#byName ??= this.#read();
    const byName = this.#byName;
    if (byName.size === 0) return [];
    return namesOutside(this.#engine, file, id)
      .flatMap((name) => byName.get(name) ?? [])
      .slice(0, MOST_CANDIDATES)
      .filter((caller) => this.#binds(caller, { file, id }));
  }

  #binds(
    { file, call, function: around, class: owner }: Caller,
    target: { readonly file: string; readonly id: FunctionId },
  ): boolean {
    const bound = boundIn(call.callee);
    if (bound === null) return false;
    const place = { file, function: around, class: owner, frame: null };
    return this.#engine
      .evaluate(bound, place)
      .some(
        (value) =>
          value.kind === 'function' && value.file === target.file && value.function === target.id,
      );
  }

  #read(): ReadonlyMap<string, readonly Caller[]> {
    const byName = new Map<string, Caller[]>();
    for (const facts of this.#all()) {
      for (const call of facts.calls) note(byName, facts, call);
    }
    return byName;
  }
}

function note(byName: Map<string, Caller[]>, facts: FileFacts, call: CallFact): void {
  for (const name of namesBound(facts, call)) {
    const caller = { file: facts.file, call, function: call.function, class: call.class };
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [caller]);
    else group.push(caller);
  }
}

function namesBound(facts: FileFacts, call: CallFact): readonly string[] {
  const bound = call.arguments.length > 1 ? boundIn(call.callee) : null;
  if (bound === null) return [];
  const names = [lastName(bound), importedName(facts, bound)];
  return [...new Set(names.filter((name) => name !== null))];
}

const boundIn = (callee: Expression): Expression | null =>
  callee.kind === 'member' && callee.property === 'bind' ? callee.object : null;

import type { FileFacts, FunctionId } from '../parse/facts.js';
import { lastName } from './callee-names.js';
import type { Engine } from './engine.js';
import type { Caller } from './knowledge.js';

/** More places that mention a name say nothing about one function. */
const MOST_CANDIDATES = 40;

/** Calls by the last name of their callee; which function they reach is checked by evaluation. */
export class CallerIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byName: Map<string, Caller[]> | undefined;
  readonly #known = new Map<string, readonly Caller[]>();

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#all = all;
  }

  callersOf(file: string, id: FunctionId, most = MOST_CANDIDATES): readonly Caller[] {
    const key = `${file}\0${String(id)}\0${String(most)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const found = this.#candidates(file, id, most).filter((caller) =>
      reaches(this.#engine, caller, { file, id }),
    );
    this.#known.set(key, found);
    return found;
  }

  #candidates(file: string, id: FunctionId, most: number): readonly Caller[] {
    const names = this.#engine.index.functionNames(file, id);
    const candidates = [...names].flatMap((name) => this.#index().get(name) ?? []);
    if (candidates.length <= most) return candidates;
    // A common name such as `get` is most likely meant where the function is.
    const near = candidates.filter((one) => one.file === file);
    const far = candidates.filter((one) => one.file !== file);
    return [...near, ...far].slice(0, most);
  }

  #index(): Map<string, Caller[]> {
    if (this.#byName !== undefined) return this.#byName;
    const byName = new Map<string, Caller[]>();
    for (const { file, calls } of this.#all()) {
      for (const call of calls) {
        const name = lastName(call.callee);
        if (name === null) continue;
        const caller = { file, call, function: call.function, class: call.class };
        const group = byName.get(name);
        if (group === undefined) byName.set(name, [caller]);
        else group.push(caller);
      }
    }
    this.#byName = byName;
    return byName;
  }
}

function reaches(
  engine: Engine,
  { file, call, function: around, class: classId }: Caller,
  target: { readonly file: string; readonly id: FunctionId },
): boolean {
  const callees = engine.evaluate(call.callee, {
    file,
    function: around,
    class: classId,
    frame: null,
  });
  const owner = engine.facts(target.file)?.functions[target.id]?.class;
  return callees.some((value) => {
    if (value.kind === 'function')
      return value.file === target.file && value.function === target.id;
    if (value.kind !== 'class' || call.form !== 'new') return false;
    return value.file === target.file && value.class === owner;
  });
}

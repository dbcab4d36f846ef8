import type { CallFact, FileFacts, FunctionId } from '../../parse/facts.js';
import { calledName, importedName } from './called-names.js';
import type { Engine } from '../engine.js';
import type { Caller } from '../knowledge.js';
import { namesOutside } from './outside-names.js';

/** More places that mention a name say nothing about one function. */
const MOST_CANDIDATES = 40;

const NONE: ReadonlySet<string> = new Set();

/** Calls by the last name of their callee; which function they reach is checked by evaluation. */
export class CallerIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byName: Map<string, Caller[]> | undefined;
  #importers: ReadonlyMap<string, ReadonlySet<string>> | undefined;
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
    const names = namesOutside(this.#engine, file, id);
    const candidates = [...new Set(names.flatMap((name) => this.#index().get(name) ?? []))];
    if (candidates.length <= most) return candidates;
    // A common name such as `get` is most likely meant where the function is, or where its file is imported.
    const importers = this.#importersOf(file);
    const near = candidates.filter((one) => one.file === file);
    const beside = candidates.filter((one) => one.file !== file && importers.has(one.file));
    const far = candidates.filter((one) => one.file !== file && !importers.has(one.file));
    return [...near, ...beside, ...far].slice(0, most);
  }

  #importersOf(file: string): ReadonlySet<string> {
    this.#importers ??= this.#readImporters();
    return this.#importers.get(file) ?? NONE;
  }

  #readImporters(): ReadonlyMap<string, ReadonlySet<string>> {
    const importers = new Map<string, Set<string>>();
    for (const { file, requests } of this.#all()) {
      for (const { specifier, typeOnly } of requests) {
        const target = typeOnly ? undefined : this.#engine.modules.resolve(file, specifier);
        if (target?.kind !== 'file') continue;
        importers.set(target.file, (importers.get(target.file) ?? new Set()).add(file));
      }
    }
    return importers;
  }

  #index(): Map<string, Caller[]> {
    if (this.#byName !== undefined) return this.#byName;
    const byName = new Map<string, Caller[]>();
    for (const facts of this.#all()) {
      for (const call of facts.calls) note(byName, facts, call);
    }
    this.#byName = byName;
    return byName;
  }
}

function note(byName: Map<string, Caller[]>, facts: FileFacts, call: CallFact): void {
  const caller = { file: facts.file, call, function: call.function, class: call.class };
  for (const name of new Set([calledName(facts, call), importedName(facts, call.callee)])) {
    if (name === null) continue;
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [caller]);
    else group.push(caller);
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
  const fact = engine.facts(target.file)?.functions[target.id];
  const owner = fact?.class;
  const isConstructor = fact?.kind === 'constructor';
  return callees.some((value) => {
    if (value.kind === 'function')
      return value.file === target.file && value.function === target.id;
    if (value.kind === 'class' && call.form === 'new')
      return value.file === target.file && value.class === owner;
    // `super(…)` is an instance of the class that is extended.
    return (
      isConstructor &&
      value.kind === 'instance' &&
      call.callee.kind === 'super' &&
      value.file === target.file &&
      'class' in value.of &&
      value.of.class === owner
    );
  });
}

import type { BindingId, CallId, Expression, FileFacts, TypeFact } from '../parse/facts.js';
import { applyValue } from './apply.js';
import { bindingValues } from './bindings.js';
import { callValues } from './calls.js';
import type { CatalogIndex } from './catalog-index.js';
import type { Application, Engine } from './engine.js';
import { evaluateExpression } from './expressions.js';
import { ExportIndex } from './export-index.js';
import { exportedValues, importedValues } from './exports.js';
import { memberValues } from './members.js';
import type { ModuleResolver } from './modules.js';
import type { RepositoryKnowledge } from './knowledge.js';
import { RepositoryIndex } from './repository-index.js';
import { returnedValues } from './returns.js';
import { typeValues } from './types.js';
import type { FunctionValue, Place, Value } from './values.js';

/** Evaluations one question may take; wider ones answer what is known by then. */
const MOST_STEPS = 3_000;
/** What the questions about one file may take together, and each of them in any case. */
const STEPS_PER_FILE = 500_000;
const STEPS_PER_QUESTION = 50;
const DEEPEST = 120;

export interface ResolverInput {
  readonly catalog: CatalogIndex;
  readonly modules: ModuleResolver;
  readonly facts: (file: string) => FileFacts | undefined;
  readonly allFacts: () => Iterable<FileFacts>;
}

/** Follows values through the repository. Answers without a call frame are kept. */
export class Resolver implements Engine {
  readonly catalog: CatalogIndex;
  readonly modules: ModuleResolver;
  readonly exports: ExportIndex;
  readonly index: RepositoryKnowledge;
  readonly facts: (file: string) => FileFacts | undefined;
  readonly #known = new Map<object, readonly Value[]>();
  readonly #active = new Set<string>();
  readonly #identities = new WeakMap<object, number>();
  #nextIdentity = 0;
  #steps = 0;
  #allowance = MOST_STEPS;
  #credit = STEPS_PER_FILE;
  #depth = 0;
  /** Counts answers cut short by a cycle: what was computed around one is not kept. */
  #cuts = 0;

  constructor({ catalog, modules, facts, allFacts }: ResolverInput) {
    this.catalog = catalog;
    this.modules = modules;
    this.exports = new ExportIndex(facts, modules);
    this.facts = facts;
    this.index = new RepositoryIndex(this, allFacts);
  }

  /** Questions about another file follow: those about this one cannot use up what it is due. */
  beginFile(): void {
    this.#credit = STEPS_PER_FILE;
    this.#steps = 0;
  }

  /** Values of a call's callee. */
  calleeValues(file: string, id: CallId): readonly Value[] {
    const call = this.facts(file)?.calls[id];
    if (call === undefined) return [];
    return this.evaluate(call.callee, {
      file,
      function: call.function,
      class: call.class,
      frame: null,
    });
  }

  evaluate(expression: Expression, place: Place): readonly Value[] {
    // These mean something else in every place; parsers may share one object for all of them.
    if (expression.kind === 'this' || expression.kind === 'super') {
      return this.#bounded(() => evaluateExpression(this, expression, place));
    }
    return this.#once(expression, place, () => evaluateExpression(this, expression, place));
  }

  evaluateCall(call: CallId, place: Place): readonly Value[] {
    const fact = this.facts(place.file)?.calls[call];
    return fact === undefined ? [] : this.#once(fact, place, () => callValues(this, call, place));
  }

  binding(binding: BindingId, place: Place): readonly Value[] {
    const fact = this.facts(place.file)?.bindings[binding];
    return fact === undefined
      ? []
      : this.#once(fact, place, () => bindingValues(this, binding, place));
  }

  typeValues(type: TypeFact, place: Place): readonly Value[] {
    return this.#once(type, place, () => typeValues(this, type, place));
  }

  member(value: Value, name: string): readonly Value[] {
    return this.#bounded(() => memberValues(this, value, name));
  }

  apply(callee: Value, input: Application): readonly Value[] {
    return this.#bounded(() => applyValue(this, callee, input));
  }

  returned(callee: FunctionValue, input: Application): readonly Value[] {
    return this.#bounded(() => returnedValues(this, callee, input));
  }

  exported(file: string, name: string): readonly Value[] {
    return this.#guarded(`export ${file}\0${name}`, () => exportedValues(this, file, name));
  }

  imported(file: string, specifier: string, name: string): readonly Value[] {
    return this.#bounded(() => importedValues(this, { file, specifier, name }));
  }

  injected(token: string): readonly Value[] {
    return this.#guarded(`token ${token}`, () => this.index.injected(token));
  }

  #once(subject: object, place: Place, compute: () => readonly Value[]): readonly Value[] {
    const framed = place.frame !== null;
    const known = framed ? undefined : this.#known.get(subject);
    if (known !== undefined) return known;
    const key = `${String(this.#identity(subject))} ${framed ? String(this.#identity(place.frame)) : ''}`;
    const cutsBefore = this.#cuts;
    const values = this.#guarded(key, compute);
    if (!framed && (this.#cuts === cutsBefore || this.#active.size === 0))
      this.#known.set(subject, values);
    return values;
  }

  /** Answers nothing when the question is already being asked further up. */
  #guarded(key: string, compute: () => readonly Value[]): readonly Value[] {
    if (this.#active.has(key)) {
      this.#cuts++;
      return [];
    }
    this.#active.add(key);
    try {
      return this.#bounded(compute);
    } finally {
      this.#active.delete(key);
    }
  }

  #bounded(compute: () => readonly Value[]): readonly Value[] {
    if (this.#depth === 0) this.#beginQuestion();
    if (++this.#steps > this.#allowance || this.#depth > DEEPEST) {
      this.#cuts++;
      return [];
    }
    this.#depth++;
    try {
      return compute();
    } finally {
      this.#depth--;
    }
  }

  /** Each question from outside gets its own allowance. */
  #beginQuestion(): void {
    const left = Math.max(0, this.#credit - this.#steps);
    this.#credit = Math.min(STEPS_PER_FILE, left + STEPS_PER_QUESTION);
    this.#allowance = Math.min(MOST_STEPS, this.#credit);
    this.#steps = 0;
  }

  #identity(subject: object): number {
    let found = this.#identities.get(subject);
    if (found === undefined) {
      found = ++this.#nextIdentity;
      this.#identities.set(subject, found);
    }
    return found;
  }
}

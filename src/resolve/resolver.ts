import type { BindingId, CallId, Expression, FileFacts, TypeFact } from '../parse/facts.js';
import { applyValue } from './expressions/apply.js';
import { bindingValues } from './expressions/bindings.js';
import { callValues } from './expressions/calls.js';
import type { CatalogIndex } from './indexes/catalog-index.js';
import { identityOf } from './distinct.js';
import type { Application, Engine } from './engine.js';
import { evaluateExpression } from './expressions/expressions.js';
import { ExportIndex } from './modules/export-index.js';
import { exportedValues, importedValues } from './modules/exports.js';
import { memberValues } from './expressions/members.js';
import type { ModuleResolver } from './modules/modules.js';
import type { RepositoryKnowledge } from './knowledge.js';
import { propertiesOf } from './expressions/named-properties.js';
import { RepositoryIndex } from './indexes/repository-index.js';
import { returnedValues } from './expressions/returns.js';
import { typeValues } from './types/types.js';
import { ActiveQuestions } from './active-questions.js';
import type { FunctionValue, Frame, Place, Value } from './values.js';

/** Evaluations one question may take; wider ones answer what is known by then. */
const MOST_STEPS = 3_000;
/** What the questions about one file may take together, and each of them in any case. */
const STEPS_PER_FILE = 500_000;
const STEPS_PER_QUESTION = 50;
const DEEPEST = 120;

/** Positions among the questions that are being asked: none is missing, or more than can be told. */
const NOTHING = Infinity;
const EVERYTHING = -1;

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
  readonly #members = new WeakMap<object, Map<string, readonly Value[]>>();
  readonly #exported = new Map<string, Map<string, readonly Value[]>>();
  readonly #active = new ActiveQuestions();
  #steps = 0;
  #allowance = MOST_STEPS;
  #credit = STEPS_PER_FILE;
  #depth = 0;
  /** The outermost question whose answer is still missing in what was computed since. */
  #missing = NOTHING;

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
    if (fact === undefined) return [];
    // What the module declares is the same in every call of its functions.
    const at = fact.function === 0 && place.frame !== null ? { ...place, frame: null } : place;
    return this.#once(fact, at, () => bindingValues(this, binding, at));
  }

  typeValues(type: TypeFact, place: Place): readonly Value[] {
    return this.#once(type, place, () => typeValues(this, type, place));
  }

  member(value: Value, name: string): readonly Value[] {
    const read = (): readonly Value[] => memberValues(this, value, name);
    const owner = this.#ownerOf(value);
    if (owner === null) return this.#bounded(read);
    return this.#kept(groupIn(this.#members, owner), name, () =>
      this.#guarded(`member ${String(identityOf(owner))} ${name}`, null, read),
    );
  }

  /** What an answer about a member is kept for; null where it is found faster than looked up. */
  #ownerOf(value: Value): object | null {
    switch (value.kind) {
      case 'instance':
        // Instances are made anew whenever one is asked for; what their class says of them stays.
        return value.frame === null && 'class' in value.of
          ? (this.facts(value.file)?.classes[value.of.class] ?? null)
          : null;
      case 'class':
        return value;
      case 'shape':
        // A shape is made anew for each annotation; outside of calls its declaration says it all.
        return value.place.frame === null ? value.members : value;
      case 'object':
        return value.place.frame === null && propertiesOf(value.expression).spread.length > 0
          ? value.expression
          : null;
      case 'external':
      case 'operation':
      case 'package':
      case 'function':
      case 'list':
      case 'callable':
      case 'module':
      case 'constant':
        return null;
    }
  }

  apply(callee: Value, input: Application): readonly Value[] {
    return this.#bounded(() => applyValue(this, callee, input));
  }

  returned(callee: FunctionValue, input: Application): readonly Value[] {
    return this.#bounded(() => returnedValues(this, callee, input));
  }

  exported(file: string, name: string): readonly Value[] {
    const group = groupIn(this.#exported, file);
    return this.#kept(group, name, () =>
      this.#guarded(`export ${file}\0${name}`, null, () => exportedValues(this, file, name)),
    );
  }

  imported(file: string, specifier: string, name: string): readonly Value[] {
    return this.#bounded(() => importedValues(this, { file, specifier, name }));
  }

  injected(token: string): readonly Value[] {
    return this.#guarded(`token ${token}`, null, () => this.index.injected(token));
  }

  keeping<K, T>(known: Map<K, T>, key: K, compute: () => T): T {
    const found = known.get(key);
    if (found !== undefined) return found;
    const missingBefore = this.#missing;
    this.#missing = NOTHING;
    const made = compute();
    if (this.#missing === NOTHING) known.set(key, made);
    this.#missing = Math.min(this.#missing, missingBefore);
    return made;
  }

  #once(subject: object, place: Place, compute: () => readonly Value[]): readonly Value[] {
    if (place.frame !== null) return this.#guarded(subject, place.frame, compute);
    return this.#kept(this.#known, subject, () => this.#guarded(subject, null, compute));
  }

  /** Keeps an answer that misses nothing but, at most, itself. */
  #kept<K>(
    known: Map<K, readonly Value[]>,
    key: K,
    compute: () => readonly Value[],
  ): readonly Value[] {
    const found = known.get(key);
    if (found !== undefined) return found;
    const missingBefore = this.#missing;
    this.#missing = NOTHING;
    const values = compute();
    if (this.#missing === NOTHING || this.#active.size === 0) known.set(key, values);
    this.#missing = Math.min(this.#missing, missingBefore);
    return values;
  }

  /** Answers nothing when the question is already being asked further up. */
  #guarded(
    subject: unknown,
    frame: Frame | null,
    compute: () => readonly Value[],
  ): readonly Value[] {
    const asked = this.#active.positionOf(subject, frame);
    if (asked !== undefined) {
      this.#missing = Math.min(this.#missing, asked);
      return [];
    }
    const position = this.#active.begin(subject, frame);
    try {
      return this.#bounded(compute);
    } finally {
      this.#active.end(subject, frame);
      // A circle that closes here is a part of the answer: nobody further up is asked anything.
      if (this.#missing === position) this.#missing = NOTHING;
    }
  }

  #bounded(compute: () => readonly Value[]): readonly Value[] {
    if (this.#depth === 0) this.#beginQuestion();
    if (++this.#steps > this.#allowance || this.#depth > DEEPEST) {
      this.#missing = EVERYTHING;
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
}

interface Groups<K> {
  get(key: K): Map<string, readonly Value[]> | undefined;
  set(key: K, group: Map<string, readonly Value[]>): void;
}

function groupIn<K>(groups: Groups<K>, key: K): Map<string, readonly Value[]> {
  const found = groups.get(key);
  if (found !== undefined) return found;
  const made = new Map<string, readonly Value[]>();
  groups.set(key, made);
  return made;
}

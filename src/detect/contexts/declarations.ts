import type { Repository } from '../../model/repository.js';
import type {
  BindingFact,
  BindingId,
  Expression,
  FileFacts,
  FunctionId,
} from '../../parse/facts.js';
import type { ContextReason } from './spread.js';

export interface Usable {
  readonly name: string;
  readonly isExported: boolean;
}

/**
 * What a module declares for others to use: functions, classes, and objects that hold functions.
 * Each has a name, "file\0binding"; all other code of a file goes by the file's name.
 */
export class Declarations {
  readonly #packageDirs: ReadonlyMap<string, string>;
  readonly #private: ReadonlySet<string>;
  readonly #contexts: ReadonlyMap<string, ContextReason>;
  readonly #known = new Map<string, Declared>();

  /** `contexts` are those of whole files. */
  constructor({ sources, packages }: Repository, contexts: ReadonlyMap<string, ContextReason>) {
    this.#contexts = contexts;
    this.#packageDirs = new Map(sources.map(({ file, packageDir }) => [file, packageDir]));
    this.#private = new Set(packages.filter((one) => one.private).map(({ dir }) => dir));
  }

  /** The declaration whose code a function is. */
  around(facts: FileFacts, id: FunctionId): string {
    const binding = this.#of(facts).holders.get(outermost(facts, id));
    return binding === undefined ? facts.file : nameOf(facts.file, binding);
  }

  /** The name of what a binding declares; null where that has none of its own. */
  named(facts: FileFacts, id: BindingId): string | null {
    return this.#of(facts).bindings.has(id) ? nameOf(facts.file, id) : null;
  }

  /** The declarations of a file that run only where code uses them. */
  usable(facts: FileFacts): readonly Usable[] {
    const exported = new Set(facts.exports.map(({ binding }) => binding));
    return [...this.#of(facts).bindings]
      .filter((id) => !CALLED_BY_FRAMEWORKS.test(facts.bindings[id]?.name ?? ''))
      .map((id) => ({ name: nameOf(facts.file, id), isExported: exported.has(id) }));
  }

  /**
   * None where all of a file runs in one place, and of server actions, which run on the server
   * whoever calls them; of what a published package exports, as others use it.
   */
  #of(facts: FileFacts): Declared {
    const known = this.#known.get(facts.file);
    if (known !== undefined) return known;
    const isDivided =
      this.#contexts.get(facts.file)?.context === 'server' &&
      !facts.directives.includes('use server');
    const isPrivate = this.#private.has(this.#packageDirs.get(facts.file) ?? '');
    const found = isDivided ? declaredIn(facts, ofOthers(facts, isPrivate)) : NONE;
    this.#known.set(facts.file, found);
    return found;
  }
}

/** Exports that a framework calls by their name, whoever else imports the file. */
export const CALLED_BY_FRAMEWORKS =
  /^(handler|handle|loader|action|actions|load|middleware|generate[A-Z]\w*|get(Server|Static)(Side)?(Props|Paths)|getInitialProps|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

interface Declared {
  readonly bindings: ReadonlySet<BindingId>;
  /** By the outermost functions of each. */
  readonly holders: ReadonlyMap<FunctionId, BindingId>;
}

const NONE: Declared = { bindings: new Set(), holders: new Map() };

const nameOf = (file: string, binding: BindingId): string => `${file}\0${String(binding)}`;

function outermost({ functions }: FileFacts, id: FunctionId): FunctionId {
  let current = id;
  for (;;) {
    const parent = functions[current]?.parent ?? 0;
    if (parent === 0) return current;
    current = parent;
  }
}

/** What others may use by its name without importing it from here: also all of a script, which is global. */
function ofOthers(facts: FileFacts, isPrivate: boolean): (id: BindingId) => boolean {
  if (isPrivate) return () => false;
  if (!isModule(facts)) return () => true;
  const exported = new Set(facts.exports.map(({ binding }) => binding));
  return (id) => exported.has(id);
}

const isModule = ({ exports, requests }: FileFacts): boolean =>
  exports.length + requests.length > 0;

function declaredIn(facts: FileFacts, isOfOthers: (id: BindingId) => boolean): Declared {
  const holders = new Map<FunctionId, BindingId>();
  const classes = new Map<number, BindingId>();
  for (const [id, binding] of facts.bindings.entries()) {
    if (binding.function !== 0 || binding.inner === true || isOfOthers(id)) continue;
    for (const one of declaredBy(binding)) {
      if (one.kind === 'function') holders.set(one.function, id);
      else classes.set(one.class, id);
    }
  }
  for (const [id, { class: owner, parent }] of facts.functions.entries()) {
    const binding = parent === 0 && owner !== null ? classes.get(owner) : undefined;
    if (binding !== undefined) holders.set(id, binding);
  }
  return { bindings: new Set(holders.values()), holders };
}

type Literal = Extract<Expression, { kind: 'function' | 'class' }>;

function declaredBy({ declares, class: owner, value, path }: BindingFact): readonly Literal[] {
  if (declares !== undefined) return [{ kind: 'function', function: declares }];
  if (owner !== undefined) return [{ kind: 'class', class: owner }];
  return value === undefined || path !== undefined ? [] : literalsIn(value);
}

/** Functions and classes that stand in a literal: a call around them may keep or run them. */
function literalsIn(value: Expression): readonly Literal[] {
  if (value.kind === 'function' || value.kind === 'class') return [value];
  if (value.kind === 'cast') return literalsIn(value.value);
  return value.kind === 'object'
    ? value.properties.flatMap((property) => literalsIn(property.value))
    : [];
}

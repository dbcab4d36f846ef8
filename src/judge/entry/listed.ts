import { posix } from 'node:path';
import type { ClassFact, ClassId, Expression, FileFacts } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';
import type { Entering } from './entering.js';

/** Decorators by which a class takes others in. */
type ListsOf = (facts: FileFacts, fact: ClassFact) => readonly Entering[];

/** Classes that work only where another class lists them, which in turn is listed or started. */
export class Listing {
  readonly #judging: Judging;
  readonly #lists: ListsOf;

  constructor(judging: Judging, lists: ListsOf) {
    this.#judging = judging;
    this.#lists = lists;
  }

  /**
   * Whether a class can stand in the list that its framework takes it from: a file imports it that
   * can be in use itself, or one that leads to no file goes by its name, or its own file mentions it,
   * or it lies below a list of which not all is known.
   */
  mayBeListed(facts: FileFacts, id: ClassId, asking: ReadonlySet<string> = new Set()): boolean {
    const name = facts.classes[id]?.name ?? null;
    if (name === null || isMentioned(facts, id)) return true;
    if (importedFromElsewhere(this.#judging).has(name)) return true;
    const importers = this.#judging.importers().get(facts.file);
    if (importers === undefined) {
      return asking.size > 0 ? !this.#isStarted(facts.file) : this.#isBelowOpenList(facts.file);
    }
    const asked = new Set([...asking, facts.file]);
    return importers.some((file) => !asked.has(file) && this.#takesIn(file, asked));
  }

  /** Whether what a file imports is in use: a file of lists alone may be one that nobody lists. */
  #takesIn(file: string, asking: ReadonlySet<string>): boolean {
    const facts = this.#judging.facts(file);
    if (facts === undefined) return true;
    const lists = this.#listsOf(facts);
    return lists.length === 0 || lists.some((id) => this.mayBeListed(facts, id, asking));
  }

  #listsOf(facts: FileFacts): readonly ClassId[] {
    return [...facts.classes.entries()].flatMap(([id, fact]) =>
      this.#lists(facts, fact).length > 0 ? id : [],
    );
  }

  /** Whether a list of a folder above holds what could not be followed: what it loads lies below it. */
  #isBelowOpenList(file: string): boolean {
    const open = openIn.get(this.#judging) ?? [...this.#openLists()];
    openIn.set(this.#judging, open);
    return open.some((dir) => file.startsWith(`${dir}/`));
  }

  /** Folders of the lists in use of which not all is known. */
  *#openLists(): Iterable<string> {
    for (const { file } of this.#judging.repository.sources) {
      const facts = this.#judging.facts(file);
      for (const [id, fact] of facts?.classes.entries() ?? []) {
        if (facts === undefined || !this.#lists(facts, fact).some((one) => this.#isOpen(one)))
          continue;
        if (this.mayBeListed(facts, id, new Set([file]))) yield posix.dirname(file);
      }
    }
  }

  #isOpen({ call, place }: Entering): boolean {
    const { resolver } = this.#judging;
    return call.arguments
      .flatMap(spreadIn)
      .some((one) => !resolver.evaluate(one, place).some(hasElements));
  }

  /** Whether a program of the same package takes in a list: what it does not lead to is not started. */
  #isStarted(file: string): boolean {
    const dir = this.#judging.package(file)?.dir;
    const started = startedIn.get(this.#judging) ?? new Set(this.#startedPackages());
    startedIn.set(this.#judging, started);
    return started.has(dir);
  }

  *#startedPackages(): Iterable<string | undefined> {
    for (const [file, importers] of this.#judging.importers()) {
      const facts = this.#judging.facts(file);
      if (facts === undefined || this.#listsOf(facts).length === 0) continue;
      for (const importer of importers) {
        const by = this.#judging.facts(importer);
        if (by !== undefined && this.#listsOf(by).length === 0) {
          yield this.#judging.package(importer)?.dir;
        }
      }
    }
  }
}

/** What is spread into the lists of an object. */
function spreadIn(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'object') return [];
  return expression.properties.flatMap(({ value }) =>
    value.kind === 'array'
      ? value.elements.flatMap((one) => (one.kind === 'spread' ? one.value : []))
      : [],
  );
}

const hasElements = (value: Value): boolean => value.kind === 'list' && value.elements.length > 0;

const openIn = new WeakMap<Judging, readonly string[]>();

const startedIn = new WeakMap<Judging, ReadonlySet<string | undefined>>();

/** Beside what its own methods say of it. */
function isMentioned({ bindings, functions }: FileFacts, id: ClassId): boolean {
  const own = bindings.findIndex((binding) => binding.class === id);
  return functions.some((one) => one.class !== id && one.mentions?.includes(own) === true);
}

/** Names that are imported from what is no file of the repository. */
const importedFromElsewhere = oncePer(
  (judging: Judging): ReadonlySet<string> => new Set(namesFromElsewhere(judging)),
);

function* namesFromElsewhere(judging: Judging): Iterable<string> {
  for (const { file } of judging.repository.sources) {
    for (const { import: source, name } of judging.facts(file)?.bindings ?? []) {
      if (source === undefined) continue;
      const target = judging.resolver.modules.resolve(file, source.specifier);
      if (target.kind !== 'file') yield source.imported === 'default' ? name : source.imported;
    }
  }
}

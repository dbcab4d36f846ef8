import type { BindingId, ExportFact, FileFacts } from '../../parse/facts.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { requestedModule } from '../../parse/module-requests.js';
import type { Resolver } from '../../resolve/resolver.js';
import type { Declarations } from './declarations.js';

interface ExportsInput {
  readonly files: FactsStore;
  readonly resolver: Pick<Resolver, 'exports' | 'modules'>;
  readonly declarations: Declarations;
}

/** Follows imported and exported names to the declarations that they stand for. */
export class ExportedDeclarations {
  readonly #input: ExportsInput;
  readonly #known = new Map<string, readonly string[]>();

  constructor(input: ExportsInput) {
    this.#input = input;
  }

  /** The declarations that a name of a module stands for. */
  behind(facts: FileFacts, id: BindingId): readonly string[] {
    const source = facts.bindings[id]?.import;
    if (source !== undefined)
      return source.typeOnly ? [] : this.#imported(facts.file, source.specifier, source.imported);
    const own = this.#input.declarations.named(facts, id);
    return own === null ? [] : [own];
  }

  /** The same of a member of an imported namespace. */
  member(facts: FileFacts, id: BindingId, member: string): readonly string[] {
    const source = facts.bindings[id]?.import;
    return source === undefined || source.typeOnly
      ? []
      : this.#imported(facts.file, source.specifier, member);
  }

  /** What `require` and `import()` ask for. */
  askedForWhole(facts: FileFacts): readonly string[] {
    return facts.calls.flatMap((call) => {
      const specifier = requestedModule(call);
      return specifier === null ? [] : this.#imported(facts.file, specifier, '*');
    });
  }

  #imported(file: string, specifier: string, name: string): readonly string[] {
    const target = this.#input.resolver.modules.resolve(file, specifier);
    return target.kind === 'file' ? this.#exportsOf(target.file, name) : [];
  }

  /** Names that files export of each other in a circle stand for nothing. */
  #exportsOf(file: string, name: string): readonly string[] {
    const key = `${file}\0${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const found = name === '*' ? this.#whole(file, new Set()) : this.#named(file, name);
    this.#known.set(key, found);
    return found;
  }

  #named(file: string, name: string): readonly string[] {
    const located = this.#input.resolver.exports.locate(file, name);
    if (located === null) return [];
    return located.entries.flatMap((entry) => this.#exported(located.file, entry));
  }

  /** All that a file exports, what it exports of others included. */
  #whole(file: string, entered: Set<string>): readonly string[] {
    if (entered.has(file)) return [];
    entered.add(file);
    const { modules } = this.#input.resolver;
    return (this.#input.files.get(file)?.exports ?? []).flatMap((entry) => {
      if (entry.from?.imported !== '*') return this.#exported(file, entry);
      const target = modules.resolve(file, entry.from.specifier);
      return target.kind === 'file' ? this.#whole(target.file, entered) : [];
    });
  }

  #exported(file: string, { binding, from }: ExportFact): readonly string[] {
    if (from !== undefined) return this.#imported(file, from.specifier, from.imported);
    const facts = binding === undefined ? undefined : this.#input.files.get(file);
    return facts === undefined || binding === undefined ? [] : this.behind(facts, binding);
  }
}

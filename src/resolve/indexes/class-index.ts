import type { ClassFact, FileFacts } from '../../parse/facts.js';
import { baseValues } from '../types/bases.js';
import { firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { ClassPlace } from '../knowledge.js';

interface KnownClass extends ClassPlace {
  readonly fact: ClassFact;
}

/** Classes by what they extend and implement. */
export class ClassIndex {
  readonly #engine: Engine;
  readonly #all: () => Iterable<FileFacts>;
  #byInterface: Map<string, KnownClass[]> | undefined;
  #extending: KnownClass[] | undefined;
  readonly #mentioning = new Map<string | null | undefined, readonly KnownClass[]>();
  readonly #subclasses = new Map<string, readonly ClassPlace[]>();
  readonly #descendants = new Map<string, readonly ClassPlace[]>();

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#all = all;
  }

  /** Direct subclasses whose base really is this class. */
  subclassesOf(base: ClassPlace): readonly ClassPlace[] {
    return this.#engine.keeping(this.#subclasses, keyOf(base), () => this.#extendersOf(base));
  }

  /** Subclasses and theirs, each once: classes of hostile code descend from each other. */
  descendantsOf(root: ClassPlace): readonly ClassPlace[] {
    return this.#engine.keeping(this.#descendants, keyOf(root), () => this.#belowOf(root));
  }

  #belowOf(root: ClassPlace): readonly ClassPlace[] {
    const seen = new Set([keyOf(root)]);
    const found: ClassPlace[] = [];
    const pending = [...this.subclassesOf(root)].reverse();
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (seen.has(keyOf(one))) continue;
      seen.add(keyOf(one));
      found.push(one);
      pending.push(...[...this.subclassesOf(one)].reverse());
    }
    return found;
  }

  #extendersOf({ file, class: classId }: ClassPlace): readonly ClassPlace[] {
    const name = this.#engine.facts(file)?.classes[classId]?.name;
    return firstOf(this.#candidates(name)).filter((one) =>
      baseValues(this.#engine, one.file, one.fact).some(
        (base) => base.kind === 'class' && base.file === file && base.class === classId,
      ),
    );
  }

  #candidates(base: string | null | undefined): readonly KnownClass[] {
    const known = this.#mentioning.get(base);
    if (known !== undefined) return known;
    this.#extending ??= [...this.#classes()].filter(({ fact }) => fact.superclass !== null);
    const found = this.#extending.filter(({ fact }) => mentions(fact, base));
    this.#mentioning.set(base, found);
    return found;
  }

  implementersOf(name: string): readonly ClassPlace[] {
    this.#byInterface ??= this.#groupByInterface();
    return this.#byInterface.get(name) ?? [];
  }

  #groupByInterface(): Map<string, KnownClass[]> {
    const grouped = new Map<string, KnownClass[]>();
    for (const known of this.#classes()) {
      for (const type of known.fact.implements) {
        const name = type.kind === 'reference' ? type.name.at(-1) : undefined;
        const group = name === undefined ? undefined : grouped.get(name);
        if (group !== undefined) group.push(known);
        else if (name !== undefined) grouped.set(name, [known]);
      }
    }
    return grouped;
  }

  *#classes(): Iterable<KnownClass> {
    for (const { file, classes } of this.#all()) {
      for (const [classId, fact] of classes.entries()) yield { file, class: classId, fact };
    }
  }
}

const keyOf = ({ file, class: id }: ClassPlace): string => `${file}#${String(id)}`;

/** Cheap test before evaluation: default imports may rename, so a nameless base passes. */
function mentions({ superclass }: ClassFact, name: string | null | undefined): boolean {
  if (superclass?.kind === 'name') return name == null || superclass.name === name;
  if (superclass?.kind === 'member') return name == null || superclass.property === name;
  return true;
}

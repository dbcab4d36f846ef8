import type { Expression, FileFacts, TypeFact } from '../../parse/facts.js';
import type { DeclaredLiteral, WrittenValue } from '../knowledge.js';

/** Object literals by the name of the type that they are declared to be of. */
export class LiteralIndex {
  readonly #all: () => Iterable<FileFacts>;
  #byType: Map<string, DeclaredLiteral[]> | undefined;

  constructor(all: () => Iterable<FileFacts>) {
    this.#all = all;
  }

  /** `function make(): Policy { return { … } }` and `const policy: Policy = { … }`. */
  literalsOf(name: string): readonly DeclaredLiteral[] {
    this.#byType ??= this.#collect();
    return this.#byType.get(name) ?? [];
  }

  #collect(): Map<string, DeclaredLiteral[]> {
    const byType = new Map<string, DeclaredLiteral[]>();
    for (const facts of this.#all()) {
      for (const { name, literal } of declared(facts)) {
        const known = byType.get(name);
        if (known === undefined) byType.set(name, [literal]);
        else known.push(literal);
      }
    }
    return byType;
  }
}

interface Named {
  readonly name: string;
  readonly literal: DeclaredLiteral;
}

function* declared({ file, functions, bindings }: FileFacts): Iterable<Named> {
  for (const [id, { returnType, returns }] of functions.entries()) {
    for (const value of returns) yield* named(value, returnType, placeIn(file, id));
  }
  for (const { kind, value, path, type, function: id } of bindings) {
    if (kind === 'variable' && path === undefined) yield* named(value, type, placeIn(file, id));
  }
}

const placeIn = (file: string, id: number): WrittenValue['place'] => ({
  file,
  function: id,
  class: null,
  frame: null,
});

function* named(
  value: Expression | undefined,
  declaredType: TypeFact | undefined,
  place: WrittenValue['place'],
): Iterable<Named> {
  const type = settledType(declaredType);
  const name = type?.kind === 'reference' ? type.name.at(-1) : undefined;
  if (value?.kind !== 'object' || type === undefined || name === undefined) return;
  yield { name, literal: { value, place, type } };
}

/** What a promise of the type settles with. */
const settledType = (type: TypeFact | undefined): TypeFact | undefined =>
  type?.kind === 'reference' && type.name[0] === 'Promise' ? type.arguments[0] : type;

import type { BindingId, FunctionId } from './facts.js';

/** What a name is asked for as: `class`, `enum` and imports are several at once; `ns.T` asks for a namespace. */
export type Space = 'value' | 'type' | 'namespace';

export class Scope {
  readonly parent: Scope | null;
  readonly function: FunctionId;
  /** `var` and, in namespaces and static blocks too, everything hoisted stops here. */
  readonly hoists: boolean;
  readonly #names = {
    value: new Map<string, BindingId>(),
    type: new Map<string, BindingId>(),
    namespace: new Map<string, BindingId>(),
  };

  constructor(parent: Scope | null, functionId: FunctionId, hoists: boolean) {
    this.parent = parent;
    this.function = functionId;
    this.hoists = hoists;
  }

  own(space: Space, name: string): BindingId | undefined {
    return this.#names[space].get(name);
  }

  set(space: Space, name: string, binding: BindingId): void {
    this.#names[space].set(name, binding);
  }

  find(space: Space, name: string): BindingId | null {
    return this.own(space, name) ?? this.parent?.find(space, name) ?? null;
  }

  hoisting(): Scope {
    return this.hoists || this.parent === null ? this : this.parent.hoisting();
  }
}

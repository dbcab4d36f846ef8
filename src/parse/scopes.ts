import type { BindingId, FunctionId } from './facts.js';

/** What a name is asked for as: `class`, `enum` and imports are several at once; `ns.T` asks for a namespace. */
export type Space = 'value' | 'type' | 'namespace';

export class Scope {
  readonly parent: Scope | null;
  readonly function: FunctionId;
  /** `var` and, in namespaces and static blocks too, everything hoisted stops here. */
  readonly hoists: boolean;
  /** Most scopes declare nothing: what is empty is not made. */
  readonly #names: Partial<Record<Space, Map<string, BindingId>>> = {};

  constructor(parent: Scope | null, functionId: FunctionId, hoists: boolean) {
    this.parent = parent;
    this.function = functionId;
    this.hoists = hoists;
  }

  own(space: Space, name: string): BindingId | undefined {
    return this.#names[space]?.get(name);
  }

  set(space: Space, name: string, binding: BindingId): void {
    const names = (this.#names[space] ??= new Map());
    names.set(name, binding);
  }

  find(space: Space, name: string): BindingId | null {
    return findFrom(this, space, name);
  }

  hoisting(): Scope {
    return this.hoists || this.parent === null ? this : this.parent.hoisting();
  }
}

function findFrom(start: Scope, space: Space, name: string): BindingId | null {
  for (let scope: Scope | null = start; scope !== null; scope = scope.parent) {
    const found = scope.own(space, name);
    if (found !== undefined) return found;
  }
  return null;
}

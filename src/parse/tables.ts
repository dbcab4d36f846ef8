import type { CallNode, ClassNode, FunctionNode, Node } from './ast.js';
import type {
  BindingFact,
  BindingId,
  CallFact,
  CallId,
  ClassFact,
  ElementFact,
  ClassId,
  ExportFact,
  Expression,
  FunctionFact,
  FunctionId,
  ModuleRequest,
  TypeFact,
  TypeMemberFact,
  WriteFact,
} from './facts.js';
import { Mentions } from './mentions.js';
import type { Scope } from './scopes.js';
import type { StatementFact } from './statement-facts.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface BindingDraft extends Omit<
  Mutable<BindingFact>,
  'assigned' | 'members' | 'extends'
> {
  assigned?: Expression[];
  members?: TypeMemberFact[];
  extends?: TypeFact[];
}

export interface FunctionDraft extends Omit<Mutable<FunctionFact>, 'returns' | 'yields'> {
  returns: Expression[];
  yields: Expression[];
}

/** Where a node stands: what names mean there, and whose code it is. */
export interface Context {
  readonly scope: Scope;
  readonly function: FunctionId;
  /** The function of the module's own level that holds it; 0 outside of functions. */
  readonly outermost: FunctionId;
  /** Set in class bodies outside of methods. */
  readonly class: ClassId | null;
  /** The class whose instance arrow functions here take `this` from. */
  readonly owner: ClassId | null;
}

/** A node with the way to it from the program. */
export interface Visit<N extends Node = Node> {
  readonly node: N;
  readonly parent: Visit | null;
  readonly context: Context;
  /** Kept by whoever has looked for it, since long chains are asked link by link. */
  consumed?: Consumer;
}

/** The node that takes a value, and the form in which the value reaches it (with its casts). */
export interface Consumer {
  readonly consumer: Visit | null;
  readonly value: Node;
}

/** What the first pass found: every numbered thing, and what the second pass has to look at. */
export class Tables {
  readonly bindings: BindingDraft[] = [];
  readonly functions: FunctionDraft[] = [];
  readonly classes: (ClassFact | undefined)[] = [];
  readonly calls: (CallFact | undefined)[] = [];
  readonly writes: WriteFact[] = [];
  readonly statements: StatementFact[] = [];
  readonly exports: ExportFact[] = [];
  /** Names that are exported, each with its binding. */
  readonly exported = new Set<string>();
  readonly requests = new Map<string, ModuleRequest>();
  readonly scopes = new Map<Node, Scope>();
  readonly bindingOf = new Map<Node, BindingId>();
  readonly functionOf = new Map<Node, FunctionId>();
  readonly classOf = new Map<Node, ClassId>();
  readonly callOf = new Map<Node, CallId>();
  readonly visits: Visit[] = [];
  readonly mentions = new Mentions();
  readonly elements: ElementFact[] = [];
  jsx = false;

  binding(node: Node): BindingDraft | undefined {
    const id = this.bindingOf.get(node);
    return id === undefined ? undefined : this.bindings[id];
  }

  function(node: FunctionNode): FunctionId {
    return idOf(this.functionOf, node);
  }

  class(node: ClassNode): ClassId {
    return idOf(this.classOf, node);
  }

  call(node: CallNode): CallId {
    return idOf(this.callOf, node);
  }

  scopeIn(node: Node, outside: Scope): Scope {
    return this.scopes.get(node) ?? outside;
  }

  /** A module asked for as a value anywhere is no type-only request. */
  request(specifier: string, typeOnly: boolean): void {
    const known = this.requests.get(specifier);
    if (known === undefined || known.typeOnly)
      this.requests.set(specifier, { specifier, typeOnly });
  }
}

function idOf(ids: ReadonlyMap<Node, number>, node: Node): number {
  const id = ids.get(node);
  if (id === undefined) throw new Error(`no number was given to the ${node.type} at ${node.start}`);
  return id;
}

/** What conversions need: the tables, and what names mean. */
export interface Surroundings {
  readonly tables: Tables;
  readonly scope: Scope;
}

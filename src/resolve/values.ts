import type { ClientAction, ClientEntry } from '../model/catalog.js';
import type { ClassId, Expression, FunctionId, TypeFact, TypeMemberFact } from '../parse/facts.js';

/**
 * What an expression can evaluate to, as far as the sources tell. A list of values is a union of
 * alternatives; the empty list means unknown.
 */
export type Value =
  | ExternalValue
  | OperationValue
  | PackageValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ObjectValue
  | ListValue
  | ShapeValue
  | CallableValue
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null };

/** A place in the origin of a client: where it was constructed, created or derived. */
export interface OriginStep {
  readonly file: string;
  readonly start: number;
  readonly what: string;
}

/** Where the nearest factory or constructor call stands, with its arguments' place. */
export interface Creation {
  readonly arguments: readonly Expression[];
  /** The type of the catalogue that it made. */
  readonly type?: string;
  readonly place: Place;
  /** Offset of the factory or constructor call. */
  readonly start: number;
  /** The type arguments of that call. */
  readonly types?: readonly TypeFact[];
  /** A part of what an earlier creation reaches, such as a collection of a database. */
  readonly part?: true;
}

/** A value of a catalogued client's type. */
export interface ExternalValue {
  readonly kind: 'external';
  readonly client: ClientEntry;
  readonly packageName: string;
  readonly type: string;
  /** How the code spells the way here, e.g. "axios.create". */
  readonly path: string;
  readonly origin: readonly OriginStep[];
  readonly creations: readonly Creation[];
  /** The type arguments that it is declared with: `Context<{ Bindings: Env }>`. */
  readonly declared?: { readonly types: readonly TypeFact[]; readonly place: Place };
  /** Folders that were entered on the way, where files stand for its members. */
  readonly below?: readonly string[];
  /** The repository's class that extends this one: what it constructs and finds are its instances. */
  readonly extendedBy?: { readonly file: string; readonly class: ClassId };
}

/** A member of a client's type, not called yet. */
export interface OperationValue {
  readonly kind: 'operation';
  readonly on: ExternalValue;
  readonly name: string;
  readonly action: ClientAction;
}

/** Something of a package that the catalogue does not describe. */
export interface PackageValue {
  readonly kind: 'package';
  readonly packageName: string;
  /** Entry point below the package, "" for the main one. */
  readonly subpath: string;
  /** Members and calls followed since; "" is the module namespace itself. */
  readonly path: string;
  /** What the calls on the way were given: a wrapper of a package hides what it wraps. */
  readonly given?: readonly Argument[];
  /** Made with `new`, or a part of such: nothing that the package was handed before. */
  readonly constructed?: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly file: string;
  readonly function: FunctionId;
  /** Frame the function was created in: what its free variables that are parameters mean. */
  readonly closure: Frame | null;
  readonly receiver?: Value;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly file: string;
  readonly class: ClassId;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly file: string;
  /** A class, or the constructor function of pre-class JavaScript. */
  readonly of: { readonly class: ClassId } | { readonly function: FunctionId };
  /** The frame of the constructor call, where it is known which arguments it got. */
  readonly frame: Frame | null;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly expression: Extract<Expression, { kind: 'object' }>;
  readonly place: Place;
}

/** Array, set, map or record: only what its elements can be is known. */
export interface ListValue {
  readonly kind: 'list';
  readonly elements: readonly Value[];
  /** Values by position where the literal tells (`const [a, b] = await Promise.all([...])`). */
  readonly positions?: readonly (readonly Value[])[];
  /** What a query for it is until it is waited for. */
  readonly building?: ExternalValue;
}

/** Something known by its declared members only: an interface or an object type. */
export interface ShapeValue {
  readonly kind: 'shape';
  readonly members: readonly TypeMemberFact[];
  readonly extends: readonly TypeFact[];
  readonly name: string | null;
  readonly place: Place;
}

/** Something known by a function type only. */
export interface CallableValue {
  readonly kind: 'callable';
  readonly returns: TypeFact;
  readonly place: Place;
}

/** Where an expression is evaluated. */
export interface Place {
  readonly file: string;
  readonly function: FunctionId;
  readonly class: ClassId | null;
  readonly frame: Frame | null;
}

/** One call followed into a repository function: what its parameters hold. */
export interface Frame {
  readonly file: string;
  readonly function: FunctionId;
  readonly arguments: readonly Argument[];
  readonly receiver: Value | null;
  /** Frame of the lexically enclosing function. */
  readonly outer: Frame | null;
  readonly depth: number;
}

export type Argument =
  | { readonly expression: Expression; readonly place: Place }
  | { readonly values: readonly Value[] };

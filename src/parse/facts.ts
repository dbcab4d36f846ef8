/**
 * The facts of one file: everything later stages know of it. Serialisable, no syntax tree.
 * Offsets are UTF-16 positions in the source text. Functions, classes, calls and bindings live in
 * tables and are referred to by index, so that each is stored once.
 */

import type { BindingKind, CallUse } from './fact-kinds.js';

import type {
  BindingId,
  CallId,
  ClassId,
  Expression,
  FunctionId,
  MemberExpression,
  TypeFact,
  TypeMemberFact,
} from './expression-facts.js';
import type { StatementFact } from './statement-facts.js';

export type * from './expression-facts.js';

export type { BindingKind, CallUse } from './fact-kinds.js';

export const FACTS_VERSION = 7;

export interface FileFacts {
  readonly file: string;
  /** "use client", "use strict" … */
  readonly directives: readonly string[];
  /** Every module specifier asked for: static and dynamic imports, re-exports, `require`. */
  readonly requests: readonly ModuleRequest[];
  readonly exports: readonly ExportFact[];
  readonly bindings: readonly BindingFact[];
  /** functions[0] is the module itself: its `returns` is empty, its parent null. */
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  /** In source order of their start. */
  readonly calls: readonly CallFact[];
  /** Assignments to members: `this.x =`, `exports.x =`, `axios.defaults.timeout =`, `Foo.prototype.y =`. */
  readonly writes: readonly WriteFact[];
  /** In source order of their start. */
  readonly statements: readonly StatementFact[];
  /** True where the file holds JSX. */
  readonly jsx: boolean;
  /** Components in JSX, in the order of their start. */
  readonly elements: readonly ElementFact[];
  /** Start offset of each line; lineStarts[0] is 0. */
  readonly lineStarts: readonly number[];
}

/** `<Users team={team} />`. */
export interface ElementFact {
  readonly component: Expression;
  /** Where the whole begins that it is drawn as a part of. */
  readonly root: number;
  readonly start: number;
  readonly end: number;
  readonly function: FunctionId;
}

export interface ModuleRequest {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export interface CallFact {
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  readonly typeArguments: readonly TypeFact[];
  readonly form: 'call' | 'new' | 'tagged' | 'import';
  /** `import('x')` has the specifier as its only argument; its callee is {kind:'other', what:'import'}. */
  readonly start: number;
  readonly end: number;
  /** The function whose body holds the call; 0 is the module, also for class field initialisers outside functions. */
  readonly function: FunctionId;
  /** Set in class bodies outside of methods (field initialisers, decorators, static blocks). */
  readonly class: ClassId | null;
  readonly use: CallUse;
  /** With use 'variable': the binding declared or assigned. */
  readonly variable?: BindingId;
  /** With use 'await': true where nothing takes the awaited value. */
  readonly discarded?: true;
  /** With use 'receiver': true when the member is itself called. Parenthesised and awaited receivers count too, e.g. `(await x()).y()` has use 'await'. */
  readonly memberCalled?: boolean;
}

/** One step from a value into what a destructuring pattern takes of it. */
export type PatternStep =
  | { readonly step: 'property'; readonly name: string }
  | { readonly step: 'element'; readonly index: number }
  | { readonly step: 'rest' };

export interface BindingFact {
  readonly name: string;
  readonly kind: BindingKind;
  readonly start: number;
  /** Function that declares it; 0 is the module. */
  readonly function: FunctionId;
  /** Declared in a block, class or namespace of the module, so that only code in there knows the name. */
  readonly inner?: true;
  readonly import?: {
    readonly specifier: string;
    /** 'default', '*' (namespace, and `import x = require()`), or the exported name. */
    readonly imported: string;
    readonly typeOnly: boolean;
  };
  /**
   * variable: initialiser that `path` leads into (absent for `let x;`); with `element`, what the loop
   * runs over. namespace: an object of what it exports.
   */
  readonly value?: Expression;
  /** `for (const x of value)`: the binding is an element of the value. */
  readonly element?: true;
  /** Steps of the destructuring pattern, for variables and parameters. */
  readonly path?: readonly PatternStep[];
  /** Default inside the pattern or of the parameter. */
  readonly default?: Expression;
  /** Later plain or logical assignments to the name itself (`x = …`, `x ??= …`), in source order. */
  readonly assigned?: readonly Expression[];
  readonly type?: TypeFact;
  /** parameter: its position. */
  readonly parameter?: number;
  /** function binding: the declared function. */
  readonly declares?: FunctionId;
  /** class binding: the declared class. */
  readonly class?: ClassId;
  /** interface: own members and what it extends; alias: the type; typeParameter: its constraint; enum: none. */
  readonly members?: readonly TypeMemberFact[];
  readonly extends?: readonly TypeFact[];
  /** Type parameters of an interface or alias, in order. */
  readonly typeParameters?: readonly string[];
  /** enum: member values that are literals; `const enum` too. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface ParameterFact {
  /** Set when the parameter is a plain name; destructured ones have bindings with `path`. */
  readonly name?: string;
  readonly binding?: BindingId;
  readonly type?: TypeFact;
  readonly default?: Expression;
  readonly rest: boolean;
  readonly decorators: readonly Expression[];
  /** A TypeScript parameter property (`constructor(private readonly x: X)`). */
  readonly property: boolean;
}

export interface FunctionFact {
  readonly name: string | null;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor';
  readonly async: boolean;
  readonly generator: boolean;
  readonly parameters: readonly ParameterFact[];
  readonly typeParameters: readonly string[];
  readonly returnType?: TypeFact;
  /** Expressions of its own `return` statements, or the expression body. */
  readonly returns: readonly Expression[];
  /** Expressions of its own `yield`s. */
  readonly yields: readonly Expression[];
  readonly parent: FunctionId | null;
  /** The class whose member it is (arrow functions inside a method: null, see `parent`; arrow in a field initialiser: the class). */
  readonly class: ClassId | null;
  readonly start: number;
  readonly end: number;
  /**
   * The module and functions directly in it: names of the module that they mention, functions
   * within them included. A name may also be that of a parameter or local variable.
   */
  readonly mentions?: readonly BindingId[];
  /** The same of `import * as x`, where `x.member` is all that is mentioned. */
  readonly memberMentions?: readonly { readonly binding: BindingId; readonly member: string }[];
  /** "use server" where its body begins; absent without any. */
  readonly directives?: readonly string[];
  /** When it is an argument of a call: that call and the position. */
  readonly argumentOf?: { readonly call: CallId; readonly index: number };
}

export interface MemberFact {
  /** "#x" for private names; null when computed. */
  readonly name: string | null;
  readonly kind: 'method' | 'getter' | 'setter' | 'field' | 'constructor';
  readonly static: boolean;
  readonly function?: FunctionId;
  readonly value?: Expression;
  readonly type?: TypeFact;
  readonly decorators: readonly Expression[];
}

export interface ClassFact {
  readonly name: string | null;
  readonly superclass: Expression | null;
  readonly superTypeArguments: readonly TypeFact[];
  readonly implements: readonly TypeFact[];
  readonly typeParameters: readonly string[];
  readonly decorators: readonly Expression[];
  readonly members: readonly MemberFact[];
  readonly function: FunctionId;
  readonly start: number;
  readonly end: number;
}

export interface WriteFact {
  readonly target: MemberExpression;
  readonly value: Expression;
  readonly function: FunctionId;
  readonly start: number;
}

export interface ExportFact {
  /** 'default', the exported name, '*' (`export * from`), or '=' (`export = x`). */
  readonly name: string;
  readonly binding?: BindingId;
  readonly expression?: Expression;
  readonly from?: {
    readonly specifier: string;
    /** '*' for the namespace */ readonly imported: string;
  };
  readonly typeOnly: boolean;
}

/** Expressions and types of a file as facts; calls, functions and names are referred to by index. */

export type BindingId = number;
export type FunctionId = number;
export type ClassId = number;
export type CallId = number;

export type Expression =
  | NameExpression
  | MemberExpression
  | { readonly kind: 'this' | 'super' }
  /** Also `new X()`, tagged templates (the template's values are the arguments after the first) and `import('x')`. */
  | { readonly kind: 'call'; readonly call: CallId }
  | ObjectExpression
  | { readonly kind: 'array'; readonly elements: readonly Expression[] }
  | { readonly kind: 'function'; readonly function: FunctionId }
  | { readonly kind: 'class'; readonly class: ClassId }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** Strings and expressions in turn, a string first and last. */
  | {
      readonly kind: 'template';
      readonly strings: readonly string[];
      readonly values: readonly Expression[];
    }
  /** `c ? a : b` (condition first), `a || b`, `a ?? b`, `a && b`. */
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'logical';
      readonly operator: '||' | '&&' | '??';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'await' | 'yield' | 'spread'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly target: Expression; readonly value: Expression }
  /** `x as T`, `<T>x`, `x satisfies T`. `x!` and parentheses are dropped. */
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: TypeFact }
  /** Anything else: JSX, regular expressions, `import.meta`, update expressions, patterns. */
  | { readonly kind: 'other'; readonly what: string };

export interface NameExpression {
  readonly kind: 'name';
  readonly name: string;
  /** null: a global, or a name nothing in the file declares. */
  readonly binding: BindingId | null;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly properties: readonly PropertyFact[];
  readonly start: number;
}

export interface MemberExpression {
  readonly kind: 'member';
  readonly object: Expression;
  /** Static name, string or number key, "#x" for a private one; null when computed from a value. */
  readonly property: string | null;
  /** The key expression of a computed access that is no literal. */
  readonly key?: Expression;
}

export interface PropertyFact {
  /** null for a spread and for computed keys that are no literal. */
  readonly key: string | null;
  readonly value: Expression;
  readonly start: number;
  readonly spread?: true;
  readonly getter?: true;
}

export type TypeFact =
  | {
      readonly kind: 'reference';
      /** `ns.Name` → ["ns","Name"]. */
      readonly name: readonly string[];
      readonly binding: BindingId | null;
      readonly arguments: readonly TypeFact[];
    }
  | { readonly kind: 'union'; readonly types: readonly TypeFact[] }
  | { readonly kind: 'intersection'; readonly types: readonly TypeFact[] }
  | { readonly kind: 'array'; readonly element: TypeFact }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeFact[] }
  | { readonly kind: 'typeof'; readonly expression: Expression }
  | {
      readonly kind: 'function';
      readonly returns: TypeFact;
      readonly parameters: readonly TypeFact[];
    }
  | { readonly kind: 'object'; readonly members: readonly TypeMemberFact[] }
  | { readonly kind: 'indexed'; readonly object: TypeFact; readonly key: string | null }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: readonly string[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** `string`, `number`, `boolean`, `bigint`. */
  | { readonly kind: 'primitive' }
  | { readonly kind: 'other' };

export interface TypeMemberFact {
  readonly name: string | null;
  readonly type: TypeFact;
  /** `f(): T` – `type` is then what it returns. */
  readonly method: boolean;
}

import type { BindingId, Expression, FunctionId } from './expression-facts.js';

/** Half-open range of offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Statement extends Span {
  readonly function: FunctionId;
}

export interface TryFact extends Statement {
  readonly kind: 'try';
  readonly block: Span;
  readonly handler: (Span & { readonly binding: BindingId | null }) | null;
  readonly finalizer: Span | null;
}

export interface LoopFact extends Statement {
  readonly kind: 'loop';
  readonly loop: 'for' | 'for-in' | 'for-of' | 'while' | 'do-while';
  /** Absent for loops over elements and for `for (;;)`. */
  readonly test: Expression | null;
  readonly body: Span;
}

export interface IfFact extends Statement {
  readonly kind: 'if';
  readonly test: Expression;
  readonly then: Span;
  readonly otherwise: Span | null;
}

export interface ThrowFact extends Statement {
  readonly kind: 'throw';
  readonly value: Expression;
}

export interface ReturnFact extends Statement {
  readonly kind: 'return';
  readonly value: Expression | null;
}

export interface JumpFact extends Statement {
  readonly kind: 'jump';
  readonly jump: 'break' | 'continue';
}

/** `await x` of anything but a call: where a promise that was kept before may fail. */
export interface AwaitFact extends Statement {
  readonly kind: 'await';
  readonly value: Expression;
}

/** `x++`, `this.failures += 1`, and plain assignments to a name or member. */
export interface ChangeFact extends Statement {
  readonly kind: 'change';
  readonly target: Expression;
  readonly operator: string;
  /** What is assigned; null for `++` and `--`. */
  readonly value: Expression | null;
}

/** A statement that decides what runs when, in source order. */
export type StatementFact =
  TryFact | LoopFact | IfFact | ThrowFact | ReturnFact | JumpFact | AwaitFact | ChangeFact;

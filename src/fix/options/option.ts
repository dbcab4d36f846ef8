import type { FixReason } from '../../model/fix.js';
import type { Node, NodeOf } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { Standing } from '../follow/follow.js';
import type { EditableSource } from '../source/editable-source.js';

/** What is to stand in the options of a call. */
export interface Option {
  /** Names that lead to it: ["timeout", "request"]. */
  readonly path: readonly string[];
  /** The value as it is written. */
  readonly value: string;
  /** What it becomes together with the value that stands there; absent where that one is kept. */
  readonly joined?: ((present: string) => string) | undefined;
  readonly besides: readonly Beside[];
  /** Options that hold nothing else; on one line where nobody says otherwise. */
  readonly enclosed?: ((content: string) => string) | undefined;
  /** A property that does nothing and that this one stands for. */
  readonly replaces?: Replaced | undefined;
  /** What an expression that stands in the place of options can be; absent where nobody looks. */
  readonly follow?: ((source: EditableSource, node: Node) => readonly Standing[]) | undefined;
}

/** An option beside another one, set where it is missing. */
export interface Beside {
  readonly name: string;
  readonly value: string;
  /** Without it the other one does nothing. */
  readonly needed: boolean;
}

/** A property that does nothing. */
export interface Replaced {
  /** Its offset. */
  readonly start: number;
  /** The new value, made from its own. */
  readonly value: (present: string) => string;
}

/** An edit, or why there is none. */
export type OptionEdit =
  | {
      readonly ok: true;
      readonly edits: readonly Edit[];
      readonly doubt?: FixReason;
      /** The options, where they stand elsewhere than at the call. */
      readonly into?: Options;
    }
  | { readonly ok: false; readonly reason: FixReason };

/** An object literal in its file. */
export interface Options {
  readonly source: EditableSource;
  readonly object: NodeOf<'ObjectExpression'>;
}

export const refused = (reason: FixReason): OptionEdit => ({ ok: false, reason });

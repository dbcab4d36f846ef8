import type { FixReason } from '../../model/fix.js';
import type { Edit } from '../edit.js';

/** What is to stand in the options of a call. */
export interface Option {
  /** Names that lead to it: ["timeout", "request"]. */
  readonly path: readonly string[];
  /** The value as it is written. */
  readonly value: string;
  /** What it becomes together with the value that stands there; absent where that one is kept. */
  readonly joined?: ((present: string) => string) | undefined;
  readonly besides: readonly Beside[];
  /** A property that does nothing and that this one stands for. */
  readonly replaces?: Replaced | undefined;
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
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly doubt?: FixReason }
  | { readonly ok: false; readonly reason: FixReason };

export const refused = (reason: FixReason): OptionEdit => ({ ok: false, reason });

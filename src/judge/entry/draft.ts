import type { EntryLimit, EntryPoint } from '../../model/entry.js';
import type { FunctionPlace } from '../code/points.js';

/** An entry point before it has an identity. */
export interface Draft {
  readonly kind: EntryPoint['kind'];
  readonly trigger?: EntryPoint['trigger'] | undefined;
  readonly name: string;
  readonly file: string;
  readonly start: number;
  /** What runs when work enters; empty where it could not be followed. */
  readonly handlers: readonly FunctionPlace[];
  /** What runs before them. */
  readonly before?: readonly FunctionPlace[];
  readonly limits: readonly EntryLimit[];
  /** Told only where it leads to calls: mostly it answers what nothing else does. */
  readonly isIncidental?: true;
}

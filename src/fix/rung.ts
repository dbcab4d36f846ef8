import type { FixReason } from '../model/fix.js';
import type { Edit } from './edit.js';

/** One way to protect a call, the next best where those before it fail. */
export type Rung =
  | {
      readonly ok: true;
      /** What is the same for all calls that the same edit protects. */
      readonly key: string;
      readonly edits: readonly Edit[];
      /** Files that the edit makes or adds to, by name. */
      readonly safety: 'unsafe' | 'suggestion';
      readonly reason?: FixReason;
      readonly why?: string;
      /** Where the edit is. */
      readonly at: Place;
      /** What the edit does, in a few words. */
      readonly what: string;
    }
  | {
      readonly ok: false;
      readonly reason: FixReason;
      readonly why?: string;
      readonly at: Place;
    };

/** A place of the sources. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

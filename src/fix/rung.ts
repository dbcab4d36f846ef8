import type { FixReason } from '../model/fix.js';
import type { Edit } from './edit.js';
import type { HookPlace } from './policy/hook-place.js';
import type { PolicyUse } from './policy/policy-use.js';
import type { PackageImport } from './source/package-names.js';

/** One way to protect a call, the next best where those before it fail. */
export type Rung =
  | {
      readonly ok: true;
      /** What is the same for all calls that the same edit protects. */
      readonly key: string;
      readonly edits: readonly Edit[];
      /** Policies that the edited code needs. */
      readonly uses?: readonly PolicyUse[];
      readonly safety: 'safe' | 'unsafe' | 'suggestion';
      /** The edit is for all calls of a client together: made for all or for none. */
      readonly hook?: Hook;
      /** The edit has a function run the calls that sets their bound. */
      readonly bounding?: Bounding;
      /** The edit gives something another type, which other files may object to. */
      readonly retypes?: true;
      /** What the call has by it; protection unless said otherwise. */
      readonly gives?: 'protection' | 'observation' | 'skeleton';
      /** The longest wait that the edit is to give. */
      readonly boundMs?: number;
      readonly reason?: FixReason;
      readonly why?: string;
      /** Where the client is made, if an option there would do better. */
      readonly maker?: Place;
      /** What is the same for edits that are one for people. */
      readonly together?: string;
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

/** What runs all calls of a client. */
export interface Hook {
  /** Ids of these calls. */
  readonly calls: ReadonlySet<string>;
  readonly place: HookPlace;
  /** What makes the client, at the place of the edit: "new Client". */
  readonly maker: string;
}

/** A function more in a list of those that run the calls of a client. */
export interface Bounding {
  /** The option that holds the list. */
  readonly option: string;
  /** What the function makes and goes on with, as the file names it. */
  readonly makes: readonly string[];
  readonly imports: readonly PackageImport[];
}

/** A way that can be gone. */
export type RungMade = Rung & { readonly ok: true };

/** A place of the sources. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

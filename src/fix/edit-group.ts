import type { Edit } from './edit.js';
import type { PolicyUse } from './policy/policy-use.js';
import type { PackageImport } from './source/package-names.js';

/** Edits that stand or fall together. */
export interface EditGroup {
  /** The same for all calls that they protect. */
  readonly key: string;
  readonly edits: readonly Edit[];
  /** Policies that must be there for the edited code to run. */
  readonly uses?: readonly PolicyUse[];
  /** What packages have to be asked for. */
  readonly imports?: readonly PackageImport[];
  /** They give something another type, which other files may object to. */
  readonly retypes?: true;
}

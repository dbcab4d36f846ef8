import type { Condition } from './condition.js';
import type { Declared } from './declared.js';
import type { SeverityByReach } from './rule.js';
import type { Location } from './location.js';

/** What a repository decided about its own assessment and gate, with every pack applied. */
export interface Settings {
  /** Globs; only matching files are searched for calls. Empty means all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly packages: readonly PackageSettings[];
  /** By `id` of the rule. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** For parts of the repository; of several that match a file, the last one wins. */
  readonly overrides: readonly Override[];
  readonly failOn: readonly Condition[] | null;
  /** File of the baseline, relative to the root. */
  readonly baseline: string;
  readonly protections: readonly DeclaredProtection[];
  /** What no source tells of operation. */
  readonly declared: Declared;
  /** More unparsable files than this share of the sources, and the analysis is incomplete. */
  readonly unparsableShare: number;
}

/** Decisions about the packages that a glob names. */
export interface PackageSettings {
  /** Folder or name of packages. */
  readonly match: string;
  readonly tier?: number;
  /** A gate of its own, besides that of the repository. */
  readonly failOn?: readonly Condition[];
}

/** What is made of the findings of a rule. */
export interface RuleSetting {
  readonly off: boolean;
  /** Absent where the rule's own stays. */
  readonly severity?: SeverityByReach;
  readonly reason?: string;
  readonly at: Location;
}

/** Rule settings for the files that globs name. */
export interface Override {
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** A protection that stands outside of the code: in a mesh, a gateway, a database. */
export interface DeclaredProtection {
  readonly for: CallSelector;
  readonly timeout?: { readonly ms: number };
  readonly retry?: { readonly attempts?: number };
  readonly breaker?: boolean;
  readonly bulkhead?: { readonly limit?: number };
  /** What provides it, and where that can be seen. */
  readonly reason: string;
  readonly at: Location;
}

/** Calls that have all that is named. */
export interface CallSelector {
  readonly dependency?: string;
  readonly client?: string;
  readonly files?: readonly string[];
}

/** Kinds of dependencies that the runtime library has figures for. */
export type PresetName = 'database' | 'external-api' | 'internal-service';

/** The file of a package that its policies stand in, a named one for each dependency. */
export interface PolicyModule {
  readonly file: string;
  /** Folder of the package.json. */
  readonly packageDir: string;
  /** Whether it is written with `import` or with `require`. */
  readonly form: 'module' | 'commonjs';
}

/** What a policy does; what is absent it leaves out. */
export interface PolicyParts {
  /** An observing breaker counts, and refuses nothing. */
  readonly breaker?: 'enforced' | 'observed';
  readonly bulkhead?: true;
  /** Reads are repeated, and what is marked as a write is not. */
  readonly retry?: true;
  /** A place for what to answer where all else has failed; until it is written, the error stays. */
  readonly fallback?: true;
  readonly timeoutMs?: number;
}

/** Where a library has no marks for writes, what repeats reads is a policy of its own. */
export type PolicyRole = 'policy' | 'retry';

/** A call in a file that runs under the policy of its dependency. */
export interface PolicyUse {
  /** The file of the call. */
  readonly file: string;
  readonly module: PolicyModule;
  readonly dependency: string;
  readonly preset: PresetName;
  /** The name that the module exports, and the one that it has in the file of the call. */
  readonly exported: string;
  readonly local: string;
  readonly parts: PolicyParts;
}

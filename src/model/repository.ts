/**
 * What `discover` learned about a repository and later stages read. Plain data; every path is
 * relative to the scanned root and uses "/".
 */

export type FileContext = 'server' | 'script' | 'browser';

/** Why a file of `bin` is a script: its path alone says so. */
export const IN_COMMAND_FOLDER = 'in the folder of command line tools';

export type SetAsideReason =
  | 'test'
  | 'mock'
  | 'story'
  | 'example'
  | 'benchmark'
  | 'declaration'
  | 'generated'
  | 'minified'
  | 'build-output'
  | 'vendored'
  | 'build-config'
  | 'excluded'
  | 'too-large'
  | 'binary'
  | 'unsupported-language';

export interface SourceFile {
  readonly file: string;
  /** Directory of the nearest package.json, "." for the root. */
  readonly packageDir: string;
  /** From path and package alone; `resolve` refines it over the import graph and directives. */
  readonly context: FileContext;
  readonly contextReason: string;
}

/** A file that is not searched for calls. It stays readable for resolution when `resolvable`. */
export interface SetAsideFile {
  readonly file: string;
  readonly reason: SetAsideReason;
  /** Declarations and generated clients name types that calls elsewhere go through. */
  readonly resolvable: boolean;
}

export interface FailedFile {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** The `exports`/`imports` maps of package.json, as written. */
export type ExportsMap =
  string | null | readonly ExportsMap[] | { readonly [condition: string]: ExportsMap };

export interface RepositoryPackage {
  readonly dir: string;
  readonly name?: string;
  /** It is never published, so that nothing outside of the repository uses what it exports. */
  readonly private?: true;
  /** It has all that a package needs to be installed and imported elsewhere, and starts no service. */
  readonly published?: true;
  readonly main?: string;
  readonly module?: string;
  readonly types?: string;
  readonly exports?: ExportsMap;
  readonly imports?: ExportsMap;
  /** Commands that the package installs: name → file, relative to the root. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Its `scripts`: name → command line. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Every declared range, development ones included: package name → range. */
  readonly ranges: Readonly<Record<string, string>>;
  /** Exact versions from the nearest lockfile or an installed copy: package name → version. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One tsconfig.json or jsconfig.json with its `extends` chain applied. */
export interface TsconfigPaths {
  readonly dir: string;
  readonly file: string;
  /** Directory that non-relative specifiers and `paths` start from, relative to the root. */
  readonly baseDir?: string;
  /** Directory the `paths` targets are relative to (where `paths` was written, or `baseUrl`). */
  readonly pathsDir?: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

export interface OperationFile {
  readonly file: string;
  /** It stands among tests: it sets up what they need. */
  readonly isTest: boolean;
}

/** One line of a CODEOWNERS file. */
export interface OwnedPattern {
  /** `**` stands for any number of segments, `*` and `?` for characters of one. */
  readonly segments: readonly string[];
  readonly owners: readonly string[];
  /** What matches belongs to nobody of its section. */
  readonly excluded?: true;
}

/** Lines of which the last that matches a file names its owners. */
export interface OwnerSection {
  readonly patterns: readonly OwnedPattern[];
}

/** Who owns which files. */
export interface CodeOwners {
  /** What stands before a file of the scanned root in the patterns: "services/orders/", or nothing. */
  readonly prefix: string;
  readonly sections: readonly OwnerSection[];
}

/** A folder that holds, once generated, a client: it is read as an entry point of that package. */
export interface GeneratedClient {
  readonly dir: string;
  readonly packageName: string;
  /** Entry point below the package, "" for the main one. */
  readonly subpath: string;
}

/** A function that a deployment description names, with its limits. */
export interface CloudFunction {
  /** The description, and the line on which the function's begins. */
  readonly file: string;
  readonly line: number;
  /** What is deployed as one: below it lies what is built of its sources. */
  readonly dir: string;
  readonly name: string;
  /** How work enters, where the description says more than that a function is called. */
  readonly kind?: 'http-route' | 'consumer' | 'cron' | 'lambda';
  /** Of the handler, relative to the root and without ending; built code or sources. */
  readonly handlerFile: string;
  /** Absent where the platform takes what the file exports: itself, its only function, `run` or `index`. */
  readonly exported?: string;
  /** Absent where it cannot be read. */
  readonly timeoutMs?: number;
  /** What runs it, where nobody waits for its answer. */
  readonly trigger?: 'message' | 'schedule';
  /** Most that run at once, where that is set. */
  readonly concurrency?: number;
}

/** A folder that a description of functions lies in. */
export interface FunctionFolder {
  readonly dir: string;
  /** Whether it names every function of the folder, as far as it can be read. */
  readonly namesAll: boolean;
}

/** A folder whose code something else than Node runs. */
export interface Platform {
  /** What says so. */
  readonly file: string;
  readonly dir: string;
  readonly runtime: 'workers' | 'deno';
  /** The file that it begins with, relative to the root; absent where that is not said. */
  readonly main?: string;
}

export interface Repository {
  /** Absolute path of the scanned root; never part of an assessment. */
  readonly root: string;
  /** Sorted by file. */
  readonly sources: readonly SourceFile[];
  /** Sorted by file. */
  readonly setAside: readonly SetAsideFile[];
  readonly failed: readonly FailedFile[];
  /** Sorted by dir, the root package first. */
  readonly packages: readonly RepositoryPackage[];
  /** Sorted by dir, the deepest first. */
  readonly tsconfigs: readonly TsconfigPaths[];
  /** From lockfiles: package name → names of the packages it depends on (one version each). */
  readonly packageDependencies: Readonly<Record<string, readonly string[]>>;
  /** Lockfiles that versions were read from; those above the root begin with "../". Sorted. */
  readonly lockfiles: readonly string[];
  /** Text files detection asks for by name: Prisma schemas, keyed by file. */
  readonly dataFiles: readonly string[];
  /** Files that are no code and say how services are deployed, started and watched; sorted. */
  readonly operations: readonly OperationFile[];
  /** Files that tell which framework finds files below their folder: "fresh.gen.ts". Sorted. */
  readonly marks: readonly string[];
  /** Folders that hold, once generated, a client of a package: they are read as that package. */
  readonly generatedClients: readonly GeneratedClient[];
  /** Absent where there is no CODEOWNERS file. */
  readonly codeOwners?: CodeOwners;
  /** In order of the files that describe them. */
  readonly cloudFunctions: readonly CloudFunction[];
  /** In order of their paths. */
  readonly functionFolders?: readonly FunctionFolder[];
  /** In order of the files that describe them. */
  readonly platforms?: readonly Platform[];
  readonly commit?: string;
  readonly dirty?: boolean;
  /** Folder of the repository that the root is; absent where it is all of it. */
  readonly prefix?: string;
}

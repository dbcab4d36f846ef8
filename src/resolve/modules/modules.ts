import { askedPackage } from './asked-package.js';
import { posix } from 'node:path';
import type { Repository, RepositoryPackage } from '../../model/repository.js';
import { nodePathFolders } from './node-path.js';
import { foldersUp } from '../../text/folders-up.js';
import { moduleAliases, type ModuleAliases } from './module-aliases.js';
import { generatedClient, type GeneratedClients } from './module-generated.js';
import { builtinName } from './module-builtins.js';
import { exportTargets } from './module-exports.js';
import { moduleFiles, sourceCandidates, type ModuleFiles } from './module-files.js';
import { moduleWorkspaces, type ModuleWorkspaces } from './module-workspaces.js';

/** What a module specifier leads to. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly file: string }
  | {
      readonly kind: 'package';
      readonly name: string;
      /** What follows the name, without a leading "/"; empty for the package itself. */
      readonly subpath: string;
      readonly version?: string;
    }
  /** One of Node's own; `name` has the `node:` prefix. */
  | { readonly kind: 'builtin'; readonly name: string }
  /** Meant to be the repository's own, but nothing answers. */
  | { readonly kind: 'missing' };

export interface ModuleResolver {
  resolve(fromFile: string, specifier: string): ModuleTarget;
  /** Other files that a relative path with open names ("./controllers/*") may mean. */
  matching(fromFile: string, path: string): readonly string[];
  /** The path from a file to the folder of its package, where its process is started: "./../..". */
  workingFolder(fromFile: string): string;
  /** Whether a package.json around the file asks for a package. */
  declares(fromFile: string, name: string): boolean;
}

interface Context {
  readonly files: ModuleFiles;
  readonly aliases: ModuleAliases;
  readonly workspaces: ModuleWorkspaces;
  readonly packages: ReadonlyMap<string, RepositoryPackage>;
  readonly generated: GeneratedClients;
}

interface Request {
  readonly fromDir: string;
  readonly specifier: string;
}

export function createModuleResolver(repository: Repository): ModuleResolver {
  const files = moduleFiles(repository);
  const context: Context = {
    files,
    aliases: moduleAliases(repository, files),
    workspaces: moduleWorkspaces(repository, files),
    packages: new Map(repository.packages.map((one) => [one.dir, one])),
    generated: {
      clients: repository.generatedClients,
      bases: repository.tsconfigs.flatMap(({ baseDir }) => baseDir ?? []),
    },
  };
  const known = new Map<string, Map<string, ModuleTarget>>();
  return {
    matching: (fromFile, path) =>
      files.matching(posix.join(posix.dirname(fromFile), path)).filter((file) => file !== fromFile),
    workingFolder: (fromFile) => {
      const from = posix.dirname(fromFile);
      const folder = foldersUp(from).find((one) => context.packages.has(one)) ?? '.';
      return `./${posix.relative(from, folder)}`;
    },
    declares: (fromFile, name) =>
      isDeclared(packagesAround(context, posix.dirname(fromFile)), name),
    resolve(fromFile, written) {
      const fromDir = posix.dirname(fromFile);
      const ofFolder = known.get(fromDir) ?? new Map<string, ModuleTarget>();
      known.set(fromDir, ofFolder);
      const found = ofFolder.get(written);
      if (found !== undefined) return found;
      const target = resolveRequest(context, { fromDir, specifier: withoutLoaders(written) });
      ofFolder.set(written, target);
      return target;
    },
  };
}

/** Bundlers allow `loader!./file` and `./file?query`. */
const withoutLoaders = (specifier: string): string =>
  beforeQuery(specifier.slice(specifier.lastIndexOf('!') + 1));

const beforeQuery = (specifier: string): string => {
  const query = specifier.indexOf('?');
  return query < 0 ? specifier : specifier.slice(0, query);
};

const missing: ModuleTarget = { kind: 'missing' };

function resolveRequest(context: Context, request: Request): ModuleTarget {
  const { fromDir, specifier } = request;
  const generated = generatedClient(context.generated, request);
  if (generated !== undefined) {
    return { kind: 'package', name: generated.packageName, subpath: generated.subpath };
  }
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    return fileOrMissing(context.files.find(posix.join(fromDir, specifier)));
  }
  const builtin = builtinName(specifier);
  if (builtin !== null) return { kind: 'builtin', name: builtin };
  if (specifier.startsWith('#')) {
    const imported = privateImport(context, request);
    if (imported !== undefined) return imported;
  }
  const aliased = context.aliases.find(fromDir, specifier);
  return aliased === undefined ? packageTarget(context, request) : { kind: 'file', file: aliased };
}

const fileOrMissing = (file: string | undefined): ModuleTarget =>
  file === undefined ? missing : { kind: 'file', file };

/** `#x`, by the `imports` of the nearest package.json. */
function privateImport(
  context: Context,
  { fromDir, specifier }: Request,
): ModuleTarget | undefined {
  const owner = packagesAround(context, fromDir)[0];
  for (const target of owner?.imports === undefined
    ? []
    : exportTargets(owner.imports, specifier)) {
    if (/^[^.#]/.test(target)) return resolveRequest(context, { fromDir, specifier: target });
    for (const path of sourceCandidates(target)) {
      const file = context.files.find(posix.join(owner?.dir ?? '.', path));
      if (file !== undefined) return { kind: 'file', file };
    }
  }
  return undefined;
}

function packageTarget(context: Context, request: Request): ModuleTarget {
  const { fromDir, specifier } = request;
  const around = packagesAround(context, fromDir);
  const asked = askedPackage(specifier);
  if (asked === undefined) return fileOrMissing(conventionalAlias(context, around, specifier));
  const { name, subpath } = asked;
  const own = context.workspaces.find(name, subpath);
  if (own !== undefined) return { kind: 'file', file: own };
  const version = around.find(({ versions }) => Object.hasOwn(versions, name))?.versions[name];
  if (version !== undefined) return { kind: 'package', name, subpath, version };
  return isDeclared(around, name)
    ? { kind: 'package', name, subpath }
    : undeclaredTarget(context, request, { kind: 'package', ...asked });
}

const isDeclared = (around: readonly RepositoryPackage[], name: string): boolean =>
  around.some(
    ({ ranges }) => Object.hasOwn(ranges, name) || Object.hasOwn(ranges, `@types/${name}`),
  );

/** A name no package.json around knows may be a folder that NODE_PATH or `baseUrl` makes importable. */
function undeclaredTarget(
  context: Context,
  { fromDir, specifier }: Request,
  asPackage: ModuleTarget,
): ModuleTarget {
  const file = fromPackageFolder(context, packagesAround(context, fromDir), specifier);
  if (file !== undefined) return { kind: 'file', file };
  // `cloudflare:workers` is of the platform, whatever folders there are.
  const isOwnFolder = !/^([@.]|\w+:)/.test(specifier) && context.aliases.hasBase(fromDir);
  return isOwnFolder ? missing : asPackage;
}

function packagesAround({ packages }: Context, dir: string): readonly RepositoryPackage[] {
  return foldersUp(dir).flatMap((folder) => packages.get(folder) ?? []);
}

/** Bundlers set up `@/x` and `~/x` in code that is not run here; by convention they mean these folders. */
function conventionalAlias(
  { files }: Context,
  around: readonly RepositoryPackage[],
  specifier: string,
): string | undefined {
  const path = /^[@~#]?\/?(.*)$/.exec(specifier)?.[1];
  if (path === undefined) return undefined;
  return firstFile(
    files,
    around.flatMap(({ dir }) => ['src', 'app', ''].map((folder) => posix.join(dir, folder, path))),
  );
}

/** `src/x` with the package folder in NODE_PATH, where no package of that name is declared. */
function fromPackageFolder(
  { files }: Context,
  around: readonly RepositoryPackage[],
  specifier: string,
): string | undefined {
  const folders = around.flatMap((one) => [
    ...nodePathFolders(one),
    ...(specifier.includes('/') ? [one.dir] : []),
  ]);
  return firstFile(
    files,
    folders.map((folder) => posix.join(folder, specifier)),
  );
}

function firstFile(files: ModuleFiles, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const found = files.find(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

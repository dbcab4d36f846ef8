import type {
  Repository,
  RepositoryPackage,
  SetAsideFile,
  TsconfigPaths,
} from '../../src/model/repository.js';
import { createModuleResolver } from '../../src/resolve/modules/modules.js';

interface Given {
  readonly files: readonly string[];
  readonly setAside?: readonly SetAsideFile[];
  readonly packages?: readonly (Partial<RepositoryPackage> & { readonly dir: string })[];
  readonly tsconfigs?: readonly (Partial<TsconfigPaths> & { readonly dir: string })[];
}

/** A repository as discovery would describe it, without files on disk. */
export function repository({
  files,
  setAside = [],
  packages = [],
  tsconfigs = [],
}: Given): Repository {
  return {
    root: '/scanned',
    sources: files.map((file) => ({
      file,
      packageDir: '.',
      context: 'server',
      contextReason: 'test',
    })),
    setAside,
    failed: [],
    packages: packages.map((one) => ({ ranges: {}, versions: {}, ...one })),
    tsconfigs: tsconfigs.map((one) => ({ file: `${one.dir}/tsconfig.json`, paths: {}, ...one })),
    lockfiles: [],
    packageDependencies: {},
    operations: [],
    marks: [],
    dataFiles: [],
    generatedClients: [],
    cloudFunctions: [],
  };
}

/** Where an import leads, in short: a file, "npm name/subpath@version", "node:x" or "missing". */
export function resolving(given: Given): (from: string, specifier: string) => string {
  const resolver = createModuleResolver(repository(given));
  return (from, specifier) => {
    const target = resolver.resolve(from, specifier);
    switch (target.kind) {
      case 'file':
        return target.file;
      case 'package':
        return `npm ${target.name}|${target.subpath}|${target.version ?? ''}`;
      case 'builtin':
        return target.name;
      case 'missing':
        return 'missing';
    }
  };
}

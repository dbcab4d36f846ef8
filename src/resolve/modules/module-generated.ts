import { posix } from 'node:path';
import type { GeneratedClient } from '../../model/repository.js';

/** Generated clients, and the folders that specifiers without a dot may start from. */
export interface GeneratedClients {
  readonly clients: readonly GeneratedClient[];
  readonly bases: readonly string[];
}

/** The client that a specifier leading into its folder stands for. */
export function generatedClient(
  { clients, bases }: GeneratedClients,
  { fromDir, specifier }: { readonly fromDir: string; readonly specifier: string },
): GeneratedClient | undefined {
  const isRelative = /^\.{1,2}(\/|$)/.test(specifier);
  const path = isRelative ? posix.join(fromDir, specifier) : specifier.replace(/^[@~#]?\//, '');
  const paths = isRelative ? [path] : [path, ...bases.map((base) => posix.join(base, path))];
  return clients.find(
    ({ dir }) => paths.some((one) => isWithin(one, dir)) || (!isRelative && endsLike(path, dir)),
  );
}

const isWithin = (path: string, dir: string): boolean => path === dir || path.startsWith(`${dir}/`);

/** `src/generated/prisma/client` by `baseUrl`: two folder names at least have to agree. */
function endsLike(path: string, dir: string): boolean {
  const parts = dir.split('/');
  return parts.some((_, index) => {
    const tail = parts.slice(index);
    return tail.length > 1 && isWithin(path, tail.join('/'));
  });
}

import type { CatalogIndex } from '../indexes/catalog-index.js';
import { builtinName } from './module-builtins.js';

const PACKAGE_NAME = /^(@[^/]+\/)?[^/]+/;

/** The entry of what a file asks for: a package, a path within one, or a module of Node. */
export function requestedPackage(
  catalog: Pick<CatalogIndex, 'package'>,
  specifier: string,
): ReturnType<CatalogIndex['package']> {
  const [name = specifier] = PACKAGE_NAME.exec(specifier) ?? [];
  return catalog.package(specifier) ?? catalog.package(builtinName(specifier) ?? name);
}

import type { ClientEntry } from '../model/catalog.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import { CatalogIndex } from './indexes/catalog-index.js';
import { createModuleResolver } from './modules/modules.js';
import { Resolver } from './resolver.js';

export interface ResolverSources {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly catalog: readonly ClientEntry[];
}

/** The resolver of a repository. Stages share one, since it keeps what it has found out. */
export function createResolver({ repository, files, catalog }: ResolverSources): Resolver {
  return new Resolver({
    catalog: new CatalogIndex(catalog),
    modules: createModuleResolver(repository),
    facts: (file) => files.get(file),
    allFacts: () => files.all(),
  });
}

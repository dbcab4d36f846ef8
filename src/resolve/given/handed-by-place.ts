import type { ClientEntry } from '../../model/catalog.js';
import type { BindingFact } from '../../parse/facts.js';
import { isNamedBy } from '../../text/name-key.js';
import type { Engine } from '../engine.js';
import type { CatalogIndex } from '../indexes/catalog-index.js';
import type { Place, Value } from '../values.js';

interface HandedParameter {
  readonly binding: BindingFact;
  readonly position: number;
  readonly at: Place;
}

type Handing = NonNullable<ClientEntry['hands']>[number] & {
  readonly client: ClientEntry;
  readonly pattern: RegExp;
};

/** `up(queryInterface)` of a migration: a program that no file names finds it by where it lies. */
export function parameterByPlace(
  engine: Engine,
  { binding, position, at: { file } }: HandedParameter,
): readonly Value[] {
  const fact = engine.facts(file)?.functions[binding.function];
  if (fact?.parent !== 0 || fact.class !== null) return [];
  return handingsOf(engine.catalog).flatMap(({ client, pattern, ...handing }): readonly Value[] => {
    const type = handing.parameters[position];
    if (type == null || !pattern.test(file)) return [];
    const names = engine.index.functionNames(file, binding.function);
    if (![...names].some((name) => isNamedBy(handing.functions, name))) return [];
    const asks = (name: string): boolean => engine.modules.declares(file, name);
    if (!(handing.package === undefined ? client.packages : [handing.package]).some(asks))
      return [];
    const packageName = client.packages.find(asks);
    return [
      {
        kind: 'external',
        client,
        packageName: packageName ?? client.client,
        type,
        path: binding.name,
        origin: [],
        creations: [],
      },
    ];
  });
}

const handings = new WeakMap<CatalogIndex, readonly Handing[]>();

function handingsOf(catalog: CatalogIndex): readonly Handing[] {
  const known = handings.get(catalog);
  if (known !== undefined) return known;
  const found = catalog
    .entries()
    .flatMap((client) =>
      (client.hands ?? []).map((one) => ({ ...one, client, pattern: new RegExp(one.files) })),
    );
  handings.set(catalog, found);
  return found;
}

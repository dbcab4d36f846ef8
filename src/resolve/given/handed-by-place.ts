import type { ClientEntry } from '../../model/catalog.js';
import type { BindingFact, FunctionId } from '../../parse/facts.js';
import { isNamedBy } from '../../text/name-key.js';
import type { Engine } from '../engine.js';
import { isWholeExport } from '../indexes/outside-names.js';
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
  if (fact?.parent !== 0) return [];
  return handingsOf(engine.catalog).flatMap((handing): readonly Value[] => {
    const { client, pattern } = handing;
    const type = handing.parameters[position] ?? namedType(handing, binding);
    const isOfClass = fact.class !== null && handing.named === undefined;
    if (type == null || isOfClass || !pattern.test(file)) return [];
    if (!isCalledBy(engine, handing, { file, id: binding.function })) return [];
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

/** Whether a function goes by a name that the program calls; what a module is as a whole, by `default`. */
function isCalledBy(
  engine: Engine,
  { functions }: Handing,
  { file, id }: { readonly file: string; readonly id: FunctionId },
): boolean {
  if (functions === '*') return true;
  const names = [...engine.index.functionNames(file, id)];
  return (
    names.some((name) => isNamedBy(functions, name)) ||
    (isNamedBy(functions, 'default') && isWholeExport(engine, file, id))
  );
}

const namedType = ({ named = {} }: Handing, { name, path }: BindingFact): string | undefined =>
  path === undefined
    ? Object.entries(named).find(([names]) => isNamedBy(names, name))?.[1]
    : undefined;

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

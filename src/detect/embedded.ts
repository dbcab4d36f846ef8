import type { ClientEntry } from '../model/catalog.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Creation, ExternalValue, Place, Value } from '../resolve/values.js';
import { namedBlocks } from '../text/named-blocks.js';

const EMBEDDED = /^(better-)?sqlite3?$|^sqljs$|^file:|^:memory:$|^sqlite:/i;

/** Paths of options that name the engine, over the ORMs and query builders that have several. */
const ENGINE_OPTIONS = [
  ['client'],
  ['dialect'],
  ['type'],
  ['storage'],
  ['connector'],
  ['url'],
  ['connection'],
  ['connection', 'url'],
  ['connection', 'filename'],
];

/** Whether a client's database runs inside the process: then its calls do not leave it. */
export function embeddedDatabases(
  repository: Repository,
  files: FactsStore,
  resolver: Resolver,
): (client: ExternalValue) => boolean {
  const prismaIsEmbedded = prismaProviders(repository, files).every((provider) =>
    EMBEDDED.test(provider),
  );
  const hasPrismaSchema = repository.dataFiles.some((file) => file.endsWith('.prisma'));
  const isMadeEmbedded = ({ arguments: given, place }: Making): boolean =>
    given.some((argument) => namesEmbeddedEngine(resolver, resolver.evaluate(argument, place)));
  const onlyEmbedded = new Map<ClientEntry, boolean>();
  return ({ client, creations }) => {
    if (client.client === '@prisma/client') return hasPrismaSchema && prismaIsEmbedded;
    if (client.kind !== 'db') return false;
    if (creations.length > 0) return creations.some(isMadeEmbedded);
    const known = onlyEmbedded.get(client);
    if (known !== undefined) return known;
    const makings = makingsOf(client, files, resolver);
    const found = makings.length > 0 && makings.every(isMadeEmbedded);
    onlyEmbedded.set(client, found);
    return found;
  };
}

type Making = Pick<Creation, 'arguments' | 'place'>;

/** Where the repository makes a client: models that it is handed later belong to one of these. */
function makingsOf(client: ClientEntry, files: FactsStore, resolver: Resolver): readonly Making[] {
  const makings: Making[] = [];
  for (const { file, requests, calls } of files.all()) {
    if (!requests.some(({ specifier }) => client.packages.includes(specifier))) continue;
    for (const { form, callee, arguments: given, function: id, class: owner } of calls) {
      if (form !== 'new') continue;
      const place: Place = { file, function: id, class: owner, frame: null };
      const makes = resolver
        .evaluate(callee, place)
        .some((value) => value.kind === 'external' && value.client === client);
      if (makes && given.length > 0) makings.push({ arguments: given, place });
    }
  }
  return makings;
}

/** An engine, a file or an address in memory, given as it stands or by an option. */
function namesEmbeddedEngine(resolver: Resolver, values: readonly Value[]): boolean {
  const optionsOf = (path: readonly string[]): readonly Value[] =>
    path.reduce(
      (current, option) => current.flatMap((value) => resolver.member(value, option)),
      values,
    );
  return [values, ...ENGINE_OPTIONS.map(optionsOf)]
    .flat()
    .some(
      (value) =>
        value.kind === 'constant' && typeof value.value === 'string' && EMBEDDED.test(value.value),
    );
}

/** Providers of all Prisma schemas; one that names none counts as a network database. */
function prismaProviders(repository: Repository, files: FactsStore): readonly string[] {
  return repository.dataFiles
    .filter((file) => file.endsWith('.prisma'))
    .flatMap((file) => providersIn(files.dataText(file)));
}

const providersIn = (schema: string): readonly string[] =>
  namedBlocks(schema)
    .filter(({ kind }) => kind === 'datasource')
    .slice(0, 1)
    .map(({ body }) => /provider\s*=\s*"([^"]+)"/.exec(body)?.[1] ?? 'unknown');

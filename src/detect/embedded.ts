import type { ClientEntry } from '../model/catalog.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ExternalValue, Value } from '../resolve/values.js';
import { namedBlocks } from '../text/named-blocks.js';
import { makingsOf, type Making } from './makings.js';

const EMBEDDED = /^(better-)?sqlite3?$|^sqljs$|^file:|^:?memory:?$|^sqlite:/i;

/** Paths of options that name the engine, over the ORMs and query builders that have several. */
const ENGINE_OPTIONS = [
  ['client'],
  ['dialect'],
  ['type'],
  ['storage'],
  ['connector'],
  ['store'],
  ['url'],
  ['connection'],
  ['connection', 'url'],
  ['connection', 'filename'],
];

/** Whether a client's database or store is inside the process: then its calls do not leave it. */
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
    given.some((argument) => {
      const options = resolver.evaluate(argument, place);
      return [options, fromFactory(resolver, options)].some(
        (all) => all.length > 0 && all.every((one) => namesEmbeddedEngine(resolver, one)),
      );
    });
  const onlyEmbedded = new Map<ClientEntry, boolean>();
  const isImported = importsOf(files);
  return ({ client, creations }) => {
    if (client.client === '@prisma/client') return hasPrismaSchema && prismaIsEmbedded;
    if (client.remoteWith?.some(isImported) === false) return true;
    if (client.remoteWith === undefined && client.kind !== 'db') return false;
    const isInProcess = (making: Making): boolean =>
      isMadeEmbedded(making) || (client.remoteWith !== undefined && making.arguments.length === 0);
    // A part says nothing of where it belongs: `class Users extends Repository`.
    const made = creations.filter(({ part }) => part !== true);
    if (made.length > 0) return made.some(isInProcess);
    const known = onlyEmbedded.get(client);
    if (known !== undefined) return known;
    const makings = makingsOf(client, files, resolver);
    const found = makings.length > 0 && makings.every(isInProcess);
    onlyEmbedded.set(client, found);
    return found;
  };
}

/** Whether a package is asked for by the sources. */
function importsOf(files: FactsStore): (packageName: string) => boolean {
  let imported: ReadonlySet<string> | undefined;
  return (packageName) => {
    imported ??= new Set(
      [...files.all()].flatMap(({ requests }) => requests.map(({ specifier }) => specifier)),
    );
    return imported.has(packageName);
  };
}

/** `{ useFactory: () => ({ type: 'sqlite' }) }` */
const fromFactory = (resolver: Resolver, options: readonly Value[]): readonly Value[] =>
  options
    .flatMap((value) => resolver.member(value, 'useFactory'))
    .flatMap((made) => resolver.apply(made, { arguments: [], construct: false, at: null }));

/** An engine, a file or an address in memory, given as it stands or by an option; no other one besides. */
function namesEmbeddedEngine(resolver: Resolver, value: Value): boolean {
  const optionsOf = (path: readonly string[]): readonly Value[] =>
    path.reduce<readonly Value[]>(
      (current, option) => current.flatMap((one) => resolver.member(one, option)),
      [value],
    );
  return [[value], ...ENGINE_OPTIONS.map(optionsOf)].some((all) => {
    const texts = all.flatMap((one) =>
      one.kind === 'constant' && typeof one.value === 'string' ? one.value : [],
    );
    return texts.length > 0 && texts.every((text) => EMBEDDED.test(text));
  });
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

import type { ClientEntry } from '../model/catalog.js';
import type { CallFact, Expression, FileFacts } from '../parse/facts.js';
import type { FactsStore } from '../parse/facts-store.js';
import { lastName } from '../resolve/indexes/callee-names.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Creation, Place } from '../resolve/values.js';

/** One place where a client is made, with what it is made of. */
export type Making = Pick<Creation, 'arguments' | 'place'>;

/** Where the repository makes a client: parts that it is handed later belong to one of these. */
export function makingsOf(
  client: ClientEntry,
  files: FactsStore,
  resolver: Resolver,
): readonly Making[] {
  const makings: Making[] = [];
  for (const facts of files.all()) {
    const { file, requests, calls } = facts;
    if (!requests.some(({ specifier }) => client.packages.includes(specifier))) continue;
    for (const call of calls) {
      const place: Place = { file, function: call.function, class: call.class, frame: null };
      if (isConstructed(client, call, { resolver, place }) || isSetUp(client, call, facts)) {
        makings.push({ arguments: call.arguments, place });
      }
    }
  }
  return makings;
}

function isConstructed(
  client: ClientEntry,
  { form, callee, arguments: given }: CallFact,
  { resolver, place }: { readonly resolver: Resolver; readonly place: Place },
): boolean {
  if (form !== 'new' || given.length === 0) return false;
  return resolver
    .evaluate(callee, place)
    .some((value) => value.kind === 'external' && value.client === client);
}

/** Without arguments too: then what is set up is said outside of the sources. */
function isSetUp(client: ClientEntry, { form, callee }: CallFact, facts: FileFacts): boolean {
  if (form !== 'call' || client.setup === undefined) return false;
  const name = lastName(callee) ?? '';
  const owner = callee.kind === 'member' ? lastName(callee.object) : null;
  return (
    (client.setup.includes(name) || client.setup.includes(`${owner ?? ''}.${name}`)) &&
    isImportedFrom(client, callee, facts)
  );
}

function isImportedFrom(client: ClientEntry, callee: Expression, facts: FileFacts): boolean {
  if (callee.kind === 'member') return isImportedFrom(client, callee.object, facts);
  if (callee.kind !== 'name' || callee.binding === null) return false;
  const source = facts.bindings[callee.binding]?.import?.specifier;
  return source !== undefined && client.packages.includes(source);
}

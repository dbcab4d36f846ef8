import { KeptAnswers } from '../text/kept-answers.js';
import type { Catalog, ClientEntry } from '../model/catalog.js';

/** The entry that a call's client is of: by its name, by a package, or by how packages begin. */
export const entryNamed = (catalog: Catalog, client: string): ClientEntry | undefined =>
  known.of(catalog, client, () => find(catalog, client)) ?? undefined;

/** A repository has few clients, and many calls of each. */
const known = new KeptAnswers<Catalog, ClientEntry | null>();

const find = ({ clients }: Catalog, client: string): ClientEntry | null =>
  clients.find((entry) => entry.client === client || entry.packages.includes(client)) ??
  clients.find(({ packages }) => packages.some((name) => isBeginning(name, client))) ??
  null;

const isBeginning = (name: string, client: string): boolean =>
  name.endsWith('*') && client.startsWith(name.slice(0, -1));

import type { Catalog, ClientEntry } from '../model/catalog.js';

/** The entry that a call's client is of: by its name, by a package, or by how packages begin. */
export const entryNamed = ({ clients }: Catalog, client: string): ClientEntry | undefined =>
  clients.find((entry) => entry.client === client || entry.packages.includes(client)) ??
  clients.find(({ packages }) => packages.some((name) => isBeginning(name, client)));

const isBeginning = (name: string, client: string): boolean =>
  name.endsWith('*') && client.startsWith(name.slice(0, -1));

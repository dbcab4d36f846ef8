import type { Catalog, ClientEntry } from '../model/catalog.js';
import { compareText } from '../text/compare-text.js';
import { sha256 } from '../text/sha256.js';

/** A client or guard of the user, and the file that describes it. */
export interface OwnEntry {
  readonly file: string;
  readonly entry: ClientEntry;
}

/** Names that belong to one entry. */
const tables = ['globals', 'decorators', 'guardDecorators'] as const;

/** What the user's entries describe is theirs; the shipped entries keep the rest. */
export function withOwnEntries(shipped: Catalog, entries: readonly OwnEntry[]): Catalog {
  const own = entries
    .map(({ entry }) => entry)
    .sort((left, right) => compareText(left.client, right.client));
  const replaced = new Set(own.map(({ client }) => client));
  const others = shipped.clients.filter(({ client }) => !replaced.has(client));
  return {
    ...shipped,
    clients: [...own, ...others.map((entry) => withoutClaims(entry, own)).filter(isReachable)],
    hash: sha256(JSON.stringify([shipped.hash, own])),
  };
}

function withoutClaims(entry: ClientEntry, own: readonly ClientEntry[]): ClientEntry {
  const kept = { ...entry, packages: entry.packages.filter((name) => !isClaimed(name, own)) };
  for (const table of tables) {
    const claimed = new Set(own.flatMap((one) => Object.keys(one[table] ?? {})));
    const names = Object.entries(kept[table] ?? {}).filter(([name]) => !claimed.has(name));
    if (kept[table] !== undefined) kept[table] = Object.fromEntries(names);
  }
  return kept;
}

/** `@acme/*` claims every package of the scope. */
const isClaimed = (name: string, own: readonly ClientEntry[]): boolean =>
  own
    .flatMap(({ packages }) => packages)
    .some((claim) => (claim.endsWith('*') ? name.startsWith(claim.slice(0, -1)) : claim === name));

const isReachable = ({ packages, globals }: ClientEntry): boolean =>
  packages.length > 0 || Object.keys(globals).length > 0;

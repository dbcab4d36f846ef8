import type { Call } from '../model/assessment.js';
import type { CallKind } from '../model/catalog.js';

/** What the name of a dependency was taken from: an address, the variable of its client, or its package alone. */
export type NameSource = 'address' | 'variable' | 'package';

/** A call, and what is known of the name of its dependency. */
export interface NamedCall {
  readonly call: Call;
  readonly nameSource: NameSource;
  /** The folder of the package that it stands in. */
  readonly packageDir: string;
  /** The client as the catalogue names it, whichever of its packages is used. */
  readonly entry: string;
}

/** Calls whose dependencies are named as well as all of them together tell. */
export const withBestNames = (named: readonly NamedCall[]): readonly Call[] =>
  toldApart(withOnlyConnection(named));

/** Clients that are made for one server, which each of their calls goes to. */
const CONNECTED: ReadonlySet<CallKind> = new Set(['db', 'cache', 'queue', 'search']);

/**
 * `Model.findAll()` in one file says no more than "sequelize", while another connects to `DB_HOST`: where
 * all calls of a package that have a name have the same one, the others go there too.
 */
function withOnlyConnection(named: readonly NamedCall[]): readonly NamedCall[] {
  const names = new Map<string, Set<string>>();
  for (const one of named) {
    const { kind, context } = one.call;
    // Scripts may work on a database of their own.
    if (one.nameSource === 'package' || !CONNECTED.has(kind) || context === 'script') continue;
    const known = names.get(connectionKey(one)) ?? new Set();
    names.set(connectionKey(one), known.add(one.call.dependency));
  }
  return named.map((one) => {
    const known = one.nameSource === 'package' ? names.get(connectionKey(one)) : undefined;
    const [only, ...more] = known ?? [];
    if (only === undefined || more.length > 0 || !CONNECTED.has(one.call.kind)) return one;
    return { ...one, nameSource: 'address', call: { ...one.call, dependency: only } };
  });
}

const connectionKey = ({ packageDir, entry, call }: NamedCall): string =>
  [packageDir, entry, call.kind].join('\0');

/**
 * Clients of several packages can be kept in variables of one name (`client`, `store`): what is called
 * is not the same, so that the package tells them apart.
 */
function toldApart(named: readonly NamedCall[]): readonly Call[] {
  const clients = new Map<string, Set<string>>();
  for (const { call, nameSource } of named) {
    if (nameSource !== 'variable') continue;
    const known = clients.get(call.dependency) ?? new Set();
    clients.set(call.dependency, known.add(call.client));
  }
  return named.map(({ call, nameSource }) =>
    nameSource === 'variable' && (clients.get(call.dependency)?.size ?? 0) > 1
      ? { ...call, dependency: `${call.dependency} (${call.client})` }
      : call,
  );
}

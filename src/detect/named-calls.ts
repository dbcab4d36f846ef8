import type { Call } from '../model/assessment.js';
import type { CallKind } from '../model/call-kinds.js';

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
 * all calls of a package that have a name have the same one, the others go there too. Where none has, they
 * go to one server whichever of the client's packages they are made by (`mongoose`, `@nestjs/mongoose`).
 */
function withOnlyConnection(named: readonly NamedCall[]): readonly NamedCall[] {
  const names = namesBy(named, (one) => !isUnnamed(one) && one.call.context !== 'script');
  const packages = namesBy(named, isUnnamed);
  return named.map((one) => {
    if (!isUnnamed(one) || !CONNECTED.has(one.call.kind)) return one;
    const [only, ...more] = names.get(connectionKey(one)) ?? [];
    if (only !== undefined) return more.length > 0 ? one : goingTo(one, only);
    const hasSeveral = (packages.get(connectionKey(one))?.size ?? 0) > 1;
    return hasSeveral ? goingTo(one, one.entry) : one;
  });
}

const isUnnamed = ({ nameSource }: NamedCall): boolean => nameSource === 'package';

const goingTo = (one: NamedCall, dependency: string): NamedCall => ({
  ...one,
  nameSource: 'address',
  call: { ...one.call, dependency },
});

/** What the dependencies of each client are called in each package. Scripts may work on a database of their own. */
function namesBy(
  named: readonly NamedCall[],
  isAsked: (one: NamedCall) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const one of named) {
    if (!CONNECTED.has(one.call.kind) || !isAsked(one)) continue;
    const known = names.get(connectionKey(one)) ?? new Set();
    names.set(connectionKey(one), known.add(one.call.dependency));
  }
  return names;
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

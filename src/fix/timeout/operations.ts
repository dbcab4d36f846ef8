import type { ClientEntry, ClientType } from '../../model/catalog.js';

interface Scope {
  readonly on?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
}

/** Whether a fact of the catalogue can hold for an operation: it names it, or a type that has it. */
export function holdsFor({ on, members }: Scope, operation: string, entry: ClientEntry): boolean {
  if (members !== undefined && !members.includes(operation)) return false;
  return on === undefined || on.some((name) => offers(entry, name, operation, new Set()));
}

/** Whether a value of a type starts that operation; types that are only known at run time may. */
// eslint-disable-next-line max-params -- the set is what ends a circle of types
function offers(entry: ClientEntry, name: string, operation: string, seen: Set<string>): boolean {
  const type = entry.types[name];
  if (type === undefined || seen.has(name)) return false;
  seen.add(name);
  return (
    startsItself(type, operation) ||
    Object.entries(type.members ?? {}).some(([key, member]) =>
      member.role === undefined
        ? false
        : member.operation === operation ||
          member.operation?.includes(':') === true ||
          namesMember(key, operation),
    ) ||
    (type.extends ?? []).some((base) => offers(entry, base, operation, seen))
  );
}

const startsItself = ({ call, constructs }: ClientType, operation: string): boolean =>
  [call, constructs].some(
    (action) =>
      action?.role !== undefined &&
      (action.operation === undefined || action.operation === operation),
  );

function namesMember(key: string, operation: string): boolean {
  if (key === '*') return true;
  const pattern = /^\/(.*)\/$/.exec(key)?.[1];
  return pattern === undefined
    ? key.split('|').includes(operation)
    : new RegExp(pattern).test(operation);
}

/**
 * Whether a step on the way to a client takes the options of the client: a construction, an exported
 * factory, or a member that makes another client like the one it is called on.
 */
export function makesClient(entry: ClientEntry, what: string): boolean {
  if (what.startsWith('new ')) return true;
  const name = what.split('.').at(-1) ?? what;
  const exported = new Set(Object.values(entry.exports));
  if (
    Object.entries(entry.exports).some(
      ([key, type]) => namesMember(key, name) && calls(entry, type),
    )
  )
    return true;
  return Object.entries(entry.types).some(([owner, { members = {} }]) =>
    Object.entries(members).some(
      ([key, { returns, role }]) =>
        role === undefined &&
        returns !== undefined &&
        namesMember(key, name) &&
        ((exported.has(owner) && !doesWork(entry, owner)) ||
          returns === 'Self' ||
          isLike(entry, owner, returns)),
    ),
  );
}

const calls = (entry: ClientEntry, type: string): boolean =>
  entry.types[type]?.call?.returns !== undefined;

/** What calls anything itself is a client already, and its members make parts of it. */
const doesWork = (entry: ClientEntry, owner: string): boolean =>
  Object.values(entry.types[owner]?.members ?? {}).some(({ role }) => role !== undefined);

/** Whether one of two types has the members of the other. */
const isLike = (entry: ClientEntry, one: string, two: string): boolean =>
  one === two || isBelow(entry, one, two) || isBelow(entry, two, one);

const isBelow = (entry: ClientEntry, one: string, two: string): boolean =>
  entry.types[one]?.extends?.includes(two) === true;

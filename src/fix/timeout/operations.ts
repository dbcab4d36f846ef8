import type { ClientEntry, ClientType } from '../../model/catalog.js';
import { KeptAnswers } from '../../text/kept-answers.js';
import { isNamedBy } from '../../text/name-key.js';

interface Scope {
  readonly on?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
}

/** Whether a fact of the catalogue can hold for an operation: it names it, or a type that has it. */
export function holdsFor({ on, members }: Scope, operation: string, entry: ClientEntry): boolean {
  if (members !== undefined && !members.includes(operation)) return false;
  return on === undefined || withBases(entry, on).some((type) => offers(type, operation));
}

/** The types of these names and all that they extend. */
function withBases(entry: ClientEntry, names: readonly string[]): readonly ClientType[] {
  const found = new Set<ClientType>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const type = entry.types[name];
    if (type === undefined || found.has(type)) continue;
    found.add(type);
    pending.push(...(type.extends ?? []));
  }
  return [...found];
}

/** Whether a value of a type starts that operation; those that are only known at run time may. */
const offers = (type: ClientType, operation: string): boolean =>
  startsItself(type, operation) ||
  Object.entries(type.members ?? {}).some(
    ([key, member]) =>
      member.role !== undefined &&
      (member.operation === operation ||
        member.operation?.includes(':') === true ||
        namesMember(key, operation)),
  );

const startsItself = ({ call, constructs }: ClientType, operation: string): boolean =>
  [call, constructs].some(
    (action) =>
      action?.role !== undefined &&
      (action.operation === undefined || action.operation === operation),
  );

const namesMember = (key: string, name: string): boolean => key === '*' || isNamedBy(key, name);

/**
 * Whether a step on the way to a client takes the options of the client: a construction, an exported
 * factory, or a member that makes another client like the one it is called on. What is a part of a
 * dependency (a collection, a model) has options of its own.
 */
export const makesClient = (entry: ClientEntry, what: string): boolean =>
  known.of(entry, what, () => isMaker(entry, what));

/** Calls of one client were made by the same few steps. */
const known = new KeptAnswers<ClientEntry, boolean>();

function isMaker(entry: ClientEntry, what: string): boolean {
  const name = what.split(/[. ]/).at(-1) ?? what;
  // What is asked of a new client (`new Client().of(…)`) is not written like a class.
  if (what.startsWith('new ') && (/^[A-Z_$]/.test(name) || !what.includes('.'))) return true;
  const exported = new Set(Object.values(entry.exports));
  if (
    Object.entries(entry.exports).some(
      ([key, type]) => namesMember(key, name) && calls(entry, type),
    )
  )
    return true;
  return Object.entries(entry.types).some(([owner, { members = {} }]) =>
    Object.entries(members).some(
      ([key, { returns, role, part }]) =>
        role === undefined &&
        part !== true &&
        returns !== undefined &&
        // What any other member gives back ("*") is a builder.
        isNamedBy(key, name) &&
        ((exported.has(owner) && !doesWork(entry, owner)) ||
          returns === 'Self' ||
          isLike(entry, owner, returns)),
    ),
  );
}

const calls = (entry: ClientEntry, type: string): boolean => {
  const call = entry.types[type]?.call;
  return call?.returns !== undefined && call.part !== true;
};

/** What calls anything itself is a client already, and its members make parts of it. */
const doesWork = (entry: ClientEntry, owner: string): boolean =>
  Object.values(entry.types[owner]?.members ?? {}).some(({ role }) => role !== undefined);

/** Whether one of two types has the members of the other. */
const isLike = (entry: ClientEntry, one: string, two: string): boolean =>
  one === two || isBelow(entry, one, two) || isBelow(entry, two, one);

const isBelow = (entry: ClientEntry, one: string, two: string): boolean =>
  entry.types[one]?.extends?.includes(two) === true;

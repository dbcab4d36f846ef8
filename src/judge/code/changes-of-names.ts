import type { BindingId, CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';
import { rootBinding } from '../../resolve/indexes/callee-names.js';
import { groupBy } from '../../text/group-by.js';
import { oncePer } from '../../text/once.js';
import { globalMember } from '../judging.js';

/** A call that is handed a name as one of its arguments. */
interface Handing {
  readonly call: CallId;
  readonly index: number;
}

/** What one file does to its names, and to what lies in them. */
interface Changes {
  readonly assignedAnew: ReadonlySet<BindingId>;
  /** Properties that are written at any depth below a name; null where the key is not known. */
  readonly written: ReadonlyMap<BindingId, ReadonlySet<string | null>>;
  readonly handed: ReadonlyMap<BindingId, readonly Handing[]>;
}

/** Found in one pass: to look through a file for each of its names takes the square of its length. */
export const changesIn = oncePer((facts: FileFacts): Changes => ({
  assignedAnew: assignedIn(facts),
  written: writtenIn(facts),
  handed: handedIn(facts),
}));

const assignedIn = ({ statements }: FileFacts): Changes['assignedAnew'] =>
  new Set(statements.flatMap((one) => (one.kind === 'change' ? namedBy(one.target) : [])));

/** `options.dryRun = false`, `options[key] = value`, `Object.assign(options, …)`. */
function writtenIn({ writes, calls }: FileFacts): Changes['written'] {
  const written = new Map<BindingId, Set<string | null>>();
  const add = (id: BindingId, property: string | null): void => {
    const properties = written.get(id);
    if (properties === undefined) written.set(id, new Set([property]));
    else properties.add(property);
  };
  for (const { target } of writes) {
    const id = rootBinding(target);
    if (id !== null) add(id, target.property);
  }
  for (const call of calls) for (const id of filledBy(call)) add(id, null);
  return written;
}

const filledBy = (call: CallFact): readonly BindingId[] =>
  globalMember(call) === 'Object.assign' ? namedBy(call.arguments[0]) : [];

const handedIn = ({ calls }: FileFacts): Changes['handed'] =>
  groupBy(
    [...calls.entries()].flatMap(([call, { arguments: given }]) =>
      given.flatMap((one, index) => namedBy(one).map((id) => ({ id, call, index }))),
    ),
    ({ id }) => id,
  );

const namedBy = (one: Expression | undefined): readonly BindingId[] =>
  one?.kind === 'name' && one.binding !== null ? [one.binding] : [];

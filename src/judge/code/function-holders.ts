import type {
  BindingFact,
  CallId,
  ExportFact,
  Expression,
  FileFacts,
  FunctionId,
} from '../../parse/facts.js';
import { oncePer } from '../../text/once.js';

/** What stands for the functions of a file. */
interface Holders {
  /** Names of variables and members that hold a function, "default" last where it is exported so. */
  readonly names: ReadonlyMap<FunctionId, readonly string[]>;
  /** Calls that are handed an object with the function in it. */
  readonly handedIn: ReadonlyMap<FunctionId, readonly CallId[]>;
}

/** Found in one pass: to look through a file for each of its functions takes the square of its length. */
export const holdersIn = oncePer((facts: FileFacts): Holders => ({
  names: namesIn(facts),
  handedIn: handedInBy(facts),
}));

function namesIn({ bindings, writes, exports }: FileFacts): Holders['names'] {
  const names = new Map<FunctionId, string[]>();
  for (const binding of bindings) for (const id of heldBy(binding)) add(names, id, binding.name);
  for (const { value, target } of writes) {
    const name = writtenName(target.property);
    if (value.kind === 'function' && name !== null) add(names, value.function, name);
  }
  for (const one of exports)
    for (const id of exportedAsDefault(bindings, one)) add(names, id, 'default');
  return names;
}

function handedInBy({ calls }: FileFacts): Holders['handedIn'] {
  const handed = new Map<FunctionId, CallId[]>();
  for (const [call, { arguments: given }] of calls.entries()) {
    for (const one of given) for (const id of functionsOf(one)) add(handed, id, call);
  }
  return handed;
}

function functionsOf(expression: Expression): readonly FunctionId[] {
  if (expression.kind !== 'object') return [];
  return expression.properties.flatMap(({ value }) => functionOf(value));
}

const functionOf = (value: Expression | undefined): readonly FunctionId[] =>
  value?.kind === 'function' ? [value.function] : [];

const heldBy = ({ declares, value }: BindingFact): ReadonlySet<FunctionId> =>
  new Set([...(declares === undefined ? [] : [declares]), ...functionOf(value)]);

/** What is assigned to `module.exports` is known under any name. */
const writtenName = (property: string | null): string | null =>
  property === 'exports' ? 'default' : property;

/** `export default load` and `export default () => …`. */
function exportedAsDefault(
  bindings: FileFacts['bindings'],
  { name, binding, expression }: ExportFact,
): readonly FunctionId[] {
  if (name !== 'default') return [];
  const bound = binding === undefined ? undefined : bindings[binding];
  return [...functionOf(expression), ...(bound === undefined ? [] : heldBy(bound))];
}

function add<T>(groups: Map<FunctionId, T[]>, id: FunctionId, item: T): void {
  const group = groups.get(id);
  if (group === undefined) groups.set(id, [item]);
  else group.push(item);
}

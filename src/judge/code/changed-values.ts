import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { rootBinding } from '../../resolve/indexes/callee-names.js';
import { globalMember, type Judging } from '../judging.js';
import type { Held } from './held-values.js';

/** What is handed on is followed as far as this. */
const DEEPEST = 3;

/** Whether a name means different things at different times, or what lies under these names in it does. */
export function isChanged(judging: Judging, held: Held, path: readonly string[]): boolean {
  const { file, id, binding } = held;
  if (binding.assigned !== undefined && binding.assigned.length > 0) return true;
  const changes = judging.map(file)?.statements('change') ?? [];
  if (changes.some(({ target }) => target.kind === 'name' && target.binding === id)) return true;
  return path.length > 0 && isWritten(judging, held, { path, depth: 0 });
}

interface Asked {
  readonly path: readonly string[];
  readonly depth: number;
}

/** `options.dryRun = false`, `options[key] = value`, `Object.assign(options, …)`, here or where it is handed on. */
function isWritten(
  judging: Judging,
  { file, id }: Pick<Held, 'file' | 'id'>,
  asked: Asked,
): boolean {
  const facts = judging.facts(file);
  if (facts === undefined) return true;
  const { path, depth } = asked;
  const isHere = facts.writes.some(
    ({ target }) =>
      rootBinding(target) === id && (target.property === null || path.includes(target.property)),
  );
  if (
    isHere ||
    facts.calls.some(
      (call) => globalMember(call) === 'Object.assign' && isIt(call.arguments[0], id),
    )
  )
    return true;
  return (
    depth < DEEPEST &&
    facts.calls.some((call, at) =>
      isWrittenBy(judging, { facts, call, at }, { id, path, depth: depth + 1 }),
    )
  );
}

interface Calling {
  readonly facts: FileFacts;
  readonly call: CallFact;
  readonly at: number;
}

function isWrittenBy(
  judging: Judging,
  { facts, call, at }: Calling,
  { id, ...asked }: Asked & { readonly id: number },
): boolean {
  const index = call.arguments.findIndex((one) => isIt(one, id));
  if (index < 0) return false;
  return judging.callees({ file: facts.file, call: at }).some((value) => {
    if (value.kind !== 'function') return false;
    const { file, function: target } = value;
    const parameter = judging.facts(file)?.functions[target]?.parameters[index]?.binding;
    return parameter !== undefined && isWritten(judging, { file, id: parameter }, asked);
  });
}

const isIt = (one: Expression | undefined, id: number): boolean =>
  one?.kind === 'name' && one.binding === id;

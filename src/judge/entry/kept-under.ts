import type { CallId, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import type { Point } from '../code/points.js';

/**
 * The name that what a call returns is kept under: `export const load = onRequest(…)`,
 * `exports.load = onRequest(…)`, what a function gives that is asked for it, and the key of an object.
 */
export function keptAs(judging: Judging, point: Point): string | undefined {
  const facts = judging.facts(point.file);
  const call = facts?.calls[point.call];
  if (facts === undefined || call === undefined) return undefined;
  const isIt = (value: Expression | undefined): boolean => isCall(value, point.call);
  const binding = facts.bindings.find(({ value }) => isIt(value));
  const write = facts.writes.find(({ value }) => isIt(value));
  return (
    binding?.name ??
    write?.target.property ??
    fieldOf(facts, call.class, isIt) ??
    keptByFunction(facts, point.call, call.function) ??
    judging.map(point.file)?.keyOfCall(point.call)
  );
}

/** `class Users { static created = onRequest(…) }`. */
function fieldOf(
  { classes }: FileFacts,
  around: number | null,
  isIt: (value: Expression | undefined) => boolean,
): string | undefined {
  const members = around === null ? [] : (classes[around]?.members ?? []);
  return members.find(({ value }) => isIt(value))?.name ?? undefined;
}

/** `(t) => ({ users: t.field(…) })`, `queryField('users', (t) => t.field(…))`. */
function keptByFunction(facts: FileFacts, id: CallId, around: FunctionId): string | undefined {
  const returns = facts.functions[around]?.returns ?? [];
  const property = returns
    .flatMap((one) => (one.kind === 'object' ? one.properties : []))
    .find(({ value }) => isCall(value, id));
  if (property !== undefined) return property.key ?? undefined;
  return returns.some((one) => isCall(one, id)) ? textBeside(facts, around) : undefined;
}

function textBeside({ calls }: FileFacts, id: FunctionId): string | undefined {
  const given = calls.find(({ arguments: all }) =>
    all.some((one) => one.kind === 'function' && one.function === id),
  );
  const texts = (given?.arguments ?? []).flatMap((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? [one.value] : [],
  );
  return texts.at(-1);
}

const isCall = (value: Expression | undefined, id: CallId): boolean =>
  value?.kind === 'call' && value.call === id;

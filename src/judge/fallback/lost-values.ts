import type { CallFact } from '../../parse/facts.js';
import type { StatementFact, TryFact } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import { asksEachOnce } from './ladders.js';

/** The block was to return a value, or to give one to a variable from outside of it. */
export function losesValue(map: CodeMap, tried: TryFact, offset: number): boolean {
  return map
    .within(tried.block, tried.function)
    .some(
      (one) =>
        (one.kind === 'return' && one.value !== null && one.end > offset) ||
        (one.kind === 'change' &&
          one.operator === '=' &&
          (contains(one, offset) || givesLater(map, one, { tried, offset }))),
    );
}

/** `let total = 0; try { const rows = await load(); total = rows.length; } catch { … }`. */
function givesLater(
  { facts }: CodeMap,
  { start, target, value }: Extract<StatementFact, { kind: 'change' }>,
  { tried, offset }: { readonly tried: TryFact; readonly offset: number },
): boolean {
  if (start < offset || target.kind !== 'name' || target.binding === null) return false;
  const declared = facts.bindings[target.binding];
  return declared?.kind === 'variable' && declared.start < tried.start && value?.kind !== 'literal';
}

/** Where the code goes on when the block failed, where it returns a value when it did not. */
export function failurePath(
  judging: Judging,
  { block, end, start, function: id }: TryFact,
  {
    map,
    call,
    offset,
  }: { readonly map: CodeMap; readonly call: CallFact; readonly offset: number },
): number | undefined {
  const returns = map
    .within(block, id)
    .some((one) => one.kind === 'return' && one.value !== null && one.end > offset);
  const loops = map.loopsAround(start, id);
  const [loop] = loops;
  if (!returns || loops.length > 1) return undefined;
  if (loop === undefined) return end;
  // The last of those that are asked in turn has nobody after it.
  return asksEachOnce(judging, map, call) ? loop.end : undefined;
}

import type { TryFact } from '../parse/statement-facts.js';
import { contains, type CodeMap } from './code-map.js';

/** The block was to return a value, or to give one to a variable from outside of it. */
export function losesValue(
  map: CodeMap,
  { block, function: id }: TryFact,
  offset: number,
): boolean {
  return map
    .within(block, id)
    .some(
      (one) =>
        (one.kind === 'return' && one.value !== null && one.end > offset) ||
        (one.kind === 'change' && one.operator === '=' && contains(one, offset)),
    );
}

/** Where the code goes on when the block failed, where it returns a value when it did not. */
export function failurePath(
  map: CodeMap,
  { block, end, start, function: id }: TryFact,
  offset: number,
): number | undefined {
  const returns = map
    .within(block, id)
    .some((one) => one.kind === 'return' && one.value !== null && one.end > offset);
  return returns && map.loopsAround(start, id).length === 0 ? end : undefined;
}

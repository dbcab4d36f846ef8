import type { BindingFact, FunctionId } from '../../parse/facts.js';
import { objectLiterals } from '../../resolve/indexes/object-literals.js';
import type { Place } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Placed } from './found-setting.js';
import { returnedOptions } from './option-givers.js';

/** The argument of each known caller; null for one that leaves it out. */
export function handedOver(
  judging: Judging,
  { binding, place }: { readonly binding: BindingFact; readonly place: Place },
): readonly (Placed | null)[] {
  const position = binding.parameter ?? 0;
  for (let frame = place.frame; frame !== null; frame = frame.outer) {
    if (frame.function !== binding.function || frame.file !== place.file) continue;
    const argument = frame.arguments[position];
    if (argument === undefined) return [null];
    return 'expression' in argument ? [{ ...argument, start: startOf(judging, argument) }] : [];
  }
  const callers = judging.targets.callersOf({ file: place.file, function: binding.function });
  if (callers.length === 0) return madeBeside(judging, place.file, binding.function);
  return callers.slice(0, MOST_CALLERS).map((point) => {
    const call = judging.call(point);
    const expression = call?.arguments[position];
    return call === undefined || expression === undefined
      ? null
      : { expression, place: placeOf(point.file, call), start: call.start };
  });
}

const MOST_CALLERS = 40;

/** The call that hands the argument over; an expression itself knows no position. */
function startOf(judging: Judging, { expression, place }: Omit<Placed, 'start'>): number {
  const facts = judging.facts(place.file);
  const call = facts?.calls.find(
    (one) => one.function === place.function && one.arguments.includes(expression),
  );
  return call?.start ?? facts?.functions[place.function]?.start ?? 0;
}

/**
 * `{ useFactory: () => options, dataSourceFactory: (options) => new DataSource(options) }`: modules of Nest
 * hand what the one gives to the other.
 */
function madeBeside(judging: Judging, file: string, id: FunctionId): readonly Placed[] {
  const facts = judging.facts(file);
  for (const { expression, place } of facts === undefined ? [] : objectLiterals(facts)) {
    const valueOf = (name: string) => expression.properties.find(({ key }) => key === name)?.value;
    const taker = valueOf('dataSourceFactory');
    const giver = valueOf('useFactory');
    if (giver === undefined || taker?.kind !== 'function' || taker.function !== id) continue;
    return returnedOptions(judging, { expression: giver, place, start: expression.start });
  }
  return [];
}

import type { CallFact, Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { Judging } from '../judging.js';
import type { Placed } from './found-setting.js';

/**
 * The argument that a package's function gives back, wholly or in part: `defineConfig({ … })`,
 * `pick(query, ['limit', 'offset'])`. `nothing` where the part has no property of that name; null for other calls.
 */
export function handedBack(
  judging: Judging,
  { expression, place }: Placed,
  property: string | undefined,
): Expression | 'nothing' | null {
  if (expression.kind !== 'call') return null;
  const call = judging.facts(place.file)?.calls[expression.call];
  const given = call && givenBack(call, property);
  if (call === undefined || given === undefined || given === null) return null;
  return judging.resolver.evaluate(call.callee, place).every(({ kind }) => kind === 'package')
    ? given
    : null;
}

function givenBack(
  { callee, arguments: all }: CallFact,
  property: string | undefined,
): Expression | 'nothing' | null {
  const name = lastName(callee) ?? '';
  if (/^define\w*(Config|Options)$/.test(name)) return all[0] ?? null;
  if (name !== 'pick') return null;
  // lodash takes the object first, ramda the names.
  const list = all.find((one) => one.kind === 'array');
  const from = all.find((one) => one.kind !== 'array');
  const picked = list?.kind === 'array' ? namesIn(list.elements) : null;
  if (picked === null || from === undefined) return null;
  return property !== undefined && picked.includes(property) ? from : 'nothing';
}

/** The names in a list of nothing else. */
function namesIn(elements: readonly Expression[]): readonly string[] | null {
  const names = elements.flatMap((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? [one.value] : [],
  );
  return names.length === elements.length ? names : null;
}

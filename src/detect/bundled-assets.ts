import type { CallFact, Expression, FileFacts } from '../parse/facts.js';
import type { Site } from './sites.js';

/** `fetch(new URL('./font.ttf', import.meta.url))`: a file beside the code, which no server is asked for. */
export function asksForBundledAsset(facts: FileFacts, { call }: Site): boolean {
  const [address] = call.arguments;
  const made = address === undefined ? null : callOf(facts, address);
  return made !== null && isBesideCode(made);
}

/** The call that an address was made by, there or in a variable that is set once. */
function callOf({ calls, bindings }: FileFacts, address: Expression): CallFact | null {
  if (address.kind === 'call') return calls[address.call] ?? null;
  if (address.kind !== 'name' || address.binding === null) return null;
  const binding = bindings[address.binding];
  const { value } = binding ?? {};
  if (binding?.assigned !== undefined || value?.kind !== 'call') return null;
  return calls[value.call] ?? null;
}

function isBesideCode({ form, callee, arguments: [path, base] }: CallFact): boolean {
  return (
    form === 'new' &&
    callee.kind === 'name' &&
    callee.name === 'URL' &&
    callee.binding === null &&
    isRelative(path) &&
    base?.kind === 'member' &&
    base.property === 'url' &&
    base.object.kind === 'other'
  );
}

const isRelative = (path: Expression | undefined): boolean =>
  path?.kind === 'literal' &&
  typeof path.value === 'string' &&
  !/^([a-z]+:|\/\/)/i.test(path.value);

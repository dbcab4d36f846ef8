import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { LookUp } from '../settings/found-setting.js';
import { parsePlace } from '../settings/places.js';
import type { Entering } from './entering.js';
import { functionsOf } from './functions-of.js';
import { isRouter } from './hosts.js';
import type { Handed, Registering } from './registering.js';
import { lookUpAt, textAt, type Reading } from './texts.js';

/** What stands where the handler is expected, unless it is a router, an option or the path itself. */
export function handedAt(registering: Registering): Handed | null {
  const { reading, registers } = registering;
  const named = namePositions(registering);
  // What names a resource may name its controller too.
  const isAsked = registers.names !== undefined && registers.methods !== undefined;
  const possible = registers.handler.flatMap((at) => {
    const found = lookUpAt(reading, at);
    const position = positionAt(at, reading.entering);
    if (found.state === 'absent' || (!isAsked && isNamed(at, position, named))) return [];
    const handed = isFollowed(at, found) ? found.at : argumentAt(reading.entering, position);
    return handed !== null && isHandler(reading, handed, registers) ? [handed] : [];
  });
  return surest(reading, possible);
}

/** Of several, a function: options that cannot be read (`get(path, merged(), handler)`) may hold none. */
function surest({ judging }: Reading, possible: readonly Handed[]): Handed | null {
  const [first = null] = possible;
  if (possible.length < 2) return first;
  return (
    possible.find(({ expression }) => expression.kind === 'function') ??
    possible.find(({ expression, place }) => functionsOf(judging, expression, place).length > 0) ??
    first
  );
}

/** What callers hand over differs: where it is the argument itself, the parameter stands for all. */
const isFollowed = (at: string, found: LookUp): found is Extract<LookUp, { state: 'set' }> =>
  found.state === 'set' &&
  (found.givenTo === undefined || at.startsWith('each') || parsePlace(at).path.length > 0);

/** The argument that a place begins at; none where it is what `each` is at. */
function positionAt(at: string, { call }: Entering): number | null {
  if (at.startsWith('each')) return null;
  const { index } = parsePlace(at);
  return index === 'last' || index === undefined ? call.arguments.length - 1 : index;
}

function isNamed(at: string, position: number | null, named: ReadonlySet<number>): boolean {
  if (position === null || !named.has(position)) return false;
  const { from, path } = parsePlace(at);
  return from === 'call' && path.length === 0;
}

function argumentAt({ call, place }: Entering, position: number | null): Handed | null {
  const expression = position === null ? undefined : call.arguments[position];
  return expression === undefined ? null : { expression, place };
}

/** Positions of arguments that are a part of the name: the last of several where none is text. */
function namePositions({ reading, registers }: Registering): ReadonlySet<number> {
  const alternatives = [...registers.name.matchAll(/\{([^{}]*)\}/g)].map(([, one = '']) =>
    one.split('|').flatMap((at) => {
      const position = /^call\.(\d+)$/.exec(at)?.[1];
      return position === undefined ? [] : [{ at, position: Number(position) }];
    }),
  );
  return new Set(
    alternatives.flatMap((places) => {
      const taken = places.find(({ at }) => textAt(reading, [at])?.startsWith('${') === false);
      const named = taken ?? places.at(-1);
      return named === undefined ? [] : [named.position];
    }),
  );
}

function isHandler(
  { judging }: Reading,
  { expression, place }: Handed,
  { methods }: RegistrationFact,
): boolean {
  if (methods !== undefined) return true;
  if (expression.kind === 'object' || expression.kind === 'template') return false;
  if (expression.kind === 'literal') {
    return typeof expression.value === 'string' && /\w\.\w/.test(expression.value);
  }
  if (expression.kind === 'function') return true;
  return !judging.resolver
    .evaluate(expression, place)
    .some((value) => isRouter(value) || value.kind === 'object');
}

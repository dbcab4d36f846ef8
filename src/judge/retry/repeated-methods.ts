import type { RetryFacts } from '../../model/catalog-protection.js';
import type { Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { firstPlaceSet } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import type { Subject } from '../settings/settings.js';

/** What a client that repeats some HTTP methods only does with a request of one. */
export type MethodRepeated =
  { readonly is: 'repeated' } | { readonly is: 'sent-once' | 'unknown'; readonly why: string };

const REPEATED: MethodRepeated = { is: 'repeated' };

/** Where a request names its method, unless it is the name of the member that sends it. */
const METHOD_PLACES = ['call.1.method', 'call.0.method', 'instance.0.method'];

/**
 * Whether requests of a call's method are among those that are repeated. `told` is whoever repeats
 * (the client itself, or a guard that is attached to it), `call` the request.
 */
export function methodRepeated(
  judging: Judging,
  { told, call }: { readonly told: Subject; readonly call: Subject },
  facts: RetryFacts['methods'],
): MethodRepeated {
  const applying = facts.find((one) => appliesTo(judging, told, one) === 'yes');
  if (applying === undefined) return REPEATED;
  const sent = sentMethods(judging, call);
  if (sent === null) return { is: 'unknown', why: 'the method of the request could not be read' };
  const named = firstPlaceSet(judging, told, applying.at).found;
  const repeated = named.state === 'set' ? namesOf(named.values) : readable(applying.repeated);
  const isRepeated = sent.map((one) => repeated.names.includes(one));
  if (isRepeated.every(Boolean)) return REPEATED;
  const others = sent.filter((one) => !repeated.names.includes(one)).join(' and ');
  if (isRepeated.includes(true))
    return { is: 'unknown', why: `some of its requests are ${others}, which is not repeated` };
  return repeated.isComplete
    ? { is: 'sent-once', why: `does nothing for ${others}, which is not repeated` }
    : { is: 'unknown', why: 'the methods that are repeated could not be read' };
}

interface Names {
  readonly names: readonly string[];
  readonly isComplete: boolean;
}

const readable = (names: readonly string[]): Names => ({ names, isComplete: true });

/** `['GET', 'POST']`, and what can be read of `[...usual, 'POST']`. */
function namesOf(values: readonly Value[]): Names {
  const lists = values.filter((value) => value.kind === 'list');
  const positions = lists.flatMap((list) => list.positions ?? [[]]);
  return {
    names: lists.flatMap(({ elements }) => elements).flatMap(nameOf),
    isComplete:
      lists.length > 0 && positions.every((one) => one.length > 0 && nameOf(one[0]).length > 0),
  };
}

const nameOf = (value: Value | undefined): readonly string[] =>
  value?.kind === 'constant' && typeof value.value === 'string' ? [value.value.toUpperCase()] : [];

/** The methods that a call can have; null where what names them could not be read. */
function sentMethods(judging: Judging, call: Subject): readonly string[] | null {
  const [, member] =
    /^(get|head|post|put|patch|del|delete|options)(form)?$/i.exec(call.operation) ?? [];
  if (member !== undefined) return [member.toUpperCase().replace(/^DEL$/, 'DELETE')];
  const { found } = firstPlaceSet(judging, call, METHOD_PLACES);
  if (found.state !== 'set') return ['GET'];
  const names = found.values.map(nameOf);
  return names.length > 0 && names.every((one) => one.length > 0) ? names.flat() : null;
}

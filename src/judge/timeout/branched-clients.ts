import { actionOf } from '../../detect/operations.js';
import type { Protection } from '../../model/assessment.js';
import type { ExternalValue } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Subject } from '../settings/settings.js';

type Timeout = Protection['timeout'];

/** Clients of other kinds that the call goes to where another branch made them: `client = fast ? a : b`. */
export function otherClients(
  judging: Judging,
  { on, point, ...rest }: Subject,
): readonly Subject[] {
  const call = judging.call(point);
  if (call === undefined || !isMade(on)) return [];
  const found = new Map<string, Subject>([[keyOf(on), { on, point, ...rest }]]);
  for (const callee of judging.callees(point)) {
    const performed = actionOf(judging.resolver, call, callee);
    if (performed?.action.role === undefined || !isMade(performed.on)) continue;
    const key = keyOf(performed.on);
    const operation = performed.action.operation ?? performed.name;
    if (!found.has(key)) found.set(key, { ...rest, point, on: performed.on, operation });
  }
  return [...found.values()].slice(1);
}

const isMade = ({ creations }: ExternalValue): boolean =>
  creations.some(({ part }) => part !== true);

const keyOf = ({ client, type }: ExternalValue): string => `${client.client} ${type}`;

/** What bounds a call whose client a branch decides: the longest of all, as far as they agree that there is one. */
export function ofAllClients(
  [first, ...others]: readonly [Timeout, ...Timeout[]],
  names: readonly string[],
): Timeout {
  const all = [first, ...others];
  const unbounded = all.filter(({ status }) => status === 'none');
  const finite = all.filter((one) => one.status === 'bounded' || one.status === 'library-default');
  if (unbounded.length + finite.length < all.length || unbounded.length === all.length)
    return first;
  if (unbounded.length === 0) return finite.reduce(longer);
  const set = finite.find((one) => one.status === 'bounded');
  if (set !== undefined) return { ...set, status: 'partial' };
  const reason = `a branch decides which client it goes to (${names.join(' or ')}), and only some of them give up by themselves`;
  return { status: 'unknown', reason };
}

type Finite = Extract<Timeout, { status: 'bounded' | 'library-default' }>;

const longer = (one: Finite, other: Finite): Finite =>
  (one.ms ?? Infinity) >= (other.ms ?? Infinity) ? one : other;

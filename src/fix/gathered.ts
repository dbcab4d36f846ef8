import type { CallKind } from '../model/call-kinds.js';
import { groupBy } from '../text/group-by.js';
import type { Climbed } from './climb.js';
import type { Place, RungMade } from './rung.js';

/** More of them make a change that nobody reads to its end, for what one option should do. */
const MOST_WRAPS = 5;

/** Kinds whose calls all go through one client that is made somewhere. */
const CONNECTED: ReadonlySet<CallKind> = new Set(['db', 'cache', 'queue', 'search', 'ldap']);

/**
 * Wraps of many calls of one dependency are left to people, as one place: a maintainer bounds them
 * where their client is made, also where no edit is found that does.
 */
export function gathered(climbed: readonly Climbed[]): readonly Climbed[] {
  const groups = groupBy(climbed, groupOf);
  return climbed.map((one) => {
    const key = groupOf(one);
    const all = key === null ? [] : (groups.get(key) ?? []);
    return key === null || all.length <= MOST_WRAPS ? one : asOne(one, { key, all });
  });
}

/** What is wrapped together, if at all: the calls of one dependency by one codemod. */
function groupOf(one: Climbed): string | null {
  const { rung } = one;
  const isWrap = rung.ok && rung.uses !== undefined && rung.hook === undefined;
  if (!isWrap || !('call' in one) || rung.gives === 'skeleton') return null;
  const { codemod, call } = one;
  if (codemod !== 'add-timeout' && !CONNECTED.has(call.kind)) return null;
  return `${codemod} ${call.dependency}`;
}

interface Gathering {
  readonly key: string;
  readonly all: readonly Climbed[];
}

function asOne(one: Climbed, { key, all }: Gathering): Climbed {
  const [first] = all;
  const { rung } = one;
  if (!rung.ok || first === undefined) return one;
  const maker = all.map(makerOf).find((place) => place !== undefined);
  const policy = rung.uses?.[0]?.exported ?? '';
  const instead: RungMade = {
    ...{ ...rung, together: key, safety: 'suggestion' },
    at: maker ?? first.rung.at,
    what: `${String(all.length)} calls run by ${policy}, each by itself`,
    // What speaks against each of them is said rather than that they are many.
    ...(all.every(({ rung: { reason } }) => reason !== undefined && reason === rung.reason)
      ? {}
      : { reason: 'many-calls', why: whyNot(all.length, maker) }),
  };
  return { ...one, rung: instead };
}

const makerOf = ({ rung }: Climbed): Place | undefined => (rung.ok ? rung.maker : undefined);

const whyNot = (count: number, maker: Place | undefined): string =>
  maker === undefined
    ? `each of ${String(count)} calls would be wrapped by itself`
    : `each of ${String(count)} calls would be wrapped by itself; an option where their client is made, here, would bound them all, but none was found that surely does`;

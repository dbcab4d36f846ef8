import type { FixReason } from '../model/fix.js';
import type { Rung } from './rung.js';
import type { Asked } from './targets.js';

/** What climbs, and the rung that it stands on. */
interface Standing {
  readonly climber: Asked;
  rung(): Rung;
}

type Failures<S> = ReadonlyMap<S, FixReason>;

/** Hooks into clients of whose calls some would run under a policy twice, since another edit wraps them. */
export function runTwice<S extends Standing>(states: readonly S[]): Failures<S> {
  const wrapped = new Set(states.flatMap(wrappedCalls));
  return new Map(
    states.flatMap((state) => {
      const calls = [...(hookOf(state)?.calls ?? [])];
      return calls.some((id) => wrapped.has(id)) ? [[state, 'own-policy'] as const] : [];
    }),
  );
}

function wrappedCalls(state: Standing): readonly string[] {
  const rung = state.rung();
  const isWrap = rung.ok && rung.uses !== undefined && rung.hook === undefined;
  return isWrap && 'call' in state.climber ? [state.climber.call.id] : [];
}

/** What fails, and whatever shares a hook with it: a hook is made for all calls of a client or for none. */
export function withAllOfHooks<S extends Standing>(
  states: readonly S[],
  failed: Failures<S>,
): Failures<S> {
  const reasons = new Map(
    [...failed].flatMap(([state, reason]) => {
      const rung = state.rung();
      return hookOf(state) === null || !rung.ok ? [] : [[rung.key, reason] as const];
    }),
  );
  const together = states.flatMap((state) => {
    const rung = state.rung();
    const reason = rung.ok ? reasons.get(rung.key) : undefined;
    return reason === undefined ? [] : [[state, reason] as const];
  });
  return new Map([...together, ...failed]);
}

function hookOf(state: Standing) {
  const rung = state.rung();
  return rung.ok ? (rung.hook ?? null) : null;
}

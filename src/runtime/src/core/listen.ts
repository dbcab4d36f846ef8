import type {
  Emit,
  PolicyEvent,
  PolicyEvents,
  PolicyEventType,
  PolicyListener,
  Speaker,
} from './events.js';
import type { Stop } from './scope.js';

/**
 * Listens to all events of a policy, or of all policies of a composition; with `type`, to those of
 * one type. The listener runs before the caller gets its outcome, so it should be quick.
 */
export function listen<Type extends PolicyEventType = PolicyEventType>(
  policy: Speaker,
  listener: PolicyListener<Type>,
  type?: Type,
): Stop {
  const { policies } = policy as { policies?: readonly Speaker[] };
  if (policies !== undefined) {
    // A composition says nothing itself: its parts do.
    const stops = policies.map((part) => listen(part, listener, type));
    return () => {
      for (const stop of stops) stop();
    };
  }
  const entry: PolicyListener = (event) =>
    type === undefined || type === event.type ? listener(event as never) : undefined;
  const { audience } = (policy.emit ??= dispatcher(policy));
  audience.add(entry);
  return () => {
    if (audience.delete(entry) && audience.size === 0) policy.emit = undefined;
  };
}

/** Tells all listeners, one after the other, whatever they do. */
function dispatcher(policy: Speaker): Emit {
  const audience = new Set<PolicyListener>();
  const tell = <Type extends PolicyEventType>(type: Type, details: PolicyEvents[Type]): void => {
    const event = { type, policy: policy.name, kind: policy.kind, ...details };
    const fault = (error: unknown): void => {
      // A listener for faults that throws is on its own.
      if (type !== 'fault') tell('fault', { error });
    };
    for (const listener of [...audience]) {
      try {
        const returned = listener(event as unknown as PolicyEvent) as
          PromiseLike<unknown> | undefined;
        if (typeof returned?.then === 'function') returned.then(undefined, fault);
      } catch (error) {
        fault(error);
      }
    }
  };
  return Object.assign(tell, { audience });
}

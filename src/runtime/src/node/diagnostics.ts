import { channel, type Channel } from 'node:diagnostics_channel';
import type { PolicyEventType } from '../core/events.js';
import { listen } from '../core/listen.js';
import type { Stop } from '../core/scope.js';
import { partsOf, watchPolicies } from '../observe/registry.js';

/** The name of the channel of a type of event. */
export function channelName(type: PolicyEventType): string {
  return `resilint:${type}`;
}

/**
 * Publishes the events of registered policies on node:diagnostics_channel, one channel per type:
 * `resilint:state`, `resilint:rejected`, …
 */
export function publishDiagnostics(): Stop {
  const channels = new Map<PolicyEventType, Channel>();
  const stops: Stop[] = [];
  const unwatch = watchPolicies((policy) => {
    for (const part of partsOf(policy)) {
      stops.push(
        listen(part, (event) => {
          const target = channels.get(event.type) ?? channel(channelName(event.type));
          channels.set(event.type, target);
          const named = part.name === '' ? { ...event, policy: policy.name } : event;
          if (target.hasSubscribers) target.publish(named);
        }),
      );
    }
  });
  return () => {
    unwatch();
    for (const stop of stops) stop();
  };
}

import type { PolicyEvent } from '../core/events.js';
import { listen } from '../core/listen.js';
import type { Stop } from '../core/scope.js';
import { partsOf, watchPolicies } from './registry.js';

/** Something that happened, as monitoring counts it. */
export interface Count {
  /** `calls`, `rejections`, `retries`, `timeouts`, … */
  readonly what: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Counts what happens to registered policies. A part without a name goes by that of the whole. */
export function countEvents(count: (counted: Count) => void): Stop {
  const stops: Stop[] = [];
  const unwatch = watchPolicies((policy) => {
    for (const part of partsOf(policy)) {
      const name = part.name === '' ? policy.name : part.name;
      stops.push(
        listen(part, (event) => {
          const counted = countOf(event);
          if (counted === undefined) return;
          const [what, label] = counted;
          count({ what, labels: { policy: name, kind: event.kind, ...label } });
        }),
      );
    }
  });
  return () => {
    unwatch();
    for (const stop of stops) stop();
  };
}

function countOf(event: PolicyEvent): [what: string, label: Record<string, string>] | undefined {
  switch (event.type) {
    case 'success':
    case 'failure':
    case 'ignored':
      return ['calls', { outcome: event.type }];
    case 'rejected':
      return ['rejections', { code: event.code, observed: String(event.observed === true) }];
    case 'state':
      return ['state_changes', { to: event.to }];
    case 'timeout':
      return ['timeouts', {}];
    case 'retry':
      return ['retries', {}];
    case 'exhausted':
      return ['exhaustions', { why: event.why }];
    case 'hedged':
      return ['hedges', {}];
    case 'fallback':
      return ['fallbacks', { rung: event.rung ?? 'none' }];
    case 'cache':
      return ['cache_requests', { result: event.result }];
    case 'fault':
      return ['faults', {}];
    case 'queued':
      return undefined;
  }
}

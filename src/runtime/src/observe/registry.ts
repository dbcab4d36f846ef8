import { exportState } from '../breaker/state.js';
import type { PolicyKind } from '../core/errors.js';
import { isBreaker, isBulkhead, isComposition, isTimeout } from '../core/kinds.js';
import type { Policy } from '../core/policy.js';
import type { Stop } from '../core/scope.js';

interface Registry {
  readonly policies: Map<string, Policy>;
  readonly watchers: Set<(policy: Policy) => void>;
}

// Both builds of this package may be loaded; they share one registry.
const key = Symbol.for('@resilint/runtime.registry');

function registry(): Registry {
  const globals = globalThis as unknown as Record<typeof key, Registry | undefined>;
  return (globals[key] ??= { policies: new Map(), watchers: new Set() });
}

/**
 * Puts a policy into the registry of the process, under its name. Register one per dependency,
 * never one per request: the registry keeps them.
 */
export function register<P extends Policy>(policy: P): P {
  const { policies, watchers } = registry();
  if (policy.name === '') throw new TypeError('a policy needs a name to be registered');
  const present = policies.get(policy.name);
  if (present === policy) return policy;
  if (present !== undefined) throw new TypeError(`a policy ${policy.name} is registered already`);
  policies.set(policy.name, policy);
  for (const watcher of watchers) watcher(policy);
  return policy;
}

/** The registered policy of that name. */
export function registered(name: string): Policy | undefined {
  return registry().policies.get(name);
}

/** Takes a policy out of the registry. */
export function unregister(name: string): boolean {
  return registry().policies.delete(name);
}

/** Calls `watcher` with every registered policy, those that come later included. */
export function watchPolicies(watcher: (policy: Policy) => void): Stop {
  const { policies, watchers } = registry();
  watchers.add(watcher);
  for (const policy of policies.values()) watcher(policy);
  return () => watchers.delete(watcher);
}

/** The policies that a policy is made of, itself if it is not composed. */
export function partsOf(policy: Policy): readonly Policy[] {
  return isComposition(policy) ? policy.policies : [policy];
}

/** What a policy tells about itself now; serialisable. */
export interface PolicySnapshot {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly state?: string;
  readonly remainingMs?: number;
  readonly trips?: number;
  readonly limit?: number;
  readonly running?: number;
  readonly queued?: number;
  readonly limitMs?: number;
  readonly policies?: readonly PolicySnapshot[];
}

/** What a policy knows about itself now. */
export function snapshotOf(policy: Policy): PolicySnapshot {
  const { kind, name } = policy;
  if (isComposition(policy)) return { kind, name, policies: policy.policies.map(snapshotOf) };
  if (isTimeout(policy)) return { kind, name, limitMs: policy.limitMs };
  if (isBreaker(policy)) {
    const { state, remainingMs, trips } = exportState(policy);
    return { kind, name, state, remainingMs, trips };
  }
  if (isBulkhead(policy)) {
    const { limit, running, queued } = policy;
    return { kind, name, limit, running, queued };
  }
  return { kind, name };
}

/** What all registered policies know about themselves now. */
export function snapshot(): readonly PolicySnapshot[] {
  return [...registry().policies.values()].map(snapshotOf);
}

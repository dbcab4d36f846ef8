import type { Policy } from '../core/policy.js';
import { register, registered } from '../observe/registry.js';
import { buildPolicy } from './build-policy.js';
import type { PolicyConfig, PolicyOverrides } from './policy-config.js';
import { presets, type PresetName } from './presets.js';

/**
 * The policy of a dependency: the registered one of that name, or a new one that is registered.
 * From the outside in: total timeout, retry, circuit breaker, attempt timeout, bulkhead.
 */
export function policyFor(
  name: string,
  preset: PresetName,
  overrides: PolicyOverrides = {},
): Policy {
  const present = registered(name);
  if (present) return present;
  // Without types, a name may be misspelt.
  if (!Object.hasOwn(presets, preset)) throw new TypeError(`there is no preset ${preset}`);
  return register(buildPolicy(name, mergedWith(presets[preset], overrides)));
}

function mergedWith(preset: PolicyConfig, overrides: PolicyOverrides): PolicyConfig {
  const merged: Record<string, unknown> = { ...preset };
  for (const [section, override] of given(overrides)) {
    if (!(section in merged)) throw new TypeError(`${section} is no setting`);
    merged[section] =
      typeof override === 'object'
        ? { ...(merged[section] as object), ...Object.fromEntries(given(override as object)) }
        : override;
  }
  return merged as unknown as PolicyConfig;
}

/** What is undefined, like what comes from an environment without it, overrides nothing. */
function given(overrides: object): [string, unknown][] {
  return Object.entries(overrides).filter(([, value]) => value !== undefined);
}

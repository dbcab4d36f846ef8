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
    // Without types, a name may be misspelt.
    if (!Object.hasOwn(preset, section)) throw noSetting(section, override);
    const usual = merged[section];
    if (override === null || (override !== false && typeof override !== typeof usual)) {
      throw new TypeError(`${section} cannot be ${String(override)}`);
    }
    merged[section] =
      typeof override === 'object' ? fieldsOf(section, usual as object, override) : override;
  }
  return merged as unknown as PolicyConfig;
}

/** What a section may hold besides what every preset sets. */
const further: Readonly<Record<string, readonly string[]>> = {
  timeout: ['totalMs'],
  breaker: ['maxResetMs', 'probeDeadlineMs', 'rampMs', 'observeOnly'],
};

function fieldsOf(section: string, usual: object, override: object): object {
  const fields = given(override);
  for (const [field, value] of fields) {
    const known = Object.hasOwn(usual, field) || further[section]?.includes(field);
    if (!known) throw noSetting(`${section}.${field}`, value);
  }
  return { ...usual, ...Object.fromEntries(fields) };
}

function noSetting(name: string, value: unknown): TypeError {
  return new TypeError(`${name} is no setting, so it cannot be ${String(value)}`);
}

/** What is undefined, like what comes from an environment without it, overrides nothing. */
function given(overrides: object): [string, unknown][] {
  return Object.entries(overrides).filter(([, value]) => value !== undefined);
}

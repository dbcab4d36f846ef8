import type { Policy } from '../core/policy.js';
import { checkOneOf } from '../core/settings.js';
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
  checkOneOf('preset', preset, presets);
  return register(buildPolicy(name, mergedWith(presets[preset], overrides)));
}

function mergedWith(preset: PolicyConfig, overrides: PolicyOverrides): PolicyConfig {
  const merged = new Map<string, unknown>(Object.entries(preset));
  for (const [name, override] of given(overrides)) {
    const usual = merged.get(name);
    const off = override === false && typeof usual === 'object';
    if (!off) check(name, override, usual);
    const fields = typeof override === 'object';
    merged.set(name, fields ? fieldsOf(name, usual as object, override as object) : override);
  }
  return Object.fromEntries(merged) as unknown as PolicyConfig;
}

/** What a section may hold besides what every preset sets: values of the kind that is wanted. */
const further: Readonly<Record<string, object>> = {
  timeout: { totalMs: 0 },
  breaker: { maxResetMs: 0, probeDeadlineMs: 0, rampMs: 0, observeOnly: false },
};

function fieldsOf(section: string, usual: object, override: object): object {
  const known = new Map<string, unknown>(Object.entries({ ...usual, ...further[section] }));
  const fields = given(override);
  for (const [field, value] of fields) check(`${section}.${field}`, value, known.get(field));
  return { ...usual, ...Object.fromEntries(fields) };
}

/** Refuses what is no setting, and what is of another kind than usual: without types, all may come. */
function check(name: string, value: unknown, usual: unknown): void {
  const what = usual === undefined ? 'is no setting, so it cannot' : 'cannot';
  if (value === null || typeof value !== typeof usual) {
    throw new TypeError(`${name} ${what} be ${String(value)}`);
  }
}

/** What is undefined, like what comes from an environment without it, overrides nothing. */
function given(overrides: object): [string, unknown][] {
  return Object.entries(overrides).filter(([, value]) => value !== undefined);
}

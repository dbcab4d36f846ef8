import type { Composition } from '../core/compose.js';
import { buildPolicy, type Surroundings } from './build-policy.js';
import { parsePolicyConfig } from './parse-config.js';
import type { PolicyConfig } from './policy-config.js';

/** A policy from data, for example from a configuration file. It is not registered. */
export function policyFromConfig(
  name: string,
  data: PolicyConfig,
  surroundings?: Surroundings,
): Composition {
  return buildPolicy(name, parsePolicyConfig(data), surroundings);
}

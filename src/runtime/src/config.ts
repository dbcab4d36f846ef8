/** Policies from data: from a file, or from a service for configuration. */
export { parsePolicyConfig, PolicyConfigError } from './presets/parse-config.js';
export type { PolicyConfig } from './presets/policy-config.js';
export { policyFromConfig } from './presets/policy-from-config.js';

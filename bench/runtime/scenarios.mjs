// @ts-nocheck: each scenario speaks to three libraries, two of which have no types here.
// Situations in which a policy must not go wrong. Each function answers whether its library keeps
// the promise in the title; `undefined` where the library has no such feature.
import { breakerScenarios } from './scenarios-breaker.mjs';
import { bulkheadScenarios } from './scenarios-bulkhead.mjs';
import { callsScenarios } from './scenarios-calls.mjs';

export const scenarios = [...breakerScenarios, ...callsScenarios, ...bulkheadScenarios];

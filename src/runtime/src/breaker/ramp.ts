import { checkNumber } from '../core/settings.js';
import type { Ramp } from './era.js';

/**
 * Lets calls in again in equal steps over `ms`, beginning with a tenth, so that a dependency that
 * has just come back is not met by everything that waited.
 */
export function linearRamp(ms: number): Ramp {
  checkNumber('ms', ms);
  return (sinceClosedMs) => Math.max(0.1, sinceClosedMs / ms);
}

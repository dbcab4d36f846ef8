import type { Call } from '../../model/assessment.js';
import type { Sources } from '../sources.js';
import type { Wait } from './candidates.js';
import type { Limits } from './limits.js';
import type { Makers, Making } from './makers.js';

/** What the ways are found and written with. */
export interface Work {
  readonly sources: Sources;
  readonly limits: Limits;
  readonly makers: Makers;
}

/** A place where an option is to bound a call. */
export interface Attempt extends Making {
  readonly call: Call;
  readonly wait: Wait;
}

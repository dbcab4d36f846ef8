import type { FunctionId } from '../../parse/facts.js';
import type { Layer } from './layers.js';
import type { Point } from '../code/points.js';

/** What stands around a call inside its own function, and how its failure leaves it. */
export interface Surroundings {
  /** From the inside out. */
  readonly layers: readonly Layer[];
  /** The call at which the failure leaves: it decides whose function it is in. */
  readonly exit: Point;
  readonly waiting: Waiting;
}

/**
 * Who waits for the result: the function that the call is in, so that what happens further out
 * concerns it; only a callback or what follows on the promise; nobody.
 */
export type Waiting = 'function' | 'continuation' | 'nobody';

/**
 * Looks around calls. What surrounds a call may be a function of the repository that it is handed
 * to, inside of which other calls are looked around: the two ask each other through this.
 */
export interface Surveyor {
  /** Where the failure comes from a function that the call is handed, that function. */
  around(point: Point, from?: FunctionId): Surroundings;
  /** What a function of the repository puts around the argument that it is handed. */
  handedIn(point: Point, index: number): readonly Layer[];
}

import type { ExternalValue } from '../../resolve/values.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Entering } from './entering.js';

/** Something that handlers are registered on: a value, a plugin's parameter, a decorated class. */
export interface Host {
  readonly key: string;
  readonly on: ExternalValue | null;
}

/** One host is put below a path of others. */
export interface Mount {
  readonly child: Host;
  readonly parents: () => readonly Host[];
  readonly path: () => string;
  /** The call that does; none where a class is put there. */
  readonly by?: Point;
}

/** A host, and the calls that put there what is asked about; null for one that no call does. */
export interface Above {
  readonly host: Host;
  readonly by: readonly (Point | null)[];
}

/** Something that limits what it stands in front of, and the call that puts it there. */
export interface Limiter {
  readonly value: ExternalValue;
  readonly entering: Entering;
}

/** Functions that run before what is registered behind them, and the call that puts them there. */
export interface Middleware {
  readonly functions: readonly FunctionPlace[];
  readonly entering: Entering;
}

export const classKey = (file: string, id: number): string => `class ${file} ${id}`;

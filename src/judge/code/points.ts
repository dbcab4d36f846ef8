import type { CallId, FunctionId } from '../../parse/facts.js';

/** One call expression of the repository. */
export interface Point {
  readonly file: string;
  readonly call: CallId;
}

/** One function of the repository. */
export interface FunctionPlace {
  readonly file: string;
  readonly function: FunctionId;
}

/** The same for the same function. */
export const functionKey = ({ file, function: id }: FunctionPlace): string => `${file}\0${id}`;

/** The same for the same call. */
export const pointKey = ({ file, call }: Point): string => `${file}\0${call}`;

/** A place that supports a verdict, as an offset. */
export interface Mark {
  readonly file: string;
  readonly start: number;
  readonly what: string;
}

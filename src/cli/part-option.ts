import { InvalidArgumentError } from 'commander';
import { parsePart, type Part } from '../text/part.js';

/** What says which part of the sources to read, as commander hands it over. */
export interface ShardFlags {
  readonly shard?: Part;
}

/** Reads "2/4" after `--shard`. */
export function collectPart(value: string): Part {
  const part = parsePart(value);
  if (part !== undefined) return part;
  throw new InvalidArgumentError('Say which of how many, for example 2/4 for the second of four.');
}

import { lstatSync, statSync, type Stats } from 'node:fs';

/**
 * What a path itself is, links not followed; undefined where that cannot be told. Besides missing
 * files, that is a path through something that is no folder, or through a closed one.
 */
export const statusOf = (absolute: string): Stats | undefined => attempt(lstatSync, absolute);

/** Whether a path leads to a folder; links are followed. */
export const isFolder = (absolute: string): boolean =>
  attempt(statSync, absolute)?.isDirectory() === true;

/** Whether a path leads to a regular file; links are followed. */
export const isFile = (absolute: string): boolean => attempt(statSync, absolute)?.isFile() === true;

function attempt(look: (path: string) => Stats, absolute: string): Stats | undefined {
  try {
    return look(absolute);
  } catch {
    return undefined;
  }
}

import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { statusOf } from './path-kind.js';

/** A package that is not installed yet. */
export interface LentPackage {
  readonly name: string;
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Puts a package into the node_modules of a folder, as an installation would, and returns what takes
 * it away again. What is there already stays, and links are not followed.
 */
export function lendPackage(folder: string, { name, files }: LentPackage): () => void {
  const home = join(folder, 'node_modules', name);
  const above = foldersAbove(home, folder);
  if (statusOf(home) !== undefined) return nothing;
  if (above.some((one) => statusOf(one)?.isDirectory() === false)) return nothing;
  const made = above.filter((one) => statusOf(one) === undefined);
  mkdirSync(home, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(home, file), text);
  return () => {
    rmSync(home, { recursive: true, force: true });
    for (const one of made) removeEmpty(one);
  };
}

const nothing = (): void => undefined;

/** From the nearest to the farthest, the folder itself left out. */
function foldersAbove(home: string, folder: string): readonly string[] {
  const above: string[] = [];
  for (let one = dirname(home); one !== folder; one = dirname(one)) above.push(one);
  return above;
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Whoever ran meanwhile has put something there.
  }
}

import { expect } from 'vitest';
import { loadConfiguration } from '../../../src/config/settings/configuration.js';
import { KnownError } from '../../../src/text/known-error.js';
import { temporaryTree, type Tree } from '../../io/temporary-tree.js';

export const load = (tree: Tree) => loadConfiguration(temporaryTree(tree));

/** Why a configuration was refused; fails where it was not. */
export async function refusal(configuration: Promise<unknown>): Promise<KnownError> {
  const error: unknown = await configuration.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof KnownError)) throw error;
  expect(error.exitCode).toBe(2);
  return error;
}

/** What is said about settings that have mistakes. */
export const mistakes = async (tree: Tree): Promise<readonly string[]> =>
  (await refusal(load(tree))).details;

import { assess } from '../../src/assess.js';
import { fix, type FixOptions } from '../../src/fix.js';
import type { FixResult } from '../../src/model/fix.js';
import { temporaryTree, writeTree } from '../io/temporary-tree.js';

/** A package that runs on a current Node. */
export const MODERN = '{ "name": "a", "type": "module", "engines": { "node": ">=20.19" } }';

/** What becomes of a file, and of a second run over what the first has written. */
export interface Fixed extends FixResult {
  readonly root: string;
  /** The text of a file afterwards. */
  readonly text: (file: string) => string | undefined;
  readonly again: FixResult;
}

const defaults = {
  ...({ cache: false, unsafe: true, verify: 'parse', vendor: false } as const),
  only: ['add-timeout'],
};

/** What is planned for a repository that consists of these files. */
export const planned = (
  files: Readonly<Record<string, string>>,
  wishes: Partial<FixOptions> = {},
): Promise<FixResult> =>
  fix({ root: temporaryTree({ 'package.json': MODERN, ...files }), ...defaults, ...wishes });

/** Fixes a repository that consists of these files, writes it, and fixes it once more. */
export async function fixed(
  files: Readonly<Record<string, string>>,
  wishes: Partial<FixOptions> = {},
): Promise<Fixed> {
  const root = temporaryTree({ 'package.json': MODERN, ...files });
  const options: FixOptions = { root, ...defaults, ...wishes };
  const result = await fix(options);
  writeTree(root, Object.fromEntries(result.files.map(({ file, after }) => [file, after])));
  const changed = new Map(result.files.map(({ file, after }) => [file, after]));
  return {
    ...result,
    root,
    text: (file) => changed.get(file) ?? files[file],
    again: await fix(options),
  };
}

/** The status of the timeout of every call of a folder, by line of file. */
export const timeoutsIn = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    assess({ root, cache: false }).calls.map(({ file, line, protection }) => [
      `${file}:${String(line)}`,
      protection.timeout.status,
    ]),
  );

import type { Progress } from '../../src/model/assess-options.js';
import type { SetAside } from '../../src/model/assessment.js';
import { writeTree, type Tree } from '../io/temporary-tree.js';

/** What became of one file: searched, listed with a reason, or left out as no file of the repository. */
export type Fate =
  | 'analysed'
  | 'not a source'
  | { readonly failed: string }
  | { readonly setAside: SetAside['reason'] };

/** One hostile or broken input, beside files that are sound. */
export interface HostileCase {
  /** As docs/hostile-input.md names it. */
  readonly input: string;
  /** What a user should know besides the fate of the file. */
  readonly note?: string;
  readonly make: (root: string) => void;
  /** The file whose fate is told, and how many calls are found in it. */
  readonly file: string;
  readonly fate: Fate;
  readonly calls?: number;
  readonly onProgress?: (root: string, progress: Progress) => void;
}

/** A case that is made of plain files; the first of them is the one whose fate is told. */
export function files(
  input: string,
  tree: Tree,
  expected: Pick<HostileCase, 'fate' | 'calls' | 'note'> & { readonly file?: string },
): HostileCase {
  const [first = ''] = Object.keys(tree);
  return {
    input,
    file: first,
    ...expected,
    make: (root) => {
      writeTree(root, tree);
    },
  };
}

/** One source file, `hostile.ts` unless said otherwise. */
export const source = (
  input: string,
  text: string,
  {
    file = 'hostile.ts',
    ...expected
  }: Pick<HostileCase, 'fate' | 'calls' | 'note'> & { readonly file?: string },
): HostileCase => files(input, { [file]: text }, expected);

export const times = (count: number, line: (index: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, index) => line(index)).join(separator);

/** A call that any scan finds; hostile files end with it to show that they were read to the end. */
export const call = "fetch('https://hostile.example.com/');\n";

export const axios = "import axios from 'axios';\n";

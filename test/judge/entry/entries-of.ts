import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';
import type { EntryPoint } from '../../../src/model/assessment.js';

/** The entry points of a repository that consists of these files. */
export const entriesOf = (files: Readonly<Record<string, string>>): readonly EntryPoint[] =>
  inTemporaryFolder(files, (root) => assess({ root, cache: false }).entryPoints);

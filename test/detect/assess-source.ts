import { assess } from '../../src/assess.js';
import { inTemporaryFolder } from '../../src/io/temporary-folder.js';
import type { Call } from '../../src/model/assessment.js';

/** The calls of a package with these files. */
export const callsOf = (files: Readonly<Record<string, string>>): readonly Call[] =>
  inTemporaryFolder(files, (root) => assess({ root, cache: false }).calls);

/** The calls of a package with one source file and these dependencies. */
export const callsIn = (
  source: string,
  dependencies: Readonly<Record<string, string>>,
): readonly Call[] =>
  callsOf({ 'package.json': JSON.stringify({ dependencies }), 'main.ts': source });

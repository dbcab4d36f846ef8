import { posix } from 'node:path';
import { applyEdits } from '../edit.js';
import type { ReadFile } from '../timeout/node-support.js';
import { withDependency } from './manifest.js';
import type { PolicyModule } from './policy-use.js';
import { askedRange, wantedRange, type Target } from './target.js';

/** The package.json of each package that is to ask for the library, by name, with their new texts. */
export function targetManifests(
  modules: readonly PolicyModule[],
  target: Target,
  read: ReadFile,
): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap((module) => {
      const file = posix.join(module.packageDir, 'package.json');
      const text = read(file);
      const wanted = wantedRange(target, module, read);
      if (text === null || wanted === null || askedRange(target, module, read) !== null) return [];
      return [[file, applyEdits(text, withDependency({ file, text }, target.library, wanted))]];
    }),
  );
}

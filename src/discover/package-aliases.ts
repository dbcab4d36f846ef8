import { posix } from 'node:path';
import type { TsconfigPaths } from '../model/repository.js';
import { isRecord, recordOf, stringEntries } from '../text/record.js';
import type { JsonFiles } from './json-files.js';

/** `_moduleAliases` of package.json files, which the package module-alias adds at run time, as paths. */
export function packageAliases(
  files: readonly string[],
  json: JsonFiles,
): readonly TsconfigPaths[] {
  return files.flatMap((file) => {
    const content = json.read(file);
    if (content.failed !== undefined || !isRecord(content.value)) return [];
    const aliases = stringEntries(content.value['_moduleAliases']);
    if (aliases.length === 0) return [];
    const dir = posix.dirname(file);
    const paths = aliases.flatMap(([alias, target]): [string, string[]][] => [
      [alias, [target]],
      [`${alias}/*`, [`${target}/*`]],
    ]);
    return [{ dir, file, pathsDir: dir, paths: recordOf(paths) }];
  });
}

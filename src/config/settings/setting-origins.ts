import type { Location } from '../../model/location.js';
import type { FieldPath } from '../yaml-document.js';
import { noOrigins, type SettingOrigins } from './no-origins.js';
import type { WrittenSettings } from './schema.js';
import { locationOf, type ParsedSettings } from './settings-file.js';

/** Where each part of the merged settings was written: the last file has the last word here, too. */
export function originsOf(files: readonly ParsedSettings[]): SettingOrigins {
  return files.reduce(
    (origins, file) =>
      file.written === undefined ? origins : withFile(origins, file, file.written),
    noOrigins,
  );
}

function withFile(
  before: SettingOrigins,
  file: ParsedSettings,
  written: WrittenSettings,
): SettingOrigins {
  const at = (path: FieldPath): Location => locationOf(file, path);
  const { exclude = [], packages = {}, overrides = [], limits } = written;
  return {
    ...before,
    ...(written.include !== undefined && { include: at(['include']) }),
    ...(written.failOn !== undefined && { failOn: at(['failOn']) }),
    ...(written.baseline !== undefined && { baseline: at(['baseline']) }),
    ...(limits?.unparsableShare !== undefined && {
      unparsableShare: at(['limits', 'unparsableShare']),
    }),
    exclude: [...before.exclude, ...exclude.map((_, index) => at(['exclude', index]))],
    packages: [...before.packages, ...Object.keys(packages).map((key) => at(['packages', key]))],
    overrides: [...before.overrides, ...overrides.map((_, index) => at(['overrides', index]))],
  };
}

import type { FileTree } from '../../io/file-tree.js';
import { readUserFile, type UserFile } from '../../io/user-files.js';
import { parseJson } from '../../text/jsonc.js';
import { KnownError } from '../../text/known-error.js';
import { isRecord } from '../../text/record.js';

/** Where a repository keeps its settings, besides package.json. */
const settingsFiles = [
  'resilint.config.json',
  'resilint.config.jsonc',
  'resilint.config.yaml',
  'resilint.config.yml',
] as const;

export const PACKAGE_KEY = 'resilint';
const MANIFEST = 'package.json';
/** Some manifests hold the settings of every other tool, too. */
const LARGEST_MANIFEST_KIB = 1024;

/** The file that holds the settings; null where there are none. Two would be one too many. */
export function findSettings(tree: FileTree): UserFile | null {
  const files = settingsFiles.flatMap((name) => readUserFile(tree, name) ?? []);
  const manifest = readUserFile(tree, MANIFEST, LARGEST_MANIFEST_KIB);
  const found = manifest !== null && hasKey(manifest) ? [...files, manifest] : files;
  const [first, second] = found;
  if (first === undefined) return null;
  if (second === undefined) return first;
  const message = `There are settings in "${first.file}" and in "${second.file}"`;
  throw new KnownError(message, 'Keep one of them.', 2);
}

/** A file that a user names: with --config, or in `extends`. */
export function namedSettings(tree: FileTree, file: string): UserFile | null {
  const isManifest = isManifestName(file);
  return isManifest ? readUserFile(tree, file, LARGEST_MANIFEST_KIB) : readUserFile(tree, file);
}

export const isManifestName = (file: string): boolean =>
  file === MANIFEST || file.endsWith(`/${MANIFEST}`);

function hasKey(manifest: UserFile): boolean {
  // What cannot be read or parsed is told by discovery; it is no settings file of ours.
  if (!('text' in manifest)) return false;
  const parsed = parseJson(manifest.text);
  return 'value' in parsed && isRecord(parsed.value) && Object.hasOwn(parsed.value, PACKAGE_KEY);
}

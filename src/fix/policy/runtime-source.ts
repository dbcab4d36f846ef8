import { posix } from 'node:path';
import type { ShippedRuntime } from '../../io/shipped-runtime.js';
import { applyEdits } from '../edit.js';
import type { ReadFile } from '../timeout/node-support.js';
import { dependsOn, manifestOf, withDependency } from './manifest.js';

/** Where the copy of the runtime library goes; the scan reads nothing in it. */
const VENDOR_FOLDER = 'vendor/resilint-runtime';

/** How packages come by the runtime library. */
export interface RuntimeSource {
  readonly runtime: ShippedRuntime;
  /** Copied into the repository, or asked for from the registry. */
  readonly isVendored: boolean;
}

/** Files that make the runtime library importable in some packages, by name, with their new texts. */
export function runtimeTexts(
  packageDirs: Iterable<string>,
  { runtime, isVendored }: RuntimeSource,
  read: ReadFile,
): ReadonlyMap<string, string> {
  const manifests = [...packageDirs].flatMap((dir) => {
    const manifest = manifestOf(dir, read);
    const file = posix.join(dir, 'package.json');
    const text = read(file);
    if (manifest === null || text === null || dependsOn(manifest, runtime.name)) return [];
    const wanted = isVendored
      ? `file:${posix.relative(dir, VENDOR_FOLDER)}`
      : `^${runtime.version}`;
    const edits = withDependency({ file, text }, runtime.name, wanted);
    return [[file, applyEdits(text, edits)] as const];
  });
  const copies =
    isVendored && manifests.length > 0
      ? [...runtime.files].map(([name, text]) => [posix.join(VENDOR_FOLDER, name), text] as const)
      : [];
  return new Map([...manifests, ...copies.filter(([file, text]) => read(file) !== text)]);
}

/** Whether a file belongs to the copy. */
export const isCopied = (file: string, { isVendored }: RuntimeSource): boolean =>
  isVendored && file.startsWith(`${VENDOR_FOLDER}/`);

/** Whether an earlier run has made the copy. */
export const hasCopy = (read: ReadFile): boolean => read(`${VENDOR_FOLDER}/package.json`) !== null;

/** Whether the repository has the runtime library, or asks its registry for it, already. */
export const isResolvable = (
  packageDirs: Iterable<string>,
  name: string,
  read: ReadFile,
): boolean =>
  [...packageDirs].some((dir) => {
    const manifest = manifestOf(dir, read);
    return (
      (manifest !== null && dependsOn(manifest, name)) ||
      read(posix.join(dir, 'node_modules', name, 'package.json')) !== null
    );
  });

/** The command that makes a new dependency importable, for the lock file that is there. */
export function installCommand(read: ReadFile): string {
  const commands: readonly (readonly [string, string])[] = [
    ['pnpm-lock.yaml', 'pnpm install'],
    ['yarn.lock', 'yarn install'],
    ['bun.lock', 'bun install'],
    ['bun.lockb', 'bun install'],
  ];
  return commands.find(([lock]) => read(lock) !== null)?.[1] ?? 'npm install';
}

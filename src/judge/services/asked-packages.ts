import type { PracticeEntry } from '../../model/practice.js';
import type { FileFacts } from '../../parse/facts.js';
import { builtinName } from '../../resolve/modules/module-builtins.js';

const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;

/** "@scope/name" of "@scope/name/sub", "node:http" of "http"; null for files and addresses. */
export function packageOf(specifier: string): string | null {
  if (/^[./#~]|^@\//.test(specifier)) return null;
  return builtinName(specifier) ?? PACKAGE.exec(specifier)?.[0] ?? null;
}

/** Entries of which some file imports a package, and those that need no import. */
export function askedEntries(
  entries: readonly PracticeEntry[],
  files: Iterable<FileFacts>,
): readonly PracticeEntry[] {
  const asked = new Set<string>();
  for (const { requests } of files) {
    for (const { specifier } of requests) {
      const name = packageOf(specifier);
      if (name !== null) asked.add(name);
    }
  }
  return entries.filter(
    ({ packages, globals }) =>
      Object.keys(globals).length > 0 || packages.some((name) => isAsked(asked, name)),
  );
}

function isAsked(asked: ReadonlySet<string>, name: string): boolean {
  if (!name.endsWith('*')) return asked.has(name);
  const prefix = name.slice(0, -1);
  return [...asked].some((one) => one.startsWith(prefix));
}

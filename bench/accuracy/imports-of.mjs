// @ts-nocheck: part of a script for hand use, run by Node as it stands.
import { existsSync, readFileSync } from 'node:fs';

const IMPORT =
  /import\s+(?:type\s+)?([\w$*{}\s,]+?)\s*from\s*['"]([^'"]+)['"]|(?:const|let|var)\s+([\w$]+|\{[^}]*\})\s*=\s*(?:await\s+import|require)\(\s*['"]([^'"]+)['"]/g;
const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;
const known = new Map();

/** What a file imports: the package, and the names it has in the file. */
export function importsOf(file) {
  const before = known.get(file);
  if (before !== undefined) return before;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = [...text.matchAll(IMPORT)].map(([, names, from, kept, required]) => ({
    of: PACKAGE.exec(from ?? required)?.[0] ?? '',
    names: namesIn(names ?? kept),
  }));
  known.set(file, found);
  return found;
}

const namesIn = (text) =>
  text
    .replace(/[{}*]/g, ' ')
    .split(',')
    .map(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+|\s*:\s*|\s+/)
          .at(-1) ?? '',
    )
    .filter((one) => /^[\w$]+$/.test(one));

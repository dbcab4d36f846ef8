// @ts-nocheck: part of a script for hand use.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { sourcesBelow } from './sources.mjs';

const LINES = 50;

/** Puts blank lines and comments above every source; the first line of a script stays where it is. */
export function moveDown(root) {
  const above = Array.from({ length: LINES }, (_, index) => (index % 5 === 0 ? '// a note' : ''));
  const files = sourcesBelow(root);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const [, script = '', code = text] = /^(#!.*\n)([^]*)$/.exec(text) ?? [];
    writeFileSync(file, `${script}${above.join('\n')}\n${code}`);
  }
  return files.length;
}

const MOST = 200;

/** As no project is formatted, so that every file changes. */
const style = {
  tabWidth: 3,
  printWidth: 57,
  semi: false,
  singleQuote: true,
  quoteProps: 'consistent',
  trailingComma: 'none',
  arrowParens: 'avoid',
  bracketSpacing: false,
  experimentalTernaries: true,
};

/** Formats the first of these files in another style. Returns how many that are. */
export async function reformat(root, files) {
  let count = 0;
  for (const file of files.slice(0, MOST)) {
    const filepath = path.join(root, file);
    const before = readFileSync(filepath, 'utf8');
    const after = await format(before, { ...style, filepath }).catch(() => before);
    if (after === before) continue;
    writeFileSync(filepath, after);
    count++;
  }
  return count;
}

// @ts-nocheck: part of a script for hand use.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourcesBelow } from './sources.mjs';

/**
 * Renames files that hold calls, and what imports them. Only names that one file has are changed, so
 * that an import means it for certain, and none by which a framework finds the file: there, the name
 * is part of what a client calls. Returns how many files that are.
 */
export function rename(root, { calls, entryPoints }) {
  const sources = sourcesBelow(root);
  const entered = new Set(entryPoints.map(({ file }) => file));
  const byStem = new Map();
  for (const file of sources) byStem.set(stemOf(file), [...(byStem.get(stemOf(file)) ?? []), file]);
  const mentioned = mentions(sources);
  const folders = new Set(
    sources.flatMap((file) => path.relative(root, file).split(path.sep).slice(0, -1)),
  );
  const chosen = [...new Set(calls.map(({ file }) => file))].filter(
    (file) =>
      !entered.has(file) &&
      // An import of a folder looks like one of a file.
      !folders.has(stemOf(file)) &&
      byStem.get(stemOf(file))?.length === 1 &&
      // A name that is only ever imported by paths within the repository.
      mentioned(stemOf(file)).every(isOwnPath),
  );
  const stems = new Set(chosen.map(stemOf));
  for (const file of sources) {
    const text = readFileSync(file, 'utf8');
    const changed = text.replaceAll(SPECIFIER, (...found) => {
      const [all, before, folder, stem, ending] = found;
      const isMeant = stems.has(stem) && isOwnPath(folder);
      return isMeant ? `${before}${folder}moved-${stem}${ending}` : all;
    });
    if (changed !== text) writeFileSync(file, changed);
  }
  for (const file of chosen) {
    const to = path.join(path.dirname(file), `moved-${path.basename(file)}`);
    renameSync(path.join(root, file), path.join(root, to));
  }
  return chosen.length;
}

/** A module specifier: what stands before it, its folder, name and ending. */
const SPECIFIER =
  /(\b(?:from|import|require|mock)\s*\(?\s*["'])([^"'\n]*\/)([^"'/\n]+?)((?:\.[cm]?[jt]sx?)?["'])/g;

const stemOf = (file) => path.basename(file).replace(/\.[cm]?[jt]sx?$/, '');

const isOwnPath = (folder) => /^(\.{1,2}|@|~|src|#\w*)\//.test(folder);

/** Folders by which a name is imported anywhere. */
function mentions(sources) {
  const folders = new Map();
  for (const file of sources) {
    for (const [, , folder, stem] of readFileSync(file, 'utf8').matchAll(SPECIFIER)) {
      folders.set(stem, [...(folders.get(stem) ?? []), folder]);
    }
  }
  return (stem) => folders.get(stem) ?? [];
}

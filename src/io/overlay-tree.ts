import { posix } from 'node:path';
import { compareText } from '../text/compare-text.js';
import type { FileTree } from './file-tree.js';

/** A tree in which these files have other texts, or are there although the tree has none. */
export function overlayTree(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  const sizeOf = (text: string): number => Buffer.byteLength(text);
  return {
    ...tree,
    list() {
      const listing = tree.list();
      const listed = listing.files.filter(({ file }) => !texts.has(file));
      const own = [...texts].map(([file, text]) => ({ file, size: sizeOf(text) }));
      const files = [...listed, ...own].sort((one, two) => compareText(one.file, two.file));
      return { ...listing, files };
    },
    entryAt(path) {
      const text = texts.get(path);
      return text === undefined ? tree.entryAt(path) : { kind: 'file', size: sizeOf(text) };
    },
    namesIn(folder) {
      const own = [...texts.keys()].filter((file) => posix.dirname(file) === folder);
      return [...new Set([...tree.namesIn(folder), ...own.map((file) => posix.basename(file))])];
    },
    readText: (file) => texts.get(file) ?? tree.readText(file),
    readHead: (file, length) => texts.get(file)?.slice(0, length) ?? tree.readHead(file, length),
  };
}

// @ts-nocheck: part of a script for hand use, run by Node as it stands.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const sourceName = /\.[cm]?[jt]s$|\.[jt]sx$/;
const notEntered = new Set(['.git']);

/** Every JavaScript and TypeScript file of a folder, also those that a scan would set aside; sorted. */
export function corpusFiles(root) {
  const files = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !notEntered.has(entry.name)) pending.push(file);
      if (entry.isFile() && sourceName.test(entry.name)) files.push(file);
    }
  }
  return files.sort().map((file) => ({ file, size: statSync(path.join(root, file)).size }));
}

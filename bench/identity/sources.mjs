// @ts-nocheck: part of a script for hand use.
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The sources below a folder, by absolute path. */
export const sourcesBelow = (root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`));

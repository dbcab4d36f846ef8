import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every JavaScript and TypeScript file in a folder, installed packages left out. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return /^(?:node_modules|\.git)$/.test(entry.name) ? [] : sourcesBelow(path);
      return entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

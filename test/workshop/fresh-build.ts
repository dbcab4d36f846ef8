import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The built command line. A missing build, or one older than its sources, is an error. */
export function freshCommandLine(): string {
  const entry = 'dist/cli/main.js';
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run "npm run build" first`);
  const built = statSync(entry).mtimeMs;
  const newer = sourcesOfTheCommandLine().find((file) => statSync(file).mtimeMs > built);
  if (newer !== undefined) {
    throw new Error(`${entry} is older than ${newer}: run "npm run build" first`);
  }
  return entry;
}

// The runtime library is built on its own, and not part of the command line.
function sourcesOfTheCommandLine(): string[] {
  return filesBelow('src').filter((file) => !file.startsWith(join('src', 'runtime')));
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

// Joins the modules of the command line to a few files: finding and opening hundreds of small ones
// took longer than a scan of a small service.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Paths beside the code are read from here, and must be the same as in the sources. */
const FOLDER = 'dist/cli';

const modules = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name));

await build({
  entryPoints: { main: `${FOLDER}/main.js`, 'parse-thread': 'dist/parse/threads/parse-thread.js' },
  outdir: FOLDER,
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  legalComments: 'none',
});

const entry = path.join(FOLDER, 'main.js');
for (const file of modules) if (file !== entry) rmSync(file);
for (const one of readdirSync(FOLDER, { withFileTypes: true })) {
  if (one.isDirectory()) rmSync(path.join(FOLDER, one.name), { recursive: true });
}

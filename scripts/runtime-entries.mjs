import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the runtime library. */
export const runtime = join(fileURLToPath(new URL('..', import.meta.url)), 'src/runtime');

/** @type {unknown} */
const packageJson = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8'));

/** What its package.json says. */
export const manifest = /** @type {{ exports: object } & Record<string, unknown>} */ (packageJson);

/** What users can import, by the names of its sources: `index`, `node`, … */
export const entries = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => (path === '.' ? 'index' : path.slice('./'.length)));

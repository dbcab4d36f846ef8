// Builds after `npm ci` and for installs from git. An install without development dependencies
// has no compiler and is left as it is.
import { existsSync } from 'node:fs';

if (existsSync('node_modules/typescript')) {
  await import('./build-runtime.mjs');
  await import('./build.mjs');
}

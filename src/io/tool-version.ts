import { readFileSync } from 'node:fs';

/** The path is the same seen from `src/io` and from `dist/io`. */
const packageUrl = new URL('../../package.json', import.meta.url);

/** The version of resilint itself. */
export function toolVersion(): string {
  const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as { readonly version: string };
  return version;
}

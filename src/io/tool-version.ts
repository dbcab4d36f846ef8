import { readFileSync } from 'node:fs';

/** The path is the same seen from `src/io` and from `dist/io`. */
const packageUrl = new URL('../../package.json', import.meta.url);

interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const ownPackage = (): OwnPackage => JSON.parse(readFileSync(packageUrl, 'utf8')) as OwnPackage;

/** The version of resilint itself. */
export const toolVersion = (): string => ownPackage().version;

/** The range of versions of Node that it runs on. */
export const requiredNode = (): string => ownPackage().engines.node;

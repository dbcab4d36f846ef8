import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const CATALOG = fileURLToPath(new URL('../../rules/catalog/', import.meta.url));

export interface ClientFile {
  readonly name: string;
  readonly content: unknown;
}

/** Every client, guard and framework of the shipped catalogue as it stands in its file. */
export const clientFiles: readonly ClientFile[] = ['clients', 'guards', 'frameworks'].flatMap(
  (folder) =>
    readdirSync(join(CATALOG, folder))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => ({
        name,
        content: parse(readFileSync(join(CATALOG, folder, name), 'utf8')) as unknown,
      })),
);

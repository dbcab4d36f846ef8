import type { Assessment, CatalogEntry, CatalogExample } from '../index.js';

/** An entry point as "file:line kind name". */
export type EntryAt = string;

/** An example of a client is about calls, unless it marks an entry point. */
export const isAboutEntries = ({ framework }: CatalogEntry, example: CatalogExample): boolean =>
  framework === true || expectedEntries(example).length > 0;

/** Every entry point of an example, in the order of `expectedEntries`. */
export const foundEntries = ({ entryPoints }: Assessment): readonly EntryAt[] =>
  entryPoints.map(({ file, line, kind, name }) => `${file}:${line} ${kind} ${name}`).sort();

const ENTRY = /\/\/ entry (?<kind>\S+) (?<name>.+?)\s*(?:\/\/ expect .*)?$/;

/** The entry points that the lines marked `// entry <kind> <name>` announce. */
export const expectedEntries = ({ files }: CatalogExample): readonly EntryAt[] =>
  Object.entries(files)
    .flatMap(([file, content]) =>
      content.split('\n').flatMap((text, index) => {
        const { kind, name } = ENTRY.exec(text)?.groups ?? {};
        return kind === undefined || name === undefined
          ? []
          : [`${file}:${index + 1} ${kind} ${name}`];
      }),
    )
    .sort();

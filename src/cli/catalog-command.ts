import { catalogWith, loadOwnEntries } from '../config/catalog.js';
import type { Catalog, CatalogEntry } from '../index.js';
import { folderTree } from '../io/folder-tree.js';
import { requireFolder } from '../io/folder.js';
import { compareText } from '../text/compare-text.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';

/** The options of `resilint catalog`, as commander hands them over. */
export interface CatalogFlags {
  readonly format: 'text' | 'json';
  readonly test?: true;
}

/** What is told of a client, guard or framework. */
interface ListedEntry {
  readonly client: string;
  readonly kind: string;
  readonly guard?: true;
  readonly framework?: true;
  readonly packages: readonly string[];
  readonly globals: readonly string[];
  /** No call of it was found in public code yet: it is known from its examples alone. */
  readonly unseen?: true;
  /** The file of the user that describes it; shipped ones have none. */
  readonly file?: string;
}

export async function runCatalog(dir: string, { format, test }: CatalogFlags): Promise<void> {
  requireFolder(dir);
  const own = await loadOwnEntries(folderTree(dir));
  const catalog = catalogWith(own);
  if (test) {
    const { testExamples } = await import('./catalog-test.js');
    testExamples({ dir, own, catalog, format });
    return;
  }
  const files = new Map(own.map(({ file, entry }) => [entry, file]));
  const listed = listedEntries(catalog, files);
  const text = format === 'json' ? JSON.stringify(listed, null, 2) : entryTable(listed);
  process.stdout.write(`${text}\n`);
}

function listedEntries(
  { clients }: Catalog,
  files: ReadonlyMap<CatalogEntry, string>,
): readonly ListedEntry[] {
  return clients
    .map((entry): ListedEntry => {
      const { client, kind, guard, framework, packages, globals, unseen } = entry;
      const file = files.get(entry);
      return {
        client,
        kind,
        ...(guard && { guard }),
        ...(framework && { framework }),
        packages,
        globals: Object.keys(globals),
        ...(unseen && { unseen }),
        ...(file !== undefined && { file }),
      };
    })
    .sort((left, right) => compareText(left.client, right.client));
}

function entryTable(entries: readonly ListedEntry[]): string {
  const rows = entries.map((entry) => {
    const { client, packages, globals, unseen, file } = entry;
    const names = [...packages, ...globals.map((name) => `${name} (global)`)].join(', ');
    const origin = file === undefined ? '' : `  in ${file}`;
    const proof = unseen ? '  (from examples alone)' : '';
    return [client, whatItIs(entry), `${names}${proof}${origin}`] as const;
  });
  const clientWidth = Math.max(0, ...rows.map(([client]) => client.length));
  const kindWidth = Math.max(0, ...rows.map(([, kind]) => kind.length));
  const lines = rows.map(([client, kind, rest]) =>
    escapeControls(`${client.padEnd(clientWidth)}  ${kind.padEnd(kindWidth)}  ${rest}`.trimEnd()),
  );
  return [...lines, '', countsOf(entries)].join('\n');
}

const whatItIs = ({ kind, guard, framework }: ListedEntry): string => {
  if (guard) return 'guard';
  return framework ? 'framework' : kind;
};

function countsOf(entries: readonly ListedEntry[]): string {
  const guards = entries.filter(({ guard }) => guard).length;
  const frameworks = entries.filter(({ framework }) => framework).length;
  return [
    countOf(entries.length - guards - frameworks, 'client'),
    countOf(guards, 'guard'),
    countOf(frameworks, 'framework'),
  ].join(', ');
}

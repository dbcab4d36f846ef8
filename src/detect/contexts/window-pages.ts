import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { Expression, FileFacts } from '../../parse/facts.js';
import { drawsInto } from './page-drawing.js';
import { asksServer } from './page-files.js';
import { usedBy, type ContextReason, type Users } from './spread.js';

interface Search {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly importers: Users;
  /** Whether a file runs on a server, whatever leads to it. */
  readonly isServers: (file: string) => boolean;
}

/**
 * What the pages in windows of Electron load, and its main process does not, runs in a browser. The
 * main process leads to Node or Electron; so does a page that has Node, which stays where it is.
 */
export function setWindowsApart(contexts: Map<string, ContextReason>, search: Search): void {
  const { repository, files, importers, isServers } = search;
  const dirs = windowPackages(repository, files);
  if (dirs.size === 0) return;
  const kept = repository.sources.filter(({ file }) => contexts.get(file)?.context !== 'script');
  const ofNode = kept.filter(({ file }) => isServers(file) || asksServer(files.get(file)));
  const program = reachedFrom(ofNode.map(fileOf), importers);
  const pages = kept.filter(
    ({ file, packageDir }) => dirs.has(packageDir) && !program.has(file) && draws(files.get(file)),
  );
  const imports = usedBy(importers);
  const elsewhere = reachedFrom([...program], imports);
  const shown = reachedFrom(pages.map(fileOf), imports);
  for (const file of shown)
    if (contexts.get(file)?.context === 'server' && !elsewhere.has(file))
      contexts.set(file, { context: 'browser', reason: 'a page in a window of Electron loads it' });
}

const fileOf = ({ file }: { readonly file: string }): string => file;

/** Folders of the packages that open windows, whose pages are not given Node. */
function windowPackages({ packages, sources }: Repository, files: FactsStore): ReadonlySet<string> {
  const found = new Set(
    packages.filter(({ ranges }) => 'electron' in ranges).map(({ dir }) => dir),
  );
  for (const { file, packageDir } of found.size === 0 ? [] : sources)
    if (givesNode(files.get(file))) found.delete(packageDir);
  return found;
}

const draws = (facts: FileFacts | undefined): boolean =>
  facts !== undefined && drawsInto(facts) !== undefined;

/** `{ webPreferences: { nodeIntegration: true } }`, or something that only a run tells. */
const givesNode = (facts: FileFacts | undefined): boolean =>
  facts?.calls.some((call) => call.arguments.some(setsNode)) === true ||
  facts?.bindings.some(({ value }) => value !== undefined && setsNode(value)) === true;

const setsNode = (value: Expression): boolean =>
  value.kind === 'object' &&
  value.properties.some(({ key, value: set }) =>
    key === 'nodeIntegration' ? !(set.kind === 'literal' && set.value === false) : setsNode(set),
  );

function reachedFrom(starts: readonly string[], next: Users): ReadonlySet<string> {
  const reached = new Set(starts);
  // A set that grows while it is walked is walked to its end.
  for (const file of reached) for (const one of next.get(file) ?? []) reached.add(one);
  return reached;
}

import { cacheFileFor, readCacheFile, writeCacheFile } from '../io/cache-file.js';
import { isRecord } from '../text/record.js';
import { areFacts } from './are-facts.js';
import { FACTS_VERSION, type FileFacts } from './facts.js';
import type { FactsCache } from './facts-store.js';

interface Entry {
  readonly key: string;
  readonly facts: FileFacts;
}

/** Where the facts of one scanned root are kept, by each version of resilint on its own. */
export const factsFileOf = (root: string, toolVersion: string): string | undefined =>
  cacheFileFor(root, `${toolVersion} ${String(FACTS_VERSION)}`, 'facts');

/**
 * Facts by content hash, one file for each scanned root. Only what this run used is written back,
 * so the file does not grow with the history of the repository.
 */
export class StoredFacts implements FactsCache {
  readonly #file: string | undefined;
  readonly #stored: ReadonlyMap<string, Entry>;
  readonly #used = new Map<string, Entry>();
  #changed = false;

  constructor(root: string, toolVersion: string) {
    this.#file = factsFileOf(root, toolVersion);
    this.#stored = entriesOf(this.#file === undefined ? undefined : readCacheFile(this.#file));
  }

  get(file: string, hash: string): FileFacts | undefined {
    const entry = this.#stored.get(file);
    if (entry?.key !== hash || !areFacts(file, entry.facts)) return undefined;
    this.#used.set(file, entry);
    return entry.facts;
  }

  set(file: string, hash: string, facts: FileFacts): void {
    this.#used.set(file, { key: hash, facts });
    this.#changed = true;
  }

  save(): void {
    if (this.#file === undefined) return;
    if (!this.#changed && this.#used.size === this.#stored.size) return;
    writeCacheFile(this.#file, this.#used);
  }
}

function entriesOf(stored: unknown): ReadonlyMap<string, Entry> {
  return stored instanceof Map && [...stored.values()].every(isEntry)
    ? (stored as ReadonlyMap<string, Entry>)
    : new Map<string, Entry>();
}

const isEntry = (value: unknown): boolean => isRecord(value) && 'key' in value && 'facts' in value;

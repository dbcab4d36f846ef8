import { toolVersion } from './io/tool-version.js';
import type { AssessOptions } from './model/assess-options.js';
import { shareOf, type Part } from './text/part.js';
import { StoredFacts } from './parse/facts-cache.js';
import { FactsStore } from './parse/facts-store.js';
import { originOf } from './parse/shards/origin.js';
import { writeShard, type ShardEntry } from './parse/shards/shard-file.js';
import { parseAll, readRepository } from './read-repository.js';

/**
 * Writes the facts of a part of the sources to a file, for `assess` to judge together with those of
 * the other parts. Returns how many files they are of.
 */
export function assessPart(options: AssessOptions, part: Part, path: string): number {
  const begun = readRepository(options);
  const { tree, repository, onProgress } = begun;
  const { cache = true } = options;
  const stored = cache ? new StoredFacts(repository.root, toolVersion()) : null;
  const files = new FactsStore(repository, { cache: stored, tree });
  const share = shareOf(repository.sources, part);
  parseAll(share, files, onProgress);
  const entries = share.flatMap(({ file }): ShardEntry[] => {
    const facts = files.get(file);
    return facts === undefined ? [] : [{ file, sha256: files.hash(file), facts }];
  });
  writeShard(path, { origin: originOf(begun), part, entries });
  return entries.length;
}

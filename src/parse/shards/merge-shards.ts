import { partText } from '../../text/part.js';
import { KnownError } from '../../text/known-error.js';
import type { FileFacts } from '../facts.js';
import type { FactsCache } from '../facts-store.js';
import type { Origin } from './origin.js';
import { readShard, type Shard } from './shard-file.js';

/** A shard and the file it was read from. */
interface ReadShard extends Shard {
  readonly path: string;
}

/**
 * The facts of all parts. Each is of the file's content, so that a file without any is read anew.
 * Throws where parts are missing, or are not of one state.
 */
export class MergedFacts implements FactsCache {
  readonly #entries = new Map<string, Shard['entries'][number]>();
  readonly #shards: readonly ReadShard[];

  constructor(paths: readonly string[]) {
    this.#shards = paths.map((path) => ({ path, ...readShard(path) }));
    requireEachOnce(this.#shards);
    for (const { entries } of this.#shards)
      for (const entry of entries) this.#entries.set(entry.file, entry);
  }

  /** Throws where a shard was made of something else than what it is merged into. */
  requireOrigin(origin: Origin): void {
    for (const { path, origin: own } of this.#shards) {
      const fault = faults.find(({ name }) => own[name] !== origin[name]);
      if (fault !== undefined) throw fault.error(path, own, origin);
    }
  }

  get(file: string, hash: string): FileFacts | undefined {
    const entry = this.#entries.get(file);
    return entry?.sha256 === hash ? entry.facts : undefined;
  }

  /** What the shards lack is read anew by whoever merges them next. */
  set(): void {
    return;
  }

  save(): void {
    return;
  }
}

interface Fault {
  readonly name: keyof Origin;
  readonly error: (path: string, own: Origin, origin: Origin) => KnownError;
}

const faults: readonly Fault[] = [
  {
    name: 'tool',
    error: (path, { tool: own }, { tool }) =>
      new KnownError(
        `"${path}" was written by resilint ${own}, and this is ${tool}`,
        'Use one version for the shards and for what merges them.',
        2,
      ),
  },
  {
    name: 'settings',
    error: (path) =>
      new KnownError(
        `"${path}" was written under other settings, clients, guards or rules`,
        'Give the same --config and --policy-from to the shards and to what merges them.',
        2,
      ),
  },
  {
    name: 'sources',
    error: (path) =>
      new KnownError(
        `"${path}" is of other sources than those of the folder`,
        'Check out the same commit, and give the same --include and --exclude, for all of them.',
        2,
      ),
  },
];

function requireEachOnce(shards: readonly ReadShard[]): void {
  const byIndex = new Map<number, ReadShard>();
  const [first] = shards;
  for (const shard of shards) {
    if (first !== undefined && shard.part.of !== first.part.of) throw ofTwoDivisions(first, shard);
    const twin = byIndex.get(shard.part.index);
    if (twin !== undefined) throw twice(twin, shard);
    byIndex.set(shard.part.index, shard);
  }
  const of = first?.part.of ?? 0;
  const missing = Array.from({ length: of }, (_, position) => position + 1)
    .filter((index) => !byIndex.has(index))
    .map((index) => partText({ index, of }));
  if (missing.length > 0) throw incomplete(missing);
}

const ofTwoDivisions = (one: ReadShard, other: ReadShard): KnownError =>
  new KnownError(
    `"${one.path}" is shard ${partText(one.part)}, and "${other.path}" is shard ${partText(other.part)}`,
    'Merge the shards of one division.',
    2,
  );

const twice = (one: ReadShard, other: ReadShard): KnownError =>
  new KnownError(
    `"${one.path}" and "${other.path}" are both shard ${partText(one.part)}`,
    'Name each shard once.',
    2,
  );

const MOST_NAMED = 5;

function incomplete(missing: readonly string[]): KnownError {
  const more =
    missing.length > MOST_NAMED ? ` and ${String(missing.length - MOST_NAMED)} more` : '';
  const named = `${missing.slice(0, MOST_NAMED).join(', ')}${more}`;
  const message =
    missing.length === 1 ? `Shard ${named} is missing` : `Shards ${named} are missing`;
  return new KnownError(
    message,
    `Write what is missing: resilint scan --shard ${missing[0] ?? ''} --output <file>`,
    2,
  );
}

import type { FileTree } from '../../io/file-tree.js';
import { toolVersion } from '../../io/tool-version.js';
import type { Repository } from '../../model/repository.js';
import type { Settings } from '../../model/settings.js';
import { sha256 } from '../../text/sha256.js';
import { FACTS_VERSION } from '../facts.js';

/** What shards must have in common with each other and with the assessment they are merged into. */
export interface Origin {
  /** Version of resilint and of the facts it reads. */
  readonly tool: string;
  /** SHA-256 of settings, clients, guards and rules. */
  readonly settings: string;
  /** SHA-256 of names and contents of all sources, those of the other shards included. */
  readonly sources: string;
}

export interface OriginInput {
  readonly repository: Repository;
  readonly tree: FileTree;
  readonly settings: Settings;
  /** SHA-256 of what clients, guards, practices and rules were made from. */
  readonly rulesHash: string;
}

export function originOf({ repository, tree, settings, rulesHash }: OriginInput): Origin {
  const contents = repository.sources.map(({ file }) => [file, contentHash(tree, file)]);
  return {
    tool: `${toolVersion()} (facts ${String(FACTS_VERSION)})`,
    settings: sha256(`${rulesHash}\n${JSON.stringify(settings, mapsAsLists)}`),
    sources: sha256(JSON.stringify(contents)),
  };
}

/** A file that cannot be read is part of the state, too. */
function contentHash(tree: FileTree, file: string): string | null {
  try {
    return sha256(tree.readText(file));
  } catch {
    return null;
  }
}

const mapsAsLists = (_: string, value: unknown): unknown =>
  value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value;

import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../text/compare-text.js';
import { KnownError } from '../../text/known-error.js';
import { sha256 } from '../../text/sha256.js';
import { ownFolder } from '../cache-file.js';
import { readInput } from '../input-file.js';
import { isFolder } from '../path-kind.js';
import { missingFolders, removeEmptyFolders } from './made-folders.js';
import { bytesAt, replaceFile } from './replace-file.js';

/** A change of one file. */
export interface FileChange {
  readonly file: string;
  /** The text that was changed; null for a file that is made. */
  readonly before: string | null;
  readonly after: string;
}

/** What was done to a folder, so that it can be undone: written before the first file is touched. */
interface Journal {
  readonly root: string;
  readonly files: readonly {
    readonly file: string;
    /** Base64; null for a file that was made. */
    readonly before: string | null;
    /** SHA-256 of the bytes that were written. */
    readonly after: string;
    readonly temporary: string;
  }[];
  /** Folders that were made, the innermost first; journals of earlier versions have none. */
  readonly folders?: readonly string[];
}

/** Writes all changes, or says which file is in the way before the first is written. Returns the run's id. */
export function writeChanges(root: string, changes: readonly FileChange[]): string {
  const folder = journalFolder(root);
  for (const change of changes) requireUnchanged(root, change);
  const id = nextId(folder);
  const journal = journalOf(root, changes, id);
  const file = join(folder, `${id}.json`);
  replaceFile(file, `${file}.new`, Buffer.from(`${JSON.stringify(journal)}\n`));
  for (const [index, { file: name, after }] of changes.entries()) {
    const { temporary = '' } = journal.files[index] ?? {};
    replaceFile(join(root, name), join(root, temporary), Buffer.from(after));
  }
  return id;
}

/** Restores what a run changed, also where it did not come to its end. Returns the files. */
export function undoChanges(root: string, id?: string): readonly string[] {
  const folder = journalFolder(root);
  const runs = runsIn(folder);
  const run = id ?? runs.at(-1);
  if (run === undefined || !runs.includes(run)) {
    const what = id === undefined ? 'Nothing was written here' : `There is no run "${id}"`;
    throw new KnownError(what, 'Name a run that "fix --write" has told.', 2);
  }
  const file = join(folder, `${run}.json`);
  const { files, folders = [] } = JSON.parse(readInput(file)) as Journal;
  for (const entry of files) requireOurs(root, entry);
  for (const entry of files) restore(root, entry);
  removeEmptyFolders(root, folders);
  rmSync(file);
  return files.map((entry) => entry.file);
}

/** Takes a run off the journal, for one that something else keeps from then on. */
export function forgetChanges(root: string, id: string): void {
  rmSync(join(journalFolder(root), `${id}.json`));
}

type Entry = Journal['files'][number];

function journalOf(root: string, changes: readonly FileChange[], id: string): Journal {
  return {
    root,
    files: changes.map(({ file, before, after }) => ({
      file,
      before: before === null ? null : Buffer.from(before).toString('base64'),
      after: sha256(after),
      temporary: `${file}.resilint-${id}`,
    })),
    folders: missingFolders(
      root,
      changes.map(({ file }) => file),
    ),
  };
}

/** A file that is no UTF-8 reads as another text than it is, and is not touched either. */
function requireUnchanged(root: string, { file, before }: FileChange): void {
  const bytes = bytesAt(root, file);
  const isSame = before === null ? bytes === null : bytes?.equals(Buffer.from(before)) === true;
  if (isSame) return;
  const what = before === null ? 'is there already' : 'is not what was scanned';
  throw new KnownError(
    `Cannot write "${file}": it ${what}`,
    'Nothing was written. Run it again.',
    2,
  );
}

function requireOurs(root: string, { file, before, after }: Entry): void {
  const bytes = bytesAt(root, file);
  const isBefore = before === null ? bytes === null : bytes?.toString('base64') === before;
  if (isBefore || (bytes !== null && hashOf(bytes) === after)) return;
  const advice = 'Nothing was restored. Take the later changes away first, or restore it with git.';
  throw new KnownError(`"${file}" was changed since`, advice, 2);
}

function restore(root: string, { file, before, temporary }: Entry): void {
  rmSync(join(root, temporary), { force: true });
  if (before === null) rmSync(join(root, file), { force: true });
  else replaceFile(join(root, file), join(root, temporary), Buffer.from(before, 'base64'));
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Outside of the repository, which could bring along a journal that says what to write. */
function journalFolder(root: string): string {
  const folder = ownFolder(root);
  if (folder !== undefined) return join(folder, 'journals', sha256(root).slice(0, 32));
  const advice = 'Set XDG_CACHE_HOME to a folder outside of it.';
  throw new KnownError('The journal would be inside of the scanned folder', advice, 2);
}

/** Ids of the runs that can be undone, the last one at the end. */
const runsIn = (folder: string): readonly string[] =>
  isFolder(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.json$/.test(name))
        .map((name) => name.replace('.json', ''))
        .sort((one, two) => Number(one) - Number(two) || compareText(one, two))
    : [];

const nextId = (folder: string): string => String(Number(runsIn(folder).at(-1) ?? 0) + 1);

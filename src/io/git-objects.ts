import { askGit } from './run-git.js';

/** All texts of a large repository in one answer. */
const OBJECTS_PATIENCE_MS = 120_000;

const NEWLINE = 0x0a;

/** The contents of blobs by their ids, straight from git's store: no filter, no checkout. */
export function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const output = askGit(root, ['cat-file', '--batch'], {
    input: ids.map((id) => `${id}\n`).join(''),
    patience: OBJECTS_PATIENCE_MS,
  });
  const blobs = new Map<string, Buffer>();
  if (output === null) return blobs;
  let position = 0;
  while (position < output.length) {
    const end = output.indexOf(NEWLINE, position);
    if (end < 0) break;
    const [id = '', type, size] = output.toString('latin1', position, end).split(' ');
    position = end + 1;
    // What is not there is answered in one line: "<id> missing".
    if (type === 'missing') continue;
    const length = Number(size);
    if (type === 'blob') blobs.set(id, output.subarray(position, position + length));
    position += length + 1;
  }
  return blobs;
}

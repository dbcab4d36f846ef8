import type { Edit } from '../edit.js';
import type { EditGroup } from '../edit-group.js';
import { editsIn, type Writer } from '../texts.js';

/** Groups and the file that all of them change. */
interface Changed {
  readonly file: string;
  readonly groups: readonly EditGroup[];
  readonly writer: Writer;
}

/**
 * The groups whose edits stand around places of the edited text, the innermost of each; null where
 * nothing stands around one of them.
 */
export function editsAt(
  places: readonly number[],
  { file, groups, writer }: Changed,
): ReadonlySet<EditGroup> | null {
  const all = editsIn(file, groups, writer);
  const spans = groups.map((group) => ({ group, ...spanAfter(all, group, file) }));
  const found = new Set<EditGroup>();
  for (const place of places) {
    const around = spans.filter(({ start, end }) => start <= place && place <= end);
    if (around.length === 0) return null;
    const least = Math.min(...around.map(({ start, end }) => end - start));
    for (const { group, start, end } of around) if (end - start === least) found.add(group);
  }
  return found;
}

/** From the first to the last character that a group changes, in the text with all edits. */
function spanAfter(all: readonly Edit[], group: EditGroup, file: string) {
  const own = group.edits.filter((edit) => edit.file === file);
  const start = Math.min(...own.map((edit) => edit.start));
  const end = Math.max(...own.map((edit) => edit.end));
  const before = all.filter((edit) => edit.end <= start && edit.start < start);
  const until = all.filter((edit) => edit.start <= end);
  return { start: start + growthOf(before), end: end + growthOf(until) };
}

const growthOf = (edits: readonly Edit[]): number =>
  edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);

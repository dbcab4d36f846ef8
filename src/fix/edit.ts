import MagicString from 'magic-string';

/** A change of one stretch of a file; of an insertion, start and end are the same. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits in it, and every other character as it was. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const edited = new MagicString(text);
  for (const { start, end, text: inserted } of edits) {
    if (start === end) edited.appendLeft(start, inserted);
    else edited.update(start, end, inserted);
  }
  return edited.toString();
}

/** Whether two edits want the same characters; insertions side by side do not. */
export const overlap = (one: Edit, two: Edit): boolean =>
  one.file === two.file && one.start < two.end && two.start < one.end;

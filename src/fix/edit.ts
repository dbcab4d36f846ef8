import MagicString from 'magic-string';

/** A change of one stretch of a file; of an insertion, start and end are the same. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is inserted is a whole list: another one at the same place would need a comma between them. */
  readonly alone?: true;
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

/** Whether two edits want the same characters, or the same place for themselves; others stand side by side. */
export const overlap = (one: Edit, two: Edit): boolean =>
  one.file === two.file &&
  ((one.start < two.end && two.start < one.end) ||
    (one.start === two.start && one.alone === true && two.alone === true));

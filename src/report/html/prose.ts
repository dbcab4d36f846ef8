/** A run of prose, or of code in it. */
export interface ProsePart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Prose that sets code in backticks. */
export const proseOf = (text: string): ProsePart[] =>
  [...text.matchAll(/`([^`]+)`|[^`]+|`/g)].map(([part, code]) =>
    code === undefined ? { text: part, isCode: false } : { text: code, isCode: true },
  );

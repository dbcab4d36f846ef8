/** Excerpts of code end after this many lines. Kept apart from the schemas, which are slow to load. */
export const EXCERPT_LINES = 5;

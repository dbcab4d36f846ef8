const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Paths of the placeholders in a text: "call.client" of "{{call.client}} answers". */
export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].map((match) => match[1] ?? '');

/** The text with every placeholder replaced. */
export const fillPlaceholders = (text: string, valueOf: (path: string) => string): string =>
  text.replaceAll(placeholder, (_, path: string) => valueOf(path));

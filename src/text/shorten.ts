/** The start of a text, with "…" where the rest was left out; no character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(length - 2));
  return `${text.slice(0, isHalf ? length - 2 : length - 1)}…`;
}

/** Whether a text is what a pattern describes, in which "*" stands for any text. */
export function matchesWildcards(text: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === pattern;
  const end = rest.pop() ?? '';
  if (!text.startsWith(start) || text.length < start.length + end.length) return false;
  if (!text.endsWith(end)) return false;
  // The first place that fits leaves the most text for what follows.
  let position = start.length;
  const last = text.length - end.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > last) return false;
    position = found + part.length;
  }
  return true;
}

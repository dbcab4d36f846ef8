/** Keeps an entry as the latest of a map that holds at most so many: the oldest makes way. */
export function keepLatest<T>(
  entries: Map<string, T>,
  [key, value]: [string, T],
  most: number,
): void {
  // A map keeps the order of insertion.
  entries.delete(key);
  entries.set(key, value);
  const [oldest] = entries.keys();
  if (entries.size > most) entries.delete(oldest as string);
}

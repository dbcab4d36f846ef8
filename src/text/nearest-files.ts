/** Of several, those whose files share most folders with a file. */
export function nearestTo<T>(
  file: string,
  all: readonly T[],
  fileOf: (one: T) => string,
): readonly T[] {
  if (all.length < 2) return all;
  const shared = all.map((one) => sharedFolders(fileOf(one), file));
  const most = Math.max(...shared);
  return all.filter((_, index) => shared[index] === most);
}

function sharedFolders(one: string, other: string): number {
  const [mine, theirs] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const differs = mine.findIndex((part, index) => part !== theirs[index]);
  return differs < 0 ? mine.length : differs;
}

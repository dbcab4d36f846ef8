/** The deepest of these folders that a path lies in; "." holds every path. */
export function innermostFolder(path: string, folders: readonly string[]): string | undefined {
  const around = folders.filter((folder) => folder === '.' || path.startsWith(`${folder}/`));
  return around.toSorted((one, other) => depthOf(other) - depthOf(one))[0];
}

const depthOf = (folder: string): number => (folder === '.' ? 0 : folder.split('/').length);

/** The nearest of some folders above a file; "." where none of them is. */
export function nearestFolder(file: string, folders: ReadonlySet<string>): string {
  let end = file.lastIndexOf('/');
  while (end > 0) {
    const folder = file.slice(0, end);
    if (folders.has(folder)) return folder;
    end = file.lastIndexOf('/', end - 1);
  }
  return '.';
}

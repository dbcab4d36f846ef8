import type { FileFacts } from '../../parse/facts.js';
import type { PlacedFile } from '../knowledge.js';

/** Paths are matched with patterns of the catalogue, which users may extend. */
const LONGEST_PATH = 300;

/** Files that stand for names by where they lie: `app/service/user.js`. */
export class PlacedFiles {
  readonly #all: () => Iterable<FileFacts>;
  readonly #found = new Map<string, readonly PlacedFile[]>();

  constructor(all: () => Iterable<FileFacts>) {
    this.#all = all;
  }

  below(pattern: string): readonly PlacedFile[] {
    const known = this.#found.get(pattern);
    if (known !== undefined) return known;
    const place = new RegExp(`(?:^|/)(?:${pattern})`);
    const found = [...this.#all()].flatMap(({ file }) => placedAt(file, place));
    this.#found.set(pattern, found);
    return found;
  }
}

function placedAt(file: string, place: RegExp): readonly PlacedFile[] {
  const match = file.length > LONGEST_PATH ? null : place.exec(file);
  if (match === null) return [];
  const start = match.index === 0 && !match[0].startsWith('/') ? 0 : match.index + 1;
  const names = match.slice(1).flatMap((part: string | undefined) => part?.split('/') ?? []);
  return [{ file, root: file.slice(0, start), names }];
}

import { posix } from 'node:path';
import type { Repository } from '../../model/repository.js';
import type { Deployable } from './deployables.js';

/** Tells which services a file is about that no code imports: a document, a test. */
export class Concerns {
  readonly #deployables: readonly Deployable[];
  readonly #dirs: ReadonlySet<string>;
  readonly #reached: ReadonlyMap<Deployable, ReadonlySet<string>>;

  constructor(repository: Repository, deployables: readonly Deployable[]) {
    const packageOf = new Map(repository.sources.map(({ file, packageDir }) => [file, packageDir]));
    this.#deployables = deployables;
    this.#dirs = new Set(repository.packages.map(({ dir }) => dir));
    this.#reached = new Map(
      deployables.map((one) => [
        one,
        new Set([...one.files].map((file) => packageOf.get(file) ?? '.')),
      ]),
    );
  }

  /** The folder of the package that a file lies in. */
  packageDir(file: string): string {
    let dir = posix.dirname(file);
    while (dir !== '.' && !this.#dirs.has(dir)) dir = posix.dirname(dir);
    return dir;
  }

  /**
   * The services of the package that the file lies in, or of those that use it; where no service
   * does, those that the file names, else all.
   */
  of(file: string, text = ''): readonly Deployable[] {
    const dir = this.packageDir(file);
    const near = this.#deployables.filter((one) => one.dir === dir);
    const users = this.#deployables.filter((one) => this.#reached.get(one)?.has(dir) === true);
    const isWhole = dir === '.' && this.#deployables.length > 1;
    if (!isWhole && (near.length > 0 || users.length > 0)) return near.length > 0 ? near : users;
    const byPath = this.#deployables.filter((one) => isNamedIn(one, file));
    if (byPath.length > 0) return byPath;
    const byText = this.#deployables.filter((one) => isNamedIn(one, text));
    return byText.length > 0 ? byText : this.#deployables;
  }
}

/** Short names are words that every text has. */
const SHORTEST_NAME = 5;

function isNamedIn({ name, dir }: Deployable, text: string): boolean {
  const names = [name.replace(/^@[^/]+\//, ''), posix.basename(dir)];
  return names.some((one) => {
    if (one.length < SHORTEST_NAME) return false;
    const at = text.indexOf(one);
    return at >= 0 && !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + one.length));
  });
}

import type { ProgramVersions } from './program-versions.js';
import { shapeOf } from './shape.js';
import type { TypeFault } from './type-fault.js';

type Texts = ReadonlyMap<string, string>;

/** What others see of a file: undefined for one that is as it was. */
interface Seen {
  readonly text: string | undefined;
  readonly shape: string | undefined;
}

/** What was found in a file, and what this hangs on. */
interface Checked {
  readonly errors: readonly TypeFault[];
  readonly text: string | undefined;
  readonly imports: ReadonlyMap<string, Seen>;
}

/** A file that is looked at, and the texts that stand in the place of what files hold. */
interface Looked {
  readonly path: string;
  readonly texts: Texts;
  /** Files of which others have what they ask for, and which only grow: those of policies. */
  readonly growing: ReadonlySet<string>;
}

/** Keeps what was found in files until they change, or what they import looks different to them. */
export class CheckedFiles {
  readonly #versions: ProgramVersions;
  readonly #checked = new Map<string, Checked>();

  constructor(versions: ProgramVersions) {
    this.#versions = versions;
  }

  of({ path, texts, growing }: Looked, check: () => readonly TypeFault[]): readonly TypeFault[] {
    const known = this.#checked.get(path);
    if (known !== undefined && known.text === texts.get(path) && this.#looksSame(known, texts))
      return known.errors;
    const errors = check();
    const imports = [...this.#versions.reachedFrom(path)]
      .filter((file) => file !== path && !growing.has(file))
      .map((file) => [file, this.#seen(file, texts)] as const);
    this.#checked.set(path, { errors, text: texts.get(path), imports: new Map(imports) });
    return errors;
  }

  #looksSame({ imports }: Checked, texts: Texts): boolean {
    return [...imports].every(
      ([file, seen]) =>
        seen.text === texts.get(file) || this.#seen(file, texts).shape === seen.shape,
    );
  }

  #seen(file: string, texts: Texts): Seen {
    return { text: texts.get(file), shape: this.#shapeOf(file, texts) };
  }

  /** Asked for by each file that imports it. */
  readonly #shapes = new Map<
    string,
    { readonly text: string | undefined; readonly shape: string }
  >();

  #shapeOf(file: string, texts: Texts): string {
    const text = texts.get(file);
    const known = this.#shapes.get(file);
    if (known !== undefined && known.text === text) return known.shape;
    const shape = shapeOf(this.#versions.with(texts), file);
    this.#shapes.set(file, { text, shape });
    return shape;
  }
}

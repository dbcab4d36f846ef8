import { posix } from 'node:path';
import type { Assessment } from '../../model/assessment.js';
import { compareText } from '../../text/compare-text.js';
import { innermostFolder } from '../../text/innermost-folder.js';
import { groupBy } from '../../text/group-by.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';
import { manifestOf } from './manifest.js';
import type { PolicyModule } from './policy-use.js';

const ENDINGS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'] as const;
type Ending = (typeof ENDINGS)[number];

/** Folders of sources that are compiled whole; in others a file may be a route or a function. */
const SOURCE_FOLDERS = ['src', 'server', 'lib', 'source', 'backend'];

/** Finds, for each package, the file that its policies stand in or are to stand in. */
export class PolicyModules {
  readonly #assessment: Pick<Assessment, 'files' | 'packages'>;
  readonly #sources: Sources;
  readonly #known = new Map<string, PolicyModule>();

  constructor(assessment: Pick<Assessment, 'files' | 'packages'>, sources: Sources) {
    this.#assessment = assessment;
    this.#sources = sources;
  }

  /** The module of the package that a file is in; null where no package.json is above it. */
  of(file: string): PolicyModule | null {
    const { packages } = this.#assessment;
    const packageDir = innermostFolder(
      file,
      packages.map(({ dir }) => dir),
    );
    if (packageDir === undefined || manifestOf(packageDir, this.#sources.read) === null)
      return null;
    const known = this.#known.get(packageDir) ?? this.#find(packageDir);
    this.#known.set(packageDir, known);
    return known;
  }

  #find(packageDir: string): PolicyModule {
    const files = this.#filesOf(packageDir);
    const folder = posix.join(packageDir, mainFolder(files, packageDir));
    for (const place of new Set([folder, packageDir])) {
      for (const ending of ENDINGS) {
        const file = posix.join(place, `resilience.${ending}`);
        const source = this.#sources.get(file);
        if (typeof source !== 'string')
          return { file, packageDir, form: isModule(source) ? 'module' : 'commonjs' };
      }
    }
    const { ending, form } = this.#styleOf(files, packageDir);
    return { file: posix.join(folder, `resilience.${ending}`), packageDir, form };
  }

  #filesOf(packageDir: string): readonly string[] {
    const dirs = this.#assessment.packages.map(({ dir }) => dir);
    return this.#assessment.files
      .filter(({ context }) => context !== 'browser')
      .map(({ file }) => file)
      .filter((file) => innermostFolder(file, dirs) === packageDir);
  }

  /** As most of the package's files are written. */
  #styleOf(files: readonly string[], packageDir: string) {
    const counts = groupBy(files, (file) => file.slice(file.lastIndexOf('.') + 1).replace('x', ''));
    const [common = 'js'] = [...counts]
      .toSorted((one, two) => two[1].length - one[1].length || compareText(one[0], two[0]))
      .map(([ending]) => ending);
    const ending: Ending = ENDINGS.find((one) => one === common) ?? 'js';
    if (ending.endsWith('ts')) return { ending, form: 'module' } as const;
    if (ending === 'mjs') return { ending, form: 'module' } as const;
    if (ending === 'cjs') return { ending, form: 'commonjs' } as const;
    const isEsm =
      manifestOf(packageDir, this.#sources.read)?.['type'] === 'module' ||
      files.some((file) => file.endsWith('.js') && this.#isModuleFile(file));
    return { ending, form: isEsm ? 'module' : 'commonjs' } as const;
  }

  #isModuleFile(file: string): boolean {
    const source = this.#sources.get(file);
    return typeof source !== 'string' && isModule(source);
  }
}

/** The folder of sources that most of the files are in; "." where they are in none of those. */
function mainFolder(files: readonly string[], packageDir: string): string {
  const within = files.map((file) => posix.relative(packageDir, file).split('/')[0] ?? '');
  const counts = groupBy(
    within.filter((folder) => SOURCE_FOLDERS.includes(folder)),
    (folder) => folder,
  );
  const [most] = [...counts].toSorted(
    (one, two) => two[1].length - one[1].length || compareText(one[0], two[0]),
  );
  return most?.[0] ?? '.';
}

/** Whether a file is written with `import` and `export`. */
export const isModule = ({ program }: EditableSource): boolean =>
  program.type === 'Program' &&
  program.body.some(({ type }) => /^(Import|Export).*Declaration$|^TSExport/.test(type));

import { posix } from 'node:path';
import type { FixReason, PlanVerification } from '../../model/fix.js';
import { groupBy } from '../../text/group-by.js';
import type { Check } from '../climb.js';
import type { EditGroup } from '../edit-group.js';
import { filesOf, textsWith, type Writer } from '../texts.js';
import type { ReadFile } from '../timeout/node-support.js';
import { editsAt } from './edits-at.js';
import { policyFilesOf } from './policy-files.js';
import { retypedObjections } from './retyped.js';
import type { ProjectGround, TypedProject } from './typed-project.js';

interface Checking {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly read: ReadFile;
  readonly verify: PlanVerification;
  readonly writer: Writer;
  /** Every source of the repository, whether or not it has calls. */
  readonly sourceFiles: () => readonly string[];
}

/** What finds the edits that the type checker objects to, and what it could not look at. */
export interface TypeCheck {
  readonly check: Check;
  readonly notes: readonly string[];
}

/**
 * Compares what the type checker says of edited files before and after. Other files are asked about
 * where an edit gives something another type.
 */
export function typeCheck({ root, read, verify, writer, sourceFiles }: Checking): TypeCheck {
  const notes: string[] = [];
  const { types } = writer.runtime.runtime;
  const projects = new Projects({ root, runtimeTypes: types }, notes);
  const configOf = (file: string): string | null => nearestConfig(file, read);
  const retyped = async (groups: readonly EditGroup[]): ReturnType<AsyncCheck> => {
    const retyping = groups.filter((group) => group.retypes === true);
    const typed = retyping.length === 0 ? [] : sourceFiles().filter(isTypeScript);
    const configs = new Set(typed.map(configOf));
    const found: (TypedProject | null)[] = [];
    for (const config of configs)
      found.push(config === null || verify !== 'types' ? null : await projects.of(config));
    return retypedObjections({ groups: retyping, projects: found, writer });
  };
  if (verify !== 'types') return { check: (_, groups) => retyped(groups), notes };
  return {
    notes,
    check: async (texts, groups) => {
      const objected = await retyped(groups);
      if (objected.size > 0) return objected;
      const touched = new Set(groups.flatMap((group) => [...filesOf(group)]));
      const sources = new Map([...texts()].filter(([file]) => touched.has(file)));
      const typed = [...sources.keys()].filter((file) => configOf(file) !== null);
      const objections = new Map<string, FixReason>();
      for (const [config, files] of groupBy(typed, configOf)) {
        const project = config === null ? null : await projects.of(config);
        for (const key of project === null
          ? []
          : brokenIn(project, { files, texts: sources, groups, writer }))
          objections.set(key, 'type-error');
      }
      return objections;
    },
  };
}

type AsyncCheck = (...given: Parameters<Check>) => Promise<ReadonlyMap<string, FixReason>>;

const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

/** The configuration that a file is compiled with; JavaScript is checked where it says so. */
function nearestConfig(file: string, read: ReadFile): string | null {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return null;
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const config = posix.join(folder, 'tsconfig.json');
    if (read(config) !== null) return config;
    if (folder === '.') return null;
  }
}

/** Each configuration is loaded once; the checker itself by the first of them. */
class Projects {
  readonly #ground: ProjectGround;
  readonly #notes: string[];
  readonly #loaded = new Map<string, TypedProject | null>();

  constructor(ground: ProjectGround, notes: string[]) {
    this.#ground = ground;
    this.#notes = notes;
  }

  async of(config: string): Promise<TypedProject | null> {
    const known = this.#loaded.get(config);
    if (known !== undefined) return known;
    const { loadProject } = await import('./typed-project.js');
    const project = loadProject(this.#ground, config);
    this.#loaded.set(config, typeof project === 'string' ? null : project);
    if (typeof project !== 'string') return project;
    this.#notes.push(`${config}: types were not checked, since ${project}`);
    return null;
  }
}

interface Edited {
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly groups: readonly EditGroup[];
  readonly writer: Writer;
}

/** Edits that bring an error each for itself, or together with the others of their file. */
function brokenIn(
  project: TypedProject,
  { files, texts, groups, writer }: Edited,
): readonly string[] {
  const policies = policyFilesOf(groups);
  const broken = [...project.newErrors(files, { texts, policies })].map(([file, errors]) => ({
    file,
    errors,
  }));
  const forgotten = groups.filter((group) => isForgotten(project, group, files));
  const keys = broken.flatMap(({ file, errors }) => {
    const here = groups.filter((group) => filesOf(group).has(file));
    // Each text more is a program more; most errors stand in what brings them.
    const places = errors.map(({ start }) => start);
    const around = editsAt(places, { file, groups: here, writer });
    if (around !== null) return [...around].map(({ key }) => key);
    const alone = here.filter((group) => {
      const own = textsWith([group], writer).get(file) ?? '';
      const alone = { texts: new Map([...texts, [file, own]]), policies };
      return project.newErrors([file], alone).size > 0;
    });
    return (alone.length > 0 ? alone : here).map(({ key }) => key);
  });
  return [...keys, ...forgotten.map(({ key }) => key)];
}

/** Whether a call comes to stand in a function that its compiler knows less in. */
function isForgotten(
  project: TypedProject,
  { edits, uses = [] }: EditGroup,
  files: readonly string[],
): boolean {
  const [first] = edits;
  if (first === undefined || uses.length === 0 || !files.includes(first.file)) return false;
  const start = Math.min(...edits.map((edit) => edit.start));
  return project.forgets(first.file, { start, end: Math.max(...edits.map(({ end }) => end)) });
}

import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { Project, ts, type SourceFile } from 'ts-morph';

/** The files of one tsconfig.json, with types. */
export interface TypedProject {
  /** Errors in a file with another text that were not there before; other edited files are as given. */
  newErrors(file: string, text: string, texts: ReadonlyMap<string, string>): readonly string[];
}

/** Where projects are. */
export interface ProjectGround {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Absolute path of the types of the runtime library, which may not be installed yet. */
  readonly runtimeTypes: string;
}

const CANNOT_FIND_MODULE = new Set([2307, 2792, 7016]);

/** The project of a configuration, or why it cannot be had. */
export function loadProject(
  { root, runtimeTypes }: ProjectGround,
  config: string,
): TypedProject | string {
  let project: Project;
  try {
    project = new Project({ tsConfigFilePath: join(root, config), compilerOptions });
  } catch (error) {
    return `it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { paths } = project.getCompilerOptions();
  project.compilerOptions.set({ paths: { ...paths, '@resilint/runtime': [runtimeTypes] } });
  const before = new Map<string, readonly string[]>();
  const sourceAt = (file: string): SourceFile | undefined =>
    project.getSourceFile(join(root, file)) ??
    project.addSourceFileAtPathIfExists(join(root, file));
  return hasPackages(project)
    ? {
        newErrors: (file, text, texts) => {
          const known = before.get(file) ?? errorsOf(project, sourceAt(file));
          before.set(file, known);
          return withTexts(project, { root, file, text, texts }, () =>
            newAmong(errorsOf(project, sourceAt(file)), known),
          );
        },
      }
    : 'its packages are not installed';
}

/** Nothing is written, and what a project says about its output matters to nobody here. */
const compilerOptions = { noEmit: true, skipLibCheck: true, incremental: false, composite: false };

/** Without its packages everything imported is `any`, and any edit would pass. */
function hasPackages(project: Project): boolean {
  const files = project.getSourceFiles().slice(0, 200);
  const specifiers = files.flatMap((file) =>
    file.getImportDeclarations().map((declaration) => ({ declaration, file })),
  );
  const foreign = specifiers.filter(({ declaration }) => {
    const specifier = declaration.getModuleSpecifierValue();
    return /^[@a-z]/.test(specifier) && !isBuiltin(specifier);
  });
  if (foreign.length === 0) return true;
  const options = project.getCompilerOptions();
  return foreign.some(({ declaration, file }) => {
    const { resolvedModule } = ts.resolveModuleName(
      declaration.getModuleSpecifierValue(),
      file.getFilePath(),
      options,
      project.getModuleResolutionHost(),
    );
    return resolvedModule?.resolvedFileName.includes('/node_modules/') === true;
  });
}

interface Texts {
  readonly root: string;
  readonly file: string;
  readonly text: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** Does the work while the project has the edited texts, and takes them back. */
function withTexts<T>(project: Project, { root, file, text, texts }: Texts, work: () => T): T {
  const restore: (() => void)[] = [];
  for (const [name, other] of [...texts, [file, text] as const]) {
    const path = join(root, name);
    const present = project.getSourceFile(path) ?? project.addSourceFileAtPathIfExists(path);
    const former = present?.getFullText();
    const source = project.createSourceFile(path, other, { overwrite: true });
    restore.push(() => {
      if (former === undefined) project.removeSourceFile(source);
      else source.replaceWithText(former);
    });
  }
  try {
    return work();
  } finally {
    for (const back of restore.reverse()) back();
  }
}

/** A file that is not there has none. */
function errorsOf(project: Project, source: SourceFile | undefined): readonly string[] {
  // JavaScript that the configuration leaves out is none of its files, and asking about it throws.
  if (source === undefined || !isCompiled(project, source)) return [];
  return (
    source
      .getPreEmitDiagnostics()
      // What is wrong with the configuration is nobody's edit.
      .filter((one) => one.getSourceFile() !== undefined)
      .filter((one) => !CANNOT_FIND_MODULE.has(one.getCode()))
      .map((one) => {
        const message = ts.flattenDiagnosticMessageText(one.compilerObject.messageText, '\n');
        return `${String(one.getCode())} ${message}`;
      })
  );
}

const isCompiled = (project: Project, source: SourceFile): boolean =>
  project.getProgram().compilerObject.getSourceFile(source.getFilePath()) !== undefined;

/** Those that are there more often than before. */
function newAmong(now: readonly string[], before: readonly string[]): readonly string[] {
  const left = [...before];
  return now.filter((error) => {
    const index = left.indexOf(error);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

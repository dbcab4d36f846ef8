import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { Project, ts } from 'ts-morph';
import { ProgramVersions } from './program-versions.js';

/** The files of one tsconfig.json, with types. */
export interface TypedProject {
  /** Errors in a file, where files have these texts, that were not there before. */
  newErrors(file: string, texts: ReadonlyMap<string, string>): readonly string[];
  /** Its own files, tests among them; no declarations. */
  readonly files: readonly string[];
  /** Whether the expression that ends at an offset of a file has a type, and not any. */
  isTyped(file: string, end: number): boolean;
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
    project = new Project({
      ...{ tsConfigFilePath: join(root, config), compilerOptions },
      skipFileDependencyResolution: true,
    });
  } catch (error) {
    return `it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!hasPackages(project)) return 'its packages are not installed';
  const { paths } = project.getCompilerOptions();
  project.compilerOptions.set({ paths: { ...paths, '@resilint/runtime': [runtimeTypes] } });
  const versions = new ProgramVersions(project);
  return {
    files: ownFilesOf(versions.original, root),
    isTyped: (file, end) => isTyped(versions.original, join(root, file), end),
    newErrors: (file, texts) => {
      const path = join(root, file);
      const now = errorsOf(versions.with(atRoot(root, texts)), path);
      // What has none needs no comparison.
      return now.length === 0 ? [] : newAmong(now, errorsOf(versions.original, path));
    },
  };
}

const ownFilesOf = (program: ts.Program, root: string): readonly string[] =>
  program
    .getSourceFiles()
    .filter((one) => !one.isDeclarationFile && !program.isSourceFileFromExternalLibrary(one))
    .map(({ fileName }) => relative(root, fileName));

function isTyped(program: ts.Program, path: string, end: number): boolean {
  const source = program.getSourceFile(path);
  let node: ts.Node | undefined = source;
  while (node !== undefined && (node.getEnd() !== end || !ts.isExpression(node)))
    node = ts.forEachChild(node, (child): ts.Node | undefined =>
      child.getStart(source) < end && end <= child.getEnd() ? child : undefined,
    );
  if (node === undefined) return false;
  return (program.getTypeChecker().getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0;
}

const atRoot = (root: string, texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...texts].map(([file, text]) => [join(root, file), text]));

/** Nothing is written, and what a project says about its output matters to nobody here. */
const compilerOptions = {
  ...{ noEmit: true, skipLibCheck: true, incremental: false, composite: false },
  ...{ declaration: false, declarationMap: false },
};

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

/** A file that is not there has none, nor has JavaScript that the configuration leaves out. */
function errorsOf(program: ts.Program, path: string): readonly string[] {
  const source = program.getSourceFile(path);
  if (source === undefined) return [];
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .filter((one) => !CANNOT_FIND_MODULE.has(one.code))
    .map((one) => {
      const message = ts.flattenDiagnosticMessageText(one.messageText, '\n');
      return `${String(one.code)} ${message}`;
    });
}

/** Those that are there more often than before. */
function newAmong(now: readonly string[], before: readonly string[]): readonly string[] {
  const left = [...before];
  return now.filter((error) => {
    const index = left.indexOf(error);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

import { join, relative } from 'node:path';
import { ts } from 'ts-morph';
import { KeptAnswers } from '../../text/kept-answers.js';
import { oncePer } from '../../text/once.js';
import { CheckedFiles } from './checked-files.js';
import { compilationOf, hasPackages } from './compilation.js';
import { forgetsNarrowing, usesNarrowed, type Span } from './forgotten-narrowing.js';
import { ProgramVersions } from './program-versions.js';
import type { TypeFault } from './type-fault.js';

/** Texts of files, whether or not the project has them. */
export interface EditedTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Those of policies, in which each file has what it asks for, whatever others add. */
  readonly policies: ReadonlySet<string>;
}

/** The files of one tsconfig.json, with types. */
export interface TypedProject {
  /** Errors in files, where files have these texts, that were not there before; of those that have any. */
  newErrors(
    files: readonly string[],
    edited: EditedTexts,
  ): ReadonlyMap<string, readonly TypeFault[]>;
  /** Whether its own, older compiler would forget something if that span stood in a function. */
  forgets(file: string, span: Span): boolean;
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
  const compilation = compilationOf(join(root, config), runtimeTypes);
  if (typeof compilation === 'string') return compilation;
  if (!hasPackages(compilation)) return 'its packages are not installed';
  const versions = new ProgramVersions(compilation);
  const checked = new CheckedFiles(versions);
  const isOld = forgetsNarrowing(join(root, config));
  const absolute = (file: string): string => join(root, file);
  const placedAt = placing(root);
  return {
    get files() {
      return ownFilesOf(versions.original, root);
    },
    forgets: (file, span) => isOld && usesNarrowed(versions.original, join(root, file), span),
    isTyped: (file, end) => isTyped(versions.original, join(root, file), end),
    newErrors: (files, { texts, policies }) => {
      const [placed, growing] = [placedAt(texts), new Set([...policies].map(absolute))];
      const found = files.map((file) => {
        const path = absolute(file);
        const looked = { path, texts: placed, growing };
        const now = checked.of(looked, () => errorsOf(versions.with(placed), path));
        return { file, path, now };
      });
      // What has none needs no comparison, and no program of what it was.
      const faulty = found.filter(({ now }) => now.length > 0);
      const paths = faulty.map(({ path }) => path);
      const added = faulty.map(({ file, path, now }) => {
        const before = (): readonly TypeFault[] => errorsOf(versions.originalOf(paths), path);
        const old = originalErrors.of(versions, path, before);
        return [file, newAmong(now, old)] as const;
      });
      return new Map(added.filter(([, errors]) => errors.length > 0));
    },
  };
}

/** Errors that were there. */
const originalErrors = new KeptAnswers<ProgramVersions, readonly TypeFault[]>();

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

/** Texts by absolute path; many files are asked about under the same ones. */
const placing = (root: string): ((texts: Texts) => Texts) =>
  oncePer((texts) => new Map([...texts].map(([file, text]) => [join(root, file), text])));

type Texts = EditedTexts['texts'];

/** A file that is not there has none, nor has JavaScript that the configuration leaves out. */
function errorsOf(program: ts.Program, path: string): readonly TypeFault[] {
  const source = program.getSourceFile(path);
  if (source === undefined) return [];
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .filter((one) => !CANNOT_FIND_MODULE.has(one.code))
    .map((one) => {
      const message = ts.flattenDiagnosticMessageText(one.messageText, '\n');
      return { text: `${String(one.code)} ${message}`, start: one.start ?? 0 };
    });
}

/** Those that are there more often than before. */
function newAmong(now: readonly TypeFault[], before: readonly TypeFault[]): readonly TypeFault[] {
  const left = before.map(({ text }) => text);
  return now.filter(({ text }) => {
    const index = left.indexOf(text);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

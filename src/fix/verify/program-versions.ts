import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';

/** What is compiled, and how. */
export interface Compilation {
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
}

type Texts = ReadonlyMap<string, string>;

/**
 * A program with other texts in the place of what its files hold. Each is made of the one before it,
 * as most files stay; the one with no other texts only where somebody asks for it.
 */
export class ProgramVersions {
  readonly #compilation: Compilation;
  readonly #files: ts.CompilerHost;
  readonly #libraries: ReadonlyMap<string, ts.SourceFile>;
  readonly #parsed = { found: new SourceFiles(), edited: new SourceFiles() };
  readonly #imported = new Map<string, ReadonlySet<string>>();
  #original: ts.Program | undefined;
  /** The original one of some files, and all that matters to them. */
  #partly: { readonly paths: ReadonlySet<string>; readonly program: ts.Program } | undefined;
  /** That of the latest texts is kept beside the original one: both are asked in turn. */
  #latest: { readonly texts: Texts; readonly program: ts.Program } | undefined;

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
    this.#files = ts.createCompilerHost(compilation.options);
    this.#libraries = librariesOf(compilation.options);
  }

  /** With what the files hold. */
  get original(): ts.Program {
    return (this.#original ??= this.#programWith(new Map()));
  }

  /**
   * With what the files hold, for what is asked about some of them: of those that import others,
   * and of all that say something to every file, such as `declare global`.
   */
  originalOf(paths: readonly string[]): ts.Program {
    const latest = this.#latest?.program;
    if (this.#original !== undefined || latest === undefined) return this.original;
    if (
      this.#partly === undefined ||
      !paths.every((path) => this.#partly?.paths.has(path) === true)
    )
      this.#partly = {
        paths: new Set(paths),
        program: this.#program([...paths, ...globalFilesOf(latest)], new Map(), undefined),
      };
    return this.#partly.program;
  }

  /** With these texts, by absolute path. */
  with(texts: Texts): ts.Program {
    const latest = this.#latest;
    if (latest !== undefined && isSame(texts, latest.texts)) return latest.program;
    const program = this.#programWith(texts);
    this.#latest = { texts, program };
    return program;
  }

  /** Made of another one, as most files stay. */
  #programWith(texts: Texts): ts.Program {
    const roots = new Set([...this.#compilation.rootNames, ...texts.keys()]);
    return this.#program([...roots], texts, this.#latest?.program ?? this.#original);
  }

  #program(rootNames: readonly string[], texts: Texts, known: ts.Program | undefined): ts.Program {
    return ts.createProgram({
      ...{ rootNames, options: this.#compilation.options, host: this.#host(texts) },
      ...(known !== undefined && { oldProgram: known }),
    });
  }

  /** A file and all that it imports, itself or by others, without packages, in the latest program. */
  reachedFrom(path: string): ReadonlySet<string> {
    const reached = new Set([path]);
    // A set also visits what is added meanwhile.
    for (const file of reached) for (const one of this.#imported.get(file) ?? []) reached.add(one);
    return reached;
  }

  #host(texts: Texts): ts.CompilerHost {
    const folder = [...this.#libraries.keys()].map((path) => posix.dirname(path))[0] ?? '.';
    const host: ts.CompilerHost = {
      ...this.#files,
      fileExists: (path) => texts.has(path) || this.#files.fileExists(path),
      readFile: (path) => texts.get(path) ?? this.#files.readFile(path),
      getSourceFile: (path, language) => this.#libraries.get(path) ?? parse(path, language),
      getDefaultLibLocation: () => folder,
      getDefaultLibFileName: (options) => posix.join(folder, ts.getDefaultLibFileName(options)),
      writeFile: () => undefined,
    };
    const parse = (path: string, language: Language): ts.SourceFile | undefined => {
      const text = texts.get(path);
      return text === undefined
        ? this.#parsed.found.of(path, () => this.#files.readFile(path), language)
        : this.#parsed.edited.of(path, () => text, language);
    };
    return { ...host, resolveModuleNameLiterals: this.#resolving(host) };
  }

  /** Says what modules are, and keeps which of them are no packages. */
  #resolving(host: ts.CompilerHost): NonNullable<ts.CompilerHost['resolveModuleNameLiterals']> {
    const known = ts.createModuleResolutionCache(
      host.getCurrentDirectory(),
      (path) => host.getCanonicalFileName(path),
      this.#compilation.options,
    );
    return (literals, ...[file, reference, options, source]) => {
      const found = literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(source, literal, options);
        const { text } = literal;
        return ts.resolveModuleName(text, file, options, host, known, reference, mode);
      });
      const own = found.flatMap(({ resolvedModule }) =>
        resolvedModule === undefined || resolvedModule.isExternalLibraryImport === true
          ? []
          : [resolvedModule.resolvedFileName],
      );
      // With other texts it may import less.
      this.#imported.set(file, new Set([...(this.#imported.get(file) ?? []), ...own]));
      return found;
    };
  }
}

type Language = ts.ScriptTarget | ts.CreateSourceFileOptions;

/** A text is parsed once, so that a program can be made of what the one before it has. */
class SourceFiles {
  readonly #parsed = new Map<string, ts.SourceFile>();

  of(path: string, read: () => string | undefined, language: Language): ts.SourceFile | undefined {
    const text = read();
    const known = this.#parsed.get(path);
    if (text === undefined || known?.text === text) return text === undefined ? undefined : known;
    const parsed = ts.createSourceFile(path, text, language);
    this.#parsed.set(path, parsed);
    return parsed;
  }
}

/** Files that say something to others which do not import them. */
const globalFilesOf = (program: ts.Program): readonly string[] =>
  program
    .getSourceFiles()
    .filter((one) => !program.isSourceFileDefaultLibrary(one))
    .filter((one) => !ts.isExternalModule(one) || /\bdeclare\s+(?:global|module)\b/.test(one.text))
    .map(({ fileName }) => fileName);

/** What the compiler brings along, which is in no folder here. */
function librariesOf(options: ts.CompilerOptions): ReadonlyMap<string, ts.SourceFile> {
  const compilerOptions = { ...options, types: [] };
  const project = new Project({ compilerOptions, skipFileDependencyResolution: true });
  project.createSourceFile('/empty.ts', '');
  const program = project.getProgram().compilerObject;
  const libraries = program
    .getSourceFiles()
    .filter((one) => program.isSourceFileDefaultLibrary(one));
  return new Map(libraries.map((one) => [one.fileName, one]));
}

const isSame = (one: Texts, two: Texts): boolean =>
  one === two ||
  (one.size === two.size && [...one].every(([path, text]) => two.get(path) === text));

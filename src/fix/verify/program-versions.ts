import { posix } from 'node:path';
import { ts, type Project } from 'ts-morph';

/** A program, and what it is with other texts, each made of the one before it: most files stay. */
export class ProgramVersions {
  readonly original: ts.Program;
  readonly #files: ts.ModuleResolutionHost;
  readonly #parsed = new Map<string, ts.SourceFile>();
  #latest: ts.Program;
  #texts: ReadonlyMap<string, string> = new Map();

  constructor(project: Project) {
    this.original = project.getProgram().compilerObject;
    this.#files = project.getModuleResolutionHost();
    this.#latest = this.original;
  }

  /** With these texts, by absolute path, in the place of what the files hold. */
  with(texts: ReadonlyMap<string, string>): ts.Program {
    if (isSame(texts, this.#texts)) return this.#latest;
    this.#texts = texts;
    this.#latest = ts.createProgram({
      rootNames: [...new Set([...this.original.getRootFileNames(), ...texts.keys()])],
      options: this.original.getCompilerOptions(),
      host: this.#host(texts),
      oldProgram: this.#latest,
    });
    return this.#latest;
  }

  #host(texts: ReadonlyMap<string, string>): ts.CompilerHost {
    const { original } = this;
    const files = this.#files;
    const library = original
      .getSourceFiles()
      .find((one) => original.isSourceFileDefaultLibrary(one));
    const libraries = posix.dirname(library?.fileName ?? '.');
    const readFile = (path: string): string | undefined => texts.get(path) ?? files.readFile(path);
    return {
      ...files,
      fileExists: (path) => texts.has(path) || files.fileExists(path),
      readFile,
      getSourceFile: (path, language) =>
        (texts.has(path) ? undefined : original.getSourceFile(path)) ??
        this.#parse(path, readFile(path), language),
      getDefaultLibLocation: () => libraries,
      getDefaultLibFileName: (options) => posix.join(libraries, ts.getDefaultLibFileName(options)),
      getCurrentDirectory: () => original.getCurrentDirectory(),
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
    };
  }

  /** A text is parsed once, so that a program can be made of what the one before it has. */
  #parse(
    path: string,
    text: string | undefined,
    language: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    if (text === undefined) return undefined;
    const known = this.#parsed.get(path);
    if (known?.text === text) return known;
    const parsed = ts.createSourceFile(path, text, language);
    this.#parsed.set(path, parsed);
    return parsed;
  }
}

const isSame = (one: ReadonlyMap<string, string>, two: ReadonlyMap<string, string>): boolean =>
  one.size === two.size && [...one].every(([path, text]) => two.get(path) === text);

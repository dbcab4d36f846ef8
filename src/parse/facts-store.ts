import type { FileTree } from '../io/file-tree.js';
import { folderTree } from '../io/folder-tree.js';
import { readFailure } from '../io/read-text.js';
import type { FailedFile, Repository, SetAsideFile } from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { sha256 } from '../text/sha256.js';
import { mayHoldDirective } from './directives.js';
import type { FileFacts } from './facts.js';
import { parseFile, type ParsedFile } from './parse-file.js';
import { classifyContent } from './read-source.js';
import { ParserPool } from './threads/parser-pool.js';

/** Facts of the files of a repository, parsed when first asked for. */
export class FactsStore {
  readonly #repository: Repository;
  readonly #tree: FileTree;
  readonly #facts = new Map<string, FileFacts | undefined>();
  readonly #failed = new Map<string, FailedFile>();
  readonly #setAside = new Map<string, SetAsideFile>();
  readonly #hashes = new Map<string, string>();
  readonly #known: ReadonlySet<string>;
  readonly #cache: FactsCache | null;
  readonly #suppressing = new Set<string>();

  constructor(
    repository: Repository,
    { cache = null, tree = folderTree(repository.root) }: FactsStoreOptions = {},
  ) {
    this.#repository = repository;
    this.#tree = tree;
    this.#cache = cache;
    this.#known = new Set([
      ...repository.sources.map(({ file }) => file),
      ...repository.setAside.filter(({ resolvable }) => resolvable).map(({ file }) => file),
    ]);
  }

  /** Facts of a source or resolvable set-aside file; undefined when it has none. */
  get(file: string): FileFacts | undefined {
    const known = this.#facts.get(file);
    if (known !== undefined || this.#facts.has(file)) return known;
    const facts = this.#known.has(file) ? this.#load(file) : undefined;
    this.#facts.set(file, facts);
    return facts;
  }

  /** Reads the facts of these files now, on several threads where there are many. */
  getAll(files: readonly string[], onFile: (file: string) => void): void {
    const pool = new ParserPool();
    const opened = files.flatMap((file): readonly Settling[] => {
      onFile(file);
      return this.#begin(file, pool);
    });
    const parsed = pool.finish();
    for (const one of opened) {
      const result = parsed.get(one.file);
      if (result !== undefined) this.#facts.set(one.file, this.#settled(one, result));
    }
  }

  /** Facts of every source that is searched for calls, in order of file name. */
  *all(): Iterable<FileFacts> {
    for (const { file } of this.#repository.sources) {
      const facts = this.get(file);
      if (facts !== undefined && !this.#setAside.has(file)) yield facts;
    }
  }

  /** SHA-256 of the text that the facts of a file were read from. */
  hash(file: string): string {
    const hash = this.#hashes.get(file);
    if (hash === undefined) throw new Error(`no facts were read from ${file}`);
    return hash;
  }

  /** The text that the facts of a file were read from; undefined, and a failure, where it is gone. */
  text(file: string): string | undefined {
    const text = this.#read(file);
    if (text === undefined || sha256(text) === this.#hashes.get(file)) return text;
    this.#failed.set(file, { file, message: 'changed while it was scanned: scan again' });
    return undefined;
  }

  /** The text of a data file; discovery has said which of them cannot be read. */
  dataText(file: string): string {
    try {
      return this.#tree.readText(file);
    } catch {
      return '';
    }
  }

  get failed(): readonly FailedFile[] {
    return [...this.#failed.values()];
  }

  /** Files set aside for what is in them. */
  get setAside(): readonly SetAsideFile[] {
    return [...this.#setAside.values()];
  }

  /** Sources that seem to hold a comment which silences a rule, in order of file name. */
  get suppressing(): readonly string[] {
    return [...this.#suppressing].sort(compareText);
  }

  #load(file: string): FileFacts | undefined {
    const opened = this.#open(file);
    return opened && this.#settled(opened, opened.cached ?? parseFile(file, opened.text));
  }

  /** What is parsed, unless it was before; undefined where the file has no facts. */
  #open(file: string): OpenedFile | undefined {
    const text = this.#read(file);
    if (text === undefined) return undefined;
    const reason = classifyContent(file, text);
    if (reason !== undefined) {
      const resolvable = reason === 'generated';
      this.#setAside.set(file, { file, reason, resolvable });
      if (!resolvable) return undefined;
    }
    const hash = sha256(text);
    this.#hashes.set(file, hash);
    const facts = this.#cache?.get(file, hash);
    const silences = mayHoldDirective(text);
    return { file, text, hash, silences, ...(facts && { cached: { ok: true, facts } }) };
  }

  /** Gives the pool what must be parsed; settles what need not be. */
  #begin(file: string, pool: ParserPool): readonly Settling[] {
    if (this.#facts.has(file)) return [];
    const opened = this.#known.has(file) ? this.#open(file) : undefined;
    if (opened?.cached !== undefined || opened === undefined) {
      this.#facts.set(file, opened?.cached && this.#settled(opened, opened.cached));
      return [];
    }
    const { text, ...rest } = opened;
    pool.add(file, text);
    return [rest];
  }

  #read(file: string): string | undefined {
    try {
      return this.#tree.readText(file);
    } catch (error) {
      this.#failed.set(file, { file, message: readFailure(error) });
      return undefined;
    }
  }

  #settled({ file, hash, silences, cached }: Settling, parsed: ParsedFile): FileFacts | undefined {
    if (!parsed.ok) {
      this.#failed.set(file, parsed.failure);
      return undefined;
    }
    if (cached === undefined) this.#cache?.set(file, hash, parsed.facts);
    if (silences) this.#suppressing.add(file);
    return parsed.facts;
  }
}

interface OpenedFile {
  readonly file: string;
  readonly text: string;
  readonly hash: string;
  /** Whether it seems to hold a comment that silences a rule. */
  readonly silences: boolean;
  /** What an earlier run parsed. */
  readonly cached?: ParsedFile;
}

/** Texts are let go of as soon as they are parsed. */
type Settling = Omit<OpenedFile, 'text'>;

export interface FactsStoreOptions {
  readonly cache?: FactsCache | null;
  /** Where the files are read from: the folder on disk unless said otherwise. */
  readonly tree?: FileTree;
}

/** Facts of earlier runs, by the hash of what they were read from. */
export interface FactsCache {
  get(file: string, hash: string): FileFacts | undefined;
  set(file: string, hash: string, facts: FileFacts): void;
  /** Called once nothing more is asked for. */
  save(): void;
}

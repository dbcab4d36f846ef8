import type { Platform, Repository } from '../../model/repository.js';
import type { BindingFact, Expression, FileFacts } from '../../parse/facts.js';
import { CircularAnswers } from '../../text/circular-answers.js';
import type { Importers } from './programs-of-files.js';

/** What runs the code of a file, where that is not Node, and the file that says so. */
export interface Runtime {
  readonly name: Platform['runtime'] | 'edge';
  readonly file: string;
}

/** Node, as far as nothing tells otherwise. */
type Found = Runtime | null;

interface Asked {
  readonly repository: Repository;
  readonly importers: () => Importers;
  facts(file: string): FileFacts | undefined;
}

/** Which runtime the code of files is written for. */
export class Runtimes {
  readonly #asked: Asked;
  readonly #known = new CircularAnswers<Found | 'open'>('open');
  /** Those of inner folders first. */
  readonly #platforms: readonly Platform[];
  readonly #sources: ReadonlySet<string>;

  constructor(asked: Asked) {
    this.#asked = asked;
    const { platforms = [], sources } = asked.repository;
    this.#platforms = platforms.toSorted((one, other) => other.dir.length - one.dir.length);
    this.#sources = new Set(sources.map(({ file }) => file));
  }

  of(file: string): Found {
    const found = this.#of(file);
    return found === 'open' ? null : found;
  }

  #of(file: string): Found | 'open' {
    return this.#known.of(file, () => this.#declared(file) ?? this.#byImporters(file));
  }

  #declared(file: string): Found {
    const facts = this.#asked.facts(file);
    if (facts !== undefined && isOfEdge(facts)) return { name: 'edge', file };
    const platform = this.#platforms.find(({ dir }) => dir === '.' || file.startsWith(`${dir}/`));
    if (platform === undefined) return null;
    const { main, runtime: name, file: by } = platform;
    // What is built elsewhere, or by a framework, is made of all that the folder holds.
    const isAll = main === undefined || !this.#sources.has(main);
    return isAll || main === file ? { name, file: by } : null;
  }

  /** What only code of one runtime imports runs there. */
  #byImporters(file: string): Found | 'open' {
    const all = (this.#asked.importers().get(file) ?? []).map((one) => this.#of(one));
    const found = all.filter((one) => one !== 'open');
    const [first] = found;
    if (first == null) return all.length > 0 && found.length === 0 ? 'open' : null;
    return found.every((one) => one?.name === first.name) ? first : null;
  }
}

const EDGE = /^(experimental-)?edge$/;

/** `export const runtime = 'edge'`, `export const config = { runtime: 'edge' }`. */
function isOfEdge({ exports, bindings }: FileFacts): boolean {
  return exports.some(({ name, binding }) => {
    const value = binding === undefined ? undefined : valueOf(bindings[binding]);
    if (name === 'runtime') return isEdge(value);
    if (name !== 'config' || value?.kind !== 'object') return false;
    return value.properties.some((one) => one.key === 'runtime' && isEdge(plain(one.value)));
  });
}

const valueOf = (binding: BindingFact | undefined): Expression | undefined =>
  binding?.value === undefined ? undefined : plain(binding.value);

const plain = (value: Expression): Expression =>
  value.kind === 'cast' ? plain(value.value) : value;

const isEdge = (value: Expression | undefined): boolean =>
  value?.kind === 'literal' && EDGE.test(String(value.value));

import type { Evidence } from '../model/location.js';
import type { Repository, RepositoryPackage } from '../model/repository.js';
import type { CallFact, Expression, FileFacts, FunctionId } from '../parse/facts.js';
import { importersOf } from '../detect/contexts/importers.js';
import { lastName } from '../resolve/indexes/callee-names.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Place, Value } from '../resolve/values.js';
import { CircularAnswers } from '../text/circular-answers.js';
import { KeptAnswers } from '../text/kept-answers.js';
import { once } from '../text/once.js';
import { positionAt } from '../text/positions.js';
import type { FunctionPlace, Mark, Point } from './code/points.js';
import { CodeMap } from './code/code-map.js';
import type { LookUp } from './settings/found-setting.js';
import { Makers } from './settings/makers.js';
import type { SettingPlace, Setup } from './settings/places.js';
import { KeptHandlers } from './code/kept-handlers.js';
import { NameIndex } from './code/name-index.js';
import { Runtimes } from './code/runtimes.js';
import { ProgramsOfFiles, type Importers } from './code/programs-of-files.js';
import type { Layer } from './surroundings/layers.js';
import type { Surveyor } from './surroundings/surveyor.js';
import { Targets } from './code/targets.js';

export interface JudgingInput {
  readonly resolver: Resolver;
  readonly repository: Repository;
  readonly allFacts: () => Iterable<FileFacts>;
  readonly survey: (judging: Judging) => Surveyor;
  /** Whether a file is a script, as far as that is known. */
  readonly isScript?: (file: string) => boolean;
  /** Whether a file runs in browsers, as far as that is known. */
  readonly isPage?: (file: string) => boolean;
  /** Whether nothing uses the code that a function is, as far as that is known. */
  readonly isUnused?: (facts: FileFacts, id: FunctionId) => boolean;
  /** Shared by those that judge the same sources. */
  readonly names?: NameIndex;
}

/** What every part of judging asks: the facts, what encloses what, and where values come from. */
export class Judging {
  readonly resolver: Resolver;
  readonly repository: Repository;
  readonly names: NameIndex;
  readonly survey: Surveyor;
  readonly targets: Targets;
  readonly isScript: (file: string) => boolean;
  readonly isPage: (file: string) => boolean;
  readonly isUnused: (facts: FileFacts, id: FunctionId) => boolean;
  /** The files that import a file, by the file. */
  readonly importers: () => Importers;
  readonly programs: ProgramsOfFiles;
  readonly runtimes: Runtimes;
  readonly kept = new KeptHandlers();
  /** Keys of the functions by which work enters. */
  readonly handlers = new Set<string>();
  /** Files that no program loads. */
  readonly unloaded = new Set<string>();
  readonly allFacts: () => Iterable<FileFacts>;
  readonly makers = new Makers();
  readonly lookUps = new KeptAnswers<Expression, LookUp>();
  readonly setups = new KeptAnswers<SettingPlace, readonly Setup[]>();
  /** What functions of the repository put around what they are handed, by parameter. */
  readonly wrappers = new CircularAnswers<readonly Layer[]>([]);
  readonly #packageDirs: ReadonlyMap<string, string>;
  readonly #dependencies = new Map<string, ReadonlySet<string>>();
  readonly #maps = new Map<string, CodeMap | null>();

  constructor({ resolver, repository, allFacts, survey, names, ...known }: JudgingInput) {
    this.resolver = resolver;
    this.repository = repository;
    this.names = names ?? new NameIndex(allFacts);
    this.allFacts = allFacts;
    this.survey = survey(this);
    this.targets = new Targets(this);
    this.isScript = known.isScript ?? (() => false);
    this.isPage = known.isPage ?? (() => false);
    this.isUnused = known.isUnused ?? (() => false);
    const facts = { get: (file: string) => resolver.facts(file) };
    this.importers = once(() => importersOf(repository, facts, resolver.modules));
    this.programs = new ProgramsOfFiles(this.importers);
    this.runtimes = new Runtimes(this);
    this.#packageDirs = new Map(
      repository.sources.map(({ file, packageDir }) => [file, packageDir]),
    );
  }

  map(file: string): CodeMap | null {
    const known = this.#maps.get(file);
    if (known !== undefined) return known;
    const facts = this.resolver.facts(file);
    const made =
      facts === undefined ? null : new CodeMap(facts, this.resolver.catalog.failureNames());
    this.#maps.set(file, made);
    return made;
  }

  facts(file: string): FileFacts | undefined {
    return this.resolver.facts(file);
  }

  call({ file, call }: Point): CallFact | undefined {
    return this.facts(file)?.calls[call];
  }

  /** Values of an expression in the body of a function, whatever it is called with. */
  values(expression: Expression, { file, function: id }: FunctionPlace): readonly Value[] {
    return this.resolver.evaluate(expression, { file, function: id, class: null, frame: null });
  }

  callees(point: Point): readonly Value[] {
    return this.resolver.calleeValues(point.file, point.call);
  }

  package(file: string): RepositoryPackage | undefined {
    const dir = this.#packageDirs.get(file);
    return this.repository.packages.find((one) => one.dir === dir);
  }

  /** The package a file belongs to, with the names of what it and the root package depend on. */
  owner(file: string): { readonly dir: string; readonly dependencies: ReadonlySet<string> } {
    const dir = this.#packageDirs.get(file) ?? '.';
    let dependencies = this.#dependencies.get(dir);
    if (dependencies === undefined) {
      const owners = this.repository.packages.filter((one) => one.dir === dir || one.dir === '.');
      dependencies = new Set(owners.flatMap(({ ranges }) => Object.keys(ranges)));
      this.#dependencies.set(dir, dependencies);
    }
    return { dir, dependencies };
  }

  /** The file as its package sees it, with the package in front: what identities are made of. */
  packageFile(file: string): string {
    const dir = this.#packageDirs.get(file) ?? '.';
    return `${dir}\0${dir === '.' ? file : file.slice(dir.length + 1)}`;
  }

  /** What is known of the version of a package that a file uses. */
  version(file: string, packageName: string): { readonly exact?: string; readonly range?: string } {
    const dir = this.#packageDirs.get(file);
    const own = this.repository.packages.find((one) => one.dir === dir);
    const root = this.repository.packages.find((one) => one.dir === '.');
    const exact = own?.versions[packageName] ?? root?.versions[packageName];
    const range = own?.ranges[packageName] ?? root?.ranges[packageName];
    return { ...(exact !== undefined && { exact }), ...(range !== undefined && { range }) };
  }

  evidence({ file, start, what }: Mark): Evidence {
    return { file, ...positionAt(this.facts(file)?.lineStarts ?? [0], start), what };
  }
}

export const placeOf = (file: string, call: CallFact): Place => ({
  file,
  function: call.function,
  class: call.class,
  frame: null,
});

/** "Promise.all" for a call of a global's member, else null. */
export function globalMember({ callee }: CallFact): string | null {
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return null;
  return callee.object.binding === null ? `${callee.object.name}.${callee.property ?? ''}` : null;
}

/** The name of a called global such as `setTimeout` or the class of `new Promise(…)`. */
export const globalName = ({ callee }: CallFact): string | null =>
  callee.kind === 'name' && callee.binding === null ? callee.name : null;

export const isNewPromise = (call: CallFact | undefined): boolean =>
  call?.form === 'new' && globalName(call) === 'Promise';

export const memberName = ({ callee }: CallFact): string | null =>
  callee.kind === 'member' ? lastName(callee) : null;

export const isTimerCall = (call: CallFact): boolean =>
  /^(setTimeout|setInterval|setImmediate|queueMicrotask)$/.test(globalName(call) ?? '') ||
  globalMember(call) === 'process.nextTick';

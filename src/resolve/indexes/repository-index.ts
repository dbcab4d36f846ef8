import type {
  CallFact,
  ClassId,
  FileFacts,
  FunctionId,
  NameExpression,
  WriteFact,
} from '../../parse/facts.js';
import { AttachmentIndex } from './attachment-index.js';
import { BindingIndex } from './binding-index.js';
import { CallerIndex } from './caller-index.js';
import { ClassIndex } from './class-index.js';
import type { Engine } from '../engine.js';
import { FileIndex } from './file-index.js';
import { HandedIndex } from './handed-index.js';
import type {
  AttachedValue,
  Caller,
  ClassPlace,
  CommonJsExports,
  DeclaredLiteral,
  HandedPlace,
  PlacedFile,
  Provision,
  SharedContext,
  Holder,
  RepositoryKnowledge,
  WrittenValue,
} from '../knowledge.js';
import { LiteralIndex } from './literal-index.js';
import { MethodIndex } from './method-index.js';
import type { MethodPlace } from './method-places.js';
import { pluginRegistrations } from '../given/plugin-options.js';
import { PlacedFiles } from './placed-files.js';
import { ProviderIndex } from './provider-index.js';
import { sharedContexts } from '../given/shared-contexts.js';
import type { Value } from '../values.js';

/** One way in to the indexes, each of which is made when it is first asked. */
export class RepositoryIndex implements RepositoryKnowledge {
  readonly #files = new Map<string, FileIndex>();
  readonly #facts: (file: string) => FileFacts | undefined;
  readonly #callers: CallerIndex;
  readonly #binders: BindingIndex;
  readonly #handed: HandedIndex;
  readonly #classes: ClassIndex;
  readonly #providers: ProviderIndex;
  readonly #attachments: AttachmentIndex;
  readonly #literals: LiteralIndex;
  readonly #methods: MethodIndex;
  readonly #placed: PlacedFiles;
  readonly #all: () => Iterable<FileFacts>;
  readonly #engine: Engine;
  #contexts: readonly SharedContext[] | undefined;
  #plugins: ReturnType<typeof pluginRegistrations> | undefined;

  constructor(engine: Engine, all: () => Iterable<FileFacts>) {
    this.#engine = engine;
    this.#facts = (file) => engine.facts(file);
    this.#callers = new CallerIndex(engine, all);
    this.#binders = new BindingIndex(engine, all);
    this.#handed = new HandedIndex(engine, all);
    this.#classes = new ClassIndex(engine, all);
    this.#providers = new ProviderIndex(engine, all);
    this.#attachments = new AttachmentIndex(all);
    this.#literals = new LiteralIndex(all);
    this.#methods = new MethodIndex(engine.catalog, all);
    this.#placed = new PlacedFiles(all);
    this.#all = all;
  }

  #file(file: string): FileIndex | undefined {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const facts = this.#facts(file);
    if (facts === undefined) return undefined;
    const made = new FileIndex(facts);
    this.#files.set(file, made);
    return made;
  }

  writesTo(
    file: string,
    { name, binding }: NameExpression,
    property: string,
  ): readonly WriteFact[] {
    return this.#file(file)?.writesTo(name, binding, property) ?? [];
  }

  computedWritesTo(file: string, { name, binding }: NameExpression): readonly WriteFact[] {
    return this.#file(file)?.writesTo(name, binding, null) ?? [];
  }

  thisWrites(file: string, classId: ClassId, property: string): readonly WriteFact[] {
    return this.#file(file)?.thisWrites(classId, property) ?? [];
  }

  staticWrites(owner: ClassPlace, property: string): readonly WrittenValue[] {
    return this.#file(owner.file)?.staticWrites(owner.class, property) ?? [];
  }

  thisOfFunction(file: string, id: FunctionId): readonly Value[] {
    return this.#file(file)?.thisOfFunction(id) ?? [];
  }

  functionMembers(file: string, id: FunctionId, property: string): readonly WrittenValue[] {
    return this.#file(file)?.functionMembers(id, property) ?? [];
  }

  constructedMembers(file: string, id: FunctionId, property: string): readonly WrittenValue[] {
    return this.#file(file)?.constructedMembers(id, property) ?? [];
  }

  handedTo(file: string, id: FunctionId): readonly HandedPlace[] {
    return this.#file(file)?.handedTo(id) ?? [];
  }

  handedOutside(file: string, id: FunctionId): readonly HandedPlace[] {
    return this.#handed.placesOf(file, id);
  }

  resultHandedTo(file: string, call: CallFact): readonly HandedPlace[] {
    return this.#file(file)?.resultHandedTo(call) ?? [];
  }

  resultHandedOutside(file: string, call: CallFact): readonly HandedPlace[] {
    return this.#handed.resultPlaces(file, call);
  }

  methodPlaces(file: string, id: FunctionId): readonly MethodPlace[] {
    const facts = this.#facts(file);
    return facts === undefined ? [] : this.#methods.placesOf(facts, id);
  }

  methodsNamed(name: string): readonly MethodPlace[] {
    return this.#methods.named(name);
  }

  callsOfParameter(file: string, id: FunctionId, index: number): readonly CallFact[] {
    return this.#file(file)?.callsOfParameter(id, index) ?? [];
  }

  commonJsExports(file: string): CommonJsExports {
    return this.#file(file)?.commonJsExports() ?? { members: new Map(), whole: [] };
  }

  placedFiles(below: string): readonly PlacedFile[] {
    return this.#placed.below(below);
  }

  functionNames(file: string, id: FunctionId): ReadonlySet<string> {
    return this.#file(file)?.functionNames(id) ?? new Set();
  }

  callersOf(file: string, id: FunctionId, most?: number): readonly Caller[] {
    return this.#callers.callersOf(file, id, most);
  }

  bindersOf(file: string, id: FunctionId): readonly Caller[] {
    return this.#binders.bindersOf(file, id);
  }

  subclassesOf(owner: ClassPlace): readonly ClassPlace[] {
    return this.#classes.subclassesOf(owner);
  }

  descendantsOf(owner: ClassPlace): readonly ClassPlace[] {
    return this.#classes.descendantsOf(owner);
  }

  implementersOf(name: string): readonly ClassPlace[] {
    return this.#classes.implementersOf(name);
  }

  literalsOf(name: string): readonly DeclaredLiteral[] {
    return this.#literals.literalsOf(name);
  }

  pluginRegistrations(): ReturnType<typeof pluginRegistrations> {
    this.#plugins ??= pluginRegistrations(this.#all());
    return this.#plugins;
  }

  /** Those known so far where it is asked while they are looked for. */
  sharedContexts(): readonly SharedContext[] {
    if (this.#contexts === undefined) {
      this.#contexts = [];
      this.#contexts = sharedContexts(this.#engine, this.#all());
    }
    return this.#contexts;
  }

  injected(token: string): readonly Value[] {
    return this.#providers.provided(token);
  }

  provisions(token: string): readonly Provision[] {
    return this.#providers.provisions(token);
  }

  attached(holder: Holder, name: string): readonly AttachedValue[] {
    return this.#attachments.attached(holder, name);
  }

  registersByName(): boolean {
    return this.#providers.registersByName();
  }

  isFactory(file: string, id: FunctionId): boolean {
    return this.#providers.isFactory(file, id);
  }

  registeredByName(name: string): readonly Value[] {
    return this.#providers.registeredByName(name);
  }
}

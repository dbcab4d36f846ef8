import type { ClientEntry } from '../model/catalog.js';
import type { SharingFact } from '../model/catalog-parts.js';
import type {
  CallFact,
  CallId,
  ClassId,
  Expression,
  FunctionId,
  NameExpression,
  TypeFact,
  WriteFact,
} from '../parse/facts.js';
import type { MethodPlace } from './indexes/method-places.js';
import type { ObjectValue, Place, Value } from './values.js';

/** A call that may reach a function, and where it stands. */
export interface Caller {
  readonly file: string;
  readonly call: CallFact;
  readonly function: FunctionId;
  readonly class: ClassId | null;
}

/** An argument of a call. */
export interface HandedPlace {
  readonly file: string;
  readonly call: CallId;
  readonly index: number;
}

export interface ClassPlace {
  readonly file: string;
  readonly class: ClassId;
}

/** An expression that is stored somewhere, and where it is evaluated. */
export interface WrittenValue {
  readonly value: Expression;
  readonly place: Place;
}

/** An object literal, and the type it was declared to be of. */
export interface DeclaredLiteral extends WrittenValue {
  readonly type: TypeFact;
}

/** What a framework hands to each of its handlers beside what they were asked. */
export interface SharedContext {
  readonly client: ClientEntry;
  readonly shares: SharingFact;
  /** The member of the parameter that holds it; null where it is the parameter. */
  readonly member: string | null;
  readonly expression: Expression;
  readonly place: Place;
}

/** What a container is given for a token, and the file that gives it. */
export interface Provision {
  readonly file: string;
  readonly values: readonly Value[];
}

/** A file that stands for a name by where it lies. */
export interface PlacedFile {
  readonly file: string;
  /** The folder that its place is told from: "" or ending in a slash. */
  readonly root: string;
  /** From the outermost folder inwards. */
  readonly names: readonly string[];
}

export interface CommonJsExports {
  readonly members: ReadonlyMap<string, readonly WrittenValue[]>;
  readonly whole: readonly WrittenValue[];
}

/**
 * What services hang on their web framework's objects, to be read in other files under the same
 * name: `app.locals.db` (Express), `app.context.redis`, `ctx.db` and `ctx.state.http` (Koa),
 * `fastify.decorate('pool', …)`, `app.set('http', …)`, `req.db = …` and `decorateRequest`,
 * `server.app.cache = …`, `server.expose('http', …)` and `decorate('toolkit', …)` (hapi); and the
 * sections of their configuration: `registerAs('database', () => ({ … }))` and
 * `ConfigModule.forRoot({ load: [() => ({ database: { … } })] })` (Nest), and the tokens of clients whose
 * transactions are handed out: `new TransactionalAdapterPrisma({ prismaInjectionToken: PrismaService })`.
 */
export type Holder =
  | 'locals'
  | 'context'
  | 'state'
  | 'decorate'
  | 'application'
  | 'request'
  | 'reply'
  | 'exposed'
  | 'set'
  | 'section'
  | 'configuration'
  | 'transactions';

/** Something that is hung on an object of a framework. */
export interface AttachedValue extends WrittenValue {
  /** The value is a function that is asked for what is hung there. */
  readonly asked: boolean;
}

/** What the whole repository says about one of its functions, classes, names or tokens. */
export interface RepositoryKnowledge {
  /** Writes to `object.property` in the object's file. */
  writesTo(file: string, object: NameExpression, property: string): readonly WriteFact[];
  /** Writes to `object[key]` whose key no literal tells. */
  computedWritesTo(file: string, object: NameExpression): readonly WriteFact[];
  thisWrites(file: string, classId: ClassId, property: string): readonly WriteFact[];
  staticWrites(owner: ClassPlace, property: string): readonly WrittenValue[];
  thisOfFunction(file: string, id: FunctionId): readonly Value[];
  functionMembers(file: string, id: FunctionId, property: string): readonly WrittenValue[];
  constructedMembers(file: string, id: FunctionId, property: string): readonly WrittenValue[];
  /** Calls of the same file that a named function is an argument of. */
  handedTo(file: string, id: FunctionId): readonly HandedPlace[];
  /** Calls of other files that are given a function by its name. */
  handedOutside(file: string, id: FunctionId): readonly HandedPlace[];
  /** Calls that are given what this one returns, at once or by the name that keeps it. */
  resultHandedTo(file: string, call: CallFact): readonly HandedPlace[];
  /** Calls of other files that may be given it, by the name that keeps it. */
  resultHandedOutside(file: string, call: CallFact): readonly HandedPlace[];
  /** Where a function is put for someone else to call it. */
  methodPlaces(file: string, id: FunctionId): readonly MethodPlace[];
  /** Where functions are put under a name. */
  methodsNamed(name: string): readonly MethodPlace[];
  callsOfParameter(file: string, id: FunctionId, index: number): readonly CallFact[];
  commonJsExports(file: string): CommonJsExports;
  /** Files that stand for names by where they lie, by the pattern that says where. */
  placedFiles(below: string): readonly PlacedFile[];
  /** Names a function is known by in its file. */
  functionNames(file: string, id: FunctionId): ReadonlySet<string>;
  /** Of calls with the function's name, no more than `most` are looked at. */
  callersOf(file: string, id: FunctionId, most?: number): readonly Caller[];
  /** Calls that give the function its first arguments for later; what they bind `this` to stands first. */
  bindersOf(file: string, id: FunctionId): readonly Caller[];
  subclassesOf(owner: ClassPlace): readonly ClassPlace[];
  /** Subclasses and theirs, each once. */
  descendantsOf(owner: ClassPlace): readonly ClassPlace[];
  implementersOf(name: string): readonly ClassPlace[];
  /** Object literals that are declared to be of a type of the name. */
  literalsOf(name: string): readonly DeclaredLiteral[];
  /** Object literals that hand a plugin over with its options. */
  pluginRegistrations(): readonly Pick<ObjectValue, 'expression' | 'place'>[];
  /** What frameworks hand to each of their handlers. */
  sharedContexts(): readonly SharedContext[];
  injected(token: string): readonly Value[];
  /** The same, by the files that provide it. */
  provisions(token: string): readonly Provision[];
  attached(holder: Holder, name: string): readonly AttachedValue[];
  registersByName(): boolean;
  /** Whether a function is registered as a factory whose parameter is the cradle. */
  isFactory(file: string, id: FunctionId): boolean;
  registeredByName(name: string): readonly Value[];
}

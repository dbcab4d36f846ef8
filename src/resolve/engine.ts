import type { CallId, BindingId, Expression, FileFacts, TypeFact } from '../parse/facts.js';
import type { CatalogIndex } from './indexes/catalog-index.js';
import type { ExportIndex } from './modules/export-index.js';
import type { RepositoryKnowledge } from './knowledge.js';
import type { ModuleResolver } from './modules/modules.js';
import type { Argument, FunctionValue, Place, Value } from './values.js';

/**
 * What the parts of the resolver see of each other. The parts call one another in circles
 * (expressions need members, members need types, types need expressions), so each takes the engine
 * and none imports another.
 */
export interface Engine {
  readonly catalog: CatalogIndex;
  readonly modules: ModuleResolver;
  readonly exports: ExportIndex;
  readonly index: RepositoryKnowledge;
  facts(file: string): FileFacts | undefined;
  evaluate(expression: Expression, place: Place): readonly Value[];
  evaluateCall(call: CallId, place: Place): readonly Value[];
  binding(binding: BindingId, place: Place): readonly Value[];
  member(value: Value, name: string): readonly Value[];
  /** What calling or constructing a value yields. */
  apply(callee: Value, input: Application): readonly Value[];
  exported(file: string, name: string): readonly Value[];
  /** What a module specifier's exported name is. */
  imported(file: string, specifier: string, name: string): readonly Value[];
  typeValues(type: TypeFact, place: Place): readonly Value[];
  returned(callee: FunctionValue, input: Application): readonly Value[];
  injected(token: string): readonly Value[];
  /** Keeps what is found out without a question that stays open: found out again, it would be the same. */
  keeping<K, T>(known: Map<K, T>, key: K, compute: () => T): T;
}

/** How a value is called. */
export interface Application {
  readonly arguments: readonly Argument[];
  readonly construct: boolean;
  /** The call itself, for the origin chain. */
  readonly at: {
    readonly place: Place;
    readonly start: number;
    /** Its type arguments: `new Hono<{ Bindings: Env }>()`. */
    readonly types?: readonly TypeFact[];
  } | null;
  readonly receiver?: Value;
}

import { posix } from 'node:path';
import type {
  BindingFact,
  CallId,
  Expression,
  FileFacts,
  NameExpression,
  ObjectExpression,
  WriteFact,
} from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { ClassPlace } from '../../resolve/knowledge.js';
import { objectLiterals } from '../../resolve/indexes/object-literals.js';
import type { FunctionPlace, Point } from './points.js';
import { tableCalls } from './table-calls.js';

/** A function or value that is handed to a call under a name. */
export interface NamedArgument extends Point {
  readonly index: number;
}

export interface PlacedWrite {
  readonly file: string;
  readonly write: WriteFact;
}

/** Where a name stands for itself. */
export interface PlacedName {
  readonly file: string;
  readonly expression: NameExpression;
}

/** Calls, arguments and writes of the whole repository by the names they mention. */
export class NameIndex {
  readonly #all: () => Iterable<FileFacts>;
  readonly #calls = new Map<string, Point[]>();
  readonly #arguments = new Map<string, NamedArgument[]>();
  readonly #writes = new Map<string, PlacedWrite[]>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #putInObjects = new Set<string>();
  readonly #classes = new Map<string, ClassPlace[]>();
  readonly #functions = new Map<string, FunctionPlace[]>();
  readonly #underKeys = new Map<string, Set<string>>();
  readonly #moduleLists = new Map<string, PlacedName[]>();
  readonly #tableCalls: Point[] = [];
  #isRead = false;

  constructor(all: () => Iterable<FileFacts>) {
    this.#all = all;
  }

  /** Calls whose callee ends in the name, or was imported under it. */
  calls(name: string): readonly Point[] {
    this.#read();
    return this.#calls.get(name) ?? [];
  }

  arguments(name: string): readonly NamedArgument[] {
    this.#read();
    return this.#arguments.get(name) ?? [];
  }

  /** Writes to a member of the name. */
  writes(name: string): readonly PlacedWrite[] {
    this.#read();
    return this.#writes.get(name) ?? [];
  }

  /** Keys of object literals under which something of the name stands: `{ list: listRunners }`. */
  keys(name: string): readonly string[] {
    this.#read();
    return [...(this.#keys.get(name) ?? [])];
  }

  /** Whether something of the name is put into an object literal, and not made there. */
  isPutInObject(name: string): boolean {
    this.#read();
    return this.#putInObjects.has(name);
  }

  /** Classes of the name, and those that a file of the name exports as a whole. */
  classes(name: string): readonly ClassPlace[] {
    this.#read();
    return this.#classes.get(name) ?? [];
  }

  /** Where Nest's modules take in one of the name as it is: `@Module({ imports: [HttpModule] })`. */
  moduleLists(name: string): readonly PlacedName[] {
    this.#read();
    return this.#moduleLists.get(name) ?? [];
  }

  /** Calls of what a list, map or record holds, whatever its name. */
  tableCalls(): readonly Point[] {
    this.#read();
    return this.#tableCalls;
  }

  /** Whether some function of the repository has the name. */
  isFunction(name: string): boolean {
    this.#read();
    return this.#functions.has(name);
  }

  /** Whether exactly one function of the repository has the name. */
  isOnlyFunction(name: string): boolean {
    this.#read();
    return this.#functions.get(name)?.length === 1;
  }

  /** Functions of the name, and those that stand under it in object literals. */
  functionsUnder(name: string): readonly FunctionPlace[] {
    this.#read();
    const names = new Set([name, ...(this.#underKeys.get(name) ?? [])]);
    return [...names].flatMap((one) => this.#functions.get(one) ?? []);
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    for (const facts of this.#all()) {
      for (const id of facts.calls.keys()) this.#readCall(facts, id);
      for (const call of tableCalls(facts)) this.#tableCalls.push({ file: facts.file, call });
      for (const { expression } of objectLiterals(facts)) this.#readObject(facts, expression);
      for (const write of facts.writes) {
        const { property } = write.target;
        if (property !== null) add(this.#writes, property, { file: facts.file, write });
      }
      for (const [id, { name }] of facts.functions.entries()) {
        if (name !== null) add(this.#functions, name, { file: facts.file, function: id });
      }
      this.#readClasses(facts);
    }
  }

  #readClasses(facts: FileFacts): void {
    const { file } = facts;
    const whole = exportedClass(facts);
    // Frameworks that load by names know a file's class by the file.
    const fileName = posix.basename(file).replace(/\.[cm]?[jt]s$/, '');
    for (const [id, { name }] of facts.classes.entries()) {
      if (name !== null) add(this.#classes, name, { file, class: id });
      if (id === whole && name !== fileName) add(this.#classes, fileName, { file, class: id });
    }
  }

  #readObject(facts: FileFacts, { properties }: ObjectExpression): void {
    for (const { key, value } of properties) {
      if (key === 'imports') this.#readModules(facts, value);
      const name =
        value.kind === 'function' ? facts.functions[value.function]?.name : lastName(value);
      if (key === null || name == null) continue;
      addOnce(this.#keys, name, key);
      if (value.kind !== 'function') this.#putInObjects.add(name);
      if (name !== key) addOnce(this.#underKeys, key, name);
    }
  }

  #readModules({ file }: FileFacts, list: Expression): void {
    if (list.kind !== 'array') return;
    for (const expression of list.elements) {
      if (expression.kind === 'name') add(this.#moduleLists, expression.name, { file, expression });
    }
  }

  #readCall(facts: FileFacts, id: CallId): void {
    const call = facts.calls[id];
    if (call === undefined) return;
    for (const name of namesOf(facts, call.callee))
      add(this.#calls, name, { file: facts.file, call: id });
    for (const [index, argument] of call.arguments.entries()) {
      for (const name of namesOf(facts, mentioned(facts, argument))) {
        add(this.#arguments, name, { file: facts.file, call: id, index });
      }
    }
  }
}

/** `load`, `service.load`, `this.load.bind(this)`: what an argument hands over. */
function mentioned(facts: FileFacts, argument: Expression): Expression {
  if (argument.kind !== 'call') return argument;
  const callee = facts.calls[argument.call]?.callee;
  return callee?.kind === 'member' && callee.property === 'bind' ? callee.object : argument;
}

const NO_NAMES: readonly string[] = [];

/** The last name, and where it was imported or destructured the name it has at home. */
function namesOf(facts: FileFacts, expression: Expression): readonly string[] {
  const name = lastName(expression);
  if (name === null) return NO_NAMES;
  const id = expression.kind === 'name' ? expression.binding : null;
  const binding = id === null ? undefined : facts.bindings[id];
  if (binding === undefined) return [name];
  const home = homeName(binding);
  return [...new Set([name, ...(home === null ? [] : [home]), ...otherwiseNames(binding)])];
}

/** `const load = options.load ?? download`, `(load = download) =>`: the names of what it may be. */
const otherwiseNames = ({ value, default: given }: BindingFact): readonly string[] =>
  [...(value === undefined ? [] : choices(value)), ...(given === undefined ? [] : [given])].flatMap(
    (one) => lastName(one) ?? [],
  );

function choices(expression: Expression): readonly Expression[] {
  if (expression.kind === 'logical') return [expression.left, expression.right];
  return expression.kind === 'conditional' ? [expression.then, expression.otherwise] : [];
}

function homeName({ import: source, path, value }: BindingFact): string | null {
  const step = path?.at(-1);
  if (source !== undefined) return source.imported;
  if (step?.step === 'property') return step.name;
  // `const load = require('./load')`: the whole export under a name of its own.
  return value?.kind === 'call' ? 'default' : null;
}

function addOnce(index: Map<string, Set<string>>, name: string, item: string): void {
  index.set(name, (index.get(name) ?? new Set<string>()).add(item));
}

function add<T>(index: Map<string, T[]>, name: string, item: T): void {
  const group = index.get(name);
  if (group === undefined) index.set(name, [item]);
  else group.push(item);
}

function exportedClass({ exports, bindings }: FileFacts): number | undefined {
  const whole = exports.find(({ name }) => name === 'default');
  if (whole?.expression?.kind === 'class') return whole.expression.class;
  return whole?.binding === undefined ? undefined : bindings[whole.binding]?.class;
}

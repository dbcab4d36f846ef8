import type { Convention } from '../../model/catalog-entry.js';
import type { BorrowedFact } from '../../model/catalog-parts.js';
import type { ClientAction, ClientEntry, ClientMember, ClientType } from '../../model/catalog.js';
import { attachingNames } from './attaching-names.js';
import { isNamedBy } from '../../text/name-key.js';
import { anyOther, named, tableOf, type Table } from './name-table.js';
import { MethodCatalog } from './method-catalog.js';
import type { ExternalValue } from '../values.js';

export interface PackageMatch {
  readonly client: ClientEntry;
  readonly packageName: string;
}

export interface FrameworkConvention {
  readonly client: ClientEntry;
  readonly convention: Convention;
}

/** The catalogue, looked up by package, global, exported name and member. */
export class CatalogIndex {
  #failureNames: ReadonlySet<string> | undefined;
  readonly #byPackage = new Map<string, ClientEntry>();
  readonly #byPrefix: { readonly prefix: string; readonly client: ClientEntry }[] = [];
  readonly #globals = new Map<string, { client: ClientEntry; type: string }>();
  readonly #decorators = new Map<string, { client: ClientEntry; type: string }>();
  readonly #conventions: FrameworkConvention[] = [];
  readonly #companions: string[] = [];
  readonly #placing: ExternalValue[] = [];
  readonly #generating: ClientEntry[] = [];
  readonly #tables = new WeakMap<object, Table<unknown>>();

  readonly methods: MethodCatalog;

  constructor(clients: readonly ClientEntry[]) {
    this.methods = new MethodCatalog(clients);
    for (const client of clients) this.#add(client);
  }

  #add(client: ClientEntry): void {
    for (const name of client.packages) {
      if (name.endsWith('*')) this.#byPrefix.push({ prefix: name.slice(0, -1), client });
      else this.#byPackage.set(name, client);
    }
    for (const [name, type] of Object.entries(client.globals))
      this.#globals.set(name, { client, type });
    for (const [name, type] of Object.entries(client.decorators ?? {}))
      this.#decorators.set(name, { client, type });
    if (client.elsewhere !== undefined) this.#generating.push(client);
    this.#addTypes(client);
    for (const convention of client.conventions ?? [])
      this.#conventions.push({ client, convention });
  }

  #addTypes(client: ClientEntry): void {
    for (const [type, { beside, files }] of Object.entries(client.types)) {
      if (beside !== undefined) this.#companions.push(beside.functions);
      if (files !== undefined) this.#placing.push(valueOf(client, type));
    }
  }

  package(packageName: string): PackageMatch | undefined {
    const client =
      this.#byPackage.get(packageName) ??
      this.#byPrefix.find(({ prefix }) => packageName.startsWith(prefix))?.client;
    return client && { client, packageName };
  }

  /** Files that frameworks find by where they lie, and whose they are. */
  conventions(): readonly FrameworkConvention[] {
    return this.#conventions;
  }

  /** Types whose members files stand for. */
  placing(): readonly ExternalValue[] {
    return this.#placing;
  }

  /** What another package exports, which a member or a framework hands on. */
  borrowed(from: BorrowedFact): ExternalValue | undefined {
    const { package: name, path = '', name: exported, constructed } = from;
    const match = this.package(name);
    const found = match && this.exported(match, path, exported);
    const type =
      found && constructed === true
        ? (this.construct(found) ?? this.call(found)?.returns)
        : undefined;
    return type === undefined || found === undefined ? found : this.as(found, type, exported);
  }

  /** Every client, guard and framework, each once. */
  entries(): readonly ClientEntry[] {
    return [...new Set(this.#byPackage.values())];
  }

  global(name: string): ExternalValue | undefined {
    const found = this.#globals.get(name);
    return (
      found &&
      external({ client: found.client, packageName: found.client.client }, found.type, name)
    );
  }

  /** The type a dependency-injection decorator of a client's package injects. */
  decorator(name: string): ExternalValue | undefined {
    const found = this.#decorators.get(name);
    return (
      found &&
      external(
        { client: found.client, packageName: reportedPackage(found.client) },
        found.type,
        name,
      )
    );
  }

  /** Whether functions of this name may be given values because of what stands beside them. */
  isCompanion(name: string): boolean {
    return this.#companions.some((key) => isNamedBy(key, name));
  }

  /** Libraries that run calls of other clients. */
  guards(): readonly ClientEntry[] {
    return [...new Set(this.#byPackage.values())].filter(({ guard }) => guard === true);
  }

  /** Names of error classes and tests that any failure of some client passes. */
  failureNames(): ReadonlySet<string> {
    this.#failureNames ??= new Set(
      [...this.#byPackage.values()].flatMap((one) => one.failures ?? []),
    );
    return this.#failureNames;
  }

  /** Names of functions that attach a guard to a client. */
  attachingNames(): readonly string[] {
    return attachingNames(new Set(this.#byPackage.values()));
  }

  /** What a guard's decorator protects a method with. */
  guardDecorator(packageName: string, name: string): ExternalValue | undefined {
    const match = this.package(packageName);
    const type = match?.client.guardDecorators?.[name];
    return match === undefined || type === undefined ? undefined : external(match, type, name);
  }

  /** The value of an exported name: "default", a name, or "*" for the namespace. */
  exported(match: PackageMatch, subpath: string, name: string): ExternalValue | undefined {
    const exports = match.client.subpaths?.[withoutEnding(subpath)] ?? match.client.exports;
    const type = this.#lookup(exports, name);
    return type === undefined ? undefined : this.#external(match, type, name);
  }

  /** What an export of a package that is not known was generated for. */
  generated(name: string): ExternalValue | undefined {
    for (const client of this.#generating) {
      const type = this.#lookup(client.elsewhere ?? {}, name);
      if (type !== undefined)
        return external({ client, packageName: reportedPackage(client) }, type, name);
    }
    return undefined;
  }

  /** The value an annotation with an exported type name stands for. */
  annotated(match: PackageMatch, subpath: string, name: string): ExternalValue | undefined {
    for (const [type, { annotations }] of Object.entries(match.client.types)) {
      if (annotations?.some((annotation) => isNamedBy(annotation, name)))
        return this.#external(match, type, name);
    }
    const exported = this.exported(match, subpath, name);
    const constructed = exported && this.type(exported)?.construct;
    return constructed === undefined ? undefined : this.#external(match, constructed, name);
  }

  /** The value as one of another type of its entry, which may be of another package than what gave it. */
  as(value: ExternalValue, type: string, path: string): ExternalValue {
    const typed = { ...value, type, path };
    const owner = this.fact(typed, 'package');
    return owner === undefined ? typed : { ...typed, packageName: owner };
  }

  type(value: ExternalValue): ClientType | undefined {
    return value.client.types[value.type];
  }

  member(value: ExternalValue, name: string): ClientMember | undefined {
    return this.#memberOf(value.client, value.type, name) ?? this.#promisifiedMember(value, name);
  }

  /** bluebird's `promisifyAll` puts `queryAsync` beside `query`: its result is what a callback gets. */
  #promisifiedMember({ client, type }: ExternalValue, name: string): ClientMember | undefined {
    const plain = /^(.+)Async$/.exec(name)?.[1];
    const member = plain === undefined ? undefined : this.#memberOf(client, type, plain);
    if (plain === undefined || member === undefined) return undefined;
    const returns = member.callback?.parameters.at(-1) ?? member.returns;
    const { when, ...action } = member;
    // What needs a callback to be a call has one now.
    const condition = when === undefined || when === 'callback' ? {} : { when };
    return {
      operation: plain,
      ...action,
      ...condition,
      ...(returns != null && { returns }),
    };
  }

  call(value: ExternalValue): ClientAction | undefined {
    return this.#inherited(value.client, value.type, (type) => type.call);
  }

  construct(value: ExternalValue): string | undefined {
    return this.#inherited(value.client, value.type, (type) => type.construct);
  }

  /** What the catalogue says of a value's type, or of one that it extends. */
  fact<K extends keyof ClientType>(value: ExternalValue, key: K): ClientType[K] | undefined {
    return this.#inherited(value.client, value.type, (type) => type[key]);
  }

  thenable(value: ExternalValue): boolean {
    return this.#inherited(value.client, value.type, (type) => type.thenable) === true;
  }

  #external(match: PackageMatch, type: string, path: string): ExternalValue {
    return this.as(external(match, type, path), type, path);
  }

  #memberOf(client: ClientEntry, typeName: string, name: string): ClientMember | undefined {
    const found = (read: typeof named): ClientMember | undefined =>
      this.#inherited(
        client,
        typeName,
        ({ members }) => members && read(this.#tableOf(members), name),
      );
    // What a type says of any other name gives way to what those that it extends say of this one.
    return found(named) ?? found(anyOther);
  }

  #inherited<T>(
    client: ClientEntry,
    typeName: string,
    read: (type: ClientType) => T | undefined,
  ): T | undefined {
    const seen = new Set<string>();
    const pending = [typeName];
    for (let current = pending.shift(); current !== undefined; current = pending.shift()) {
      const type = client.types[current];
      if (type === undefined || seen.has(current)) continue;
      seen.add(current);
      const found = read(type);
      if (found !== undefined) return found;
      pending.push(...(type.extends ?? []));
    }
    return undefined;
  }

  #lookup<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
    const entries = this.#tableOf(table);
    return named(entries, name) ?? anyOther(entries, name);
  }

  /** The names of a table one by one: calls are looked up by the million. */
  #tableOf<T>(table: Readonly<Record<string, T>>): Table<T> {
    const known = this.#tables.get(table);
    // Kept under the very object that it was made from.
    if (known !== undefined) return known as Table<T>;
    const made = tableOf(table);
    this.#tables.set(table, made);
    return made;
  }
}

/** `fp-ts/lib/TaskEither.js`: ES modules may spell out which file they mean. */
const withoutEnding = (subpath: string): string => subpath.replace(/\.[cm]?js$/, '');

const reportedPackage = (client: ClientEntry): string => client.packages[0] ?? client.client;

/** Some value of a type. */
export const valueOf = (client: ClientEntry, type: string): ExternalValue =>
  external({ client, packageName: reportedPackage(client) }, type, type);

const external = (match: PackageMatch, type: string, path: string): ExternalValue => ({
  kind: 'external',
  ...match,
  type,
  path,
  origin: [],
  creations: [],
});

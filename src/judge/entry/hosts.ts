import { posix } from 'node:path';
import type {
  BindingFact,
  CallFact,
  Expression,
  FileFacts,
  FunctionId,
} from '../../parse/facts.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';
import type { Entering } from './entering.js';
import type { Above, Host, Limiter, Middleware, Mount } from './host.js';
import { PassedEverywhere } from './passed-everywhere.js';
import { Standing } from './standing.js';

const MOST_PREFIXES = 8;
const DEEPEST = 8;
const MOST_CALLERS = 16;

export const creationKey = ({ creations, client }: ExternalValue): string | null => {
  const [made] = creations;
  return made === undefined
    ? null
    : `${client.client} ${made.place.file} ${made.start} ${creations.length}`;
};

export const functionKey = ({ file, function: id }: FunctionPlace): string =>
  `function ${file} ${id}`;

/** One step of what is mounted on what. */
interface Link {
  readonly host: Host;
  readonly by: Point | null;
}

/** What is mounted where. */
export class Hosts {
  readonly #judging: Judging;
  readonly #prefixOf: (on: ExternalValue) => string | null;
  readonly #mounts = new Map<string, Mount[]>();
  /** What bounds all that is registered on hosts, below a path. */
  readonly limiters = new Standing<Limiter>();
  /** What runs before it. */
  readonly middlewares = new Standing<Middleware>();
  readonly everywhere = new PassedEverywhere();
  /** Keys of classes that work only where code lists them: those that may be, and those that nothing can list. */
  readonly listed = new Set<string>();
  readonly unlisted = new Set<string>();
  readonly #programs: { readonly dir: string; readonly path: () => string }[] = [];
  readonly #ownPrefixes = new Map<string, readonly string[]>();
  /** Functions that are given a router, with that router. */
  readonly #plugins = new Map<string, ExternalValue>();
  /** Functions whose run registers below a path. */
  readonly #within = new Set<string>();

  constructor(judging: Judging, prefixOf: (on: ExternalValue) => string | null) {
    this.#judging = judging;
    this.#prefixOf = prefixOf;
  }

  mount(mount: Mount): void {
    const known = this.#mounts.get(mount.child.key);
    if (known === undefined) this.#mounts.set(mount.child.key, [mount]);
    else known.push(mount);
  }

  addPlugin(plugin: FunctionPlace, on: ExternalValue): void {
    this.#plugins.set(functionKey(plugin), on);
  }

  addWithin(place: FunctionPlace): void {
    this.#within.add(functionKey(place));
  }

  /** The hosts on which a call registers, and all that they are mounted on. */
  above(hosts: readonly Host[], point: Point): readonly Above[] {
    const found = new Map<string, { readonly host: Host; readonly by: (Point | null)[] }>();
    const pending = hosts.map((host): Link => ({ host, by: point }));
    for (let link = pending.pop(); link !== undefined; link = pending.pop()) {
      const { host, by } = link;
      const known = found.get(host.key);
      known?.by.push(by);
      if (known !== undefined) continue;
      found.set(host.key, { host, by: [by] });
      for (const { parents, by: mounted = null } of this.#mounts.get(host.key) ?? [])
        pending.push(...parents().map((parent) => ({ host: parent, by: mounted })));
    }
    return [...found.values()];
  }

  isMounted(key: string): boolean {
    return this.#mounts.has(key);
  }

  /** What is mounted, whatever on. */
  *mounted(): Iterable<Host> {
    for (const mounts of this.#mounts.values()) for (const { child } of mounts) yield child;
  }

  /** A path for every route of the program that the file belongs to. */
  mountPackage(file: string, path: () => string): void {
    this.#programs.push({ dir: posix.dirname(file), path });
  }

  /** The path below which all routes of a file's program are. */
  programPrefix(file: string): readonly string[] {
    const inside = this.#programs.find(({ dir }) => dir === '.' || file.startsWith(`${dir}/`));
    const [only] = this.#programs;
    const program = inside ?? (this.#programs.length === 1 ? only : undefined);
    return program === undefined ? [] : [program.path()];
  }

  /** The router that a function's first parameter is, where the function is a plugin. */
  plugin(place: FunctionPlace): ExternalValue | undefined {
    return this.#plugins.get(functionKey(place));
  }

  /** What the callee of a framework's call is a member of. */
  hostsOf({ on, call, place }: Entering): readonly Host[] {
    const around = this.#withinAround(place);
    if (around !== null) return [{ key: around, on: null }];
    return this.#hostsOfReceiver(receiverOf(call.callee), { on, place, depth: 0 });
  }

  #withinAround({ file, function: id }: Place): string | null {
    if (this.#within.size === 0) return null;
    const facts = this.#judging.facts(file);
    for (
      let current: FunctionId | null = id;
      current !== null;
      current = facts?.functions[current]?.parent ?? null
    ) {
      const key = functionKey({ file, function: current });
      if (this.#within.has(key)) return key;
    }
    return null;
  }

  #hostsOfReceiver(
    receiver: Expression,
    {
      on,
      place,
      depth,
    }: { readonly on: ExternalValue; readonly place: Place; readonly depth: number },
  ): readonly Host[] {
    const parameter = rootParameter(this.#judging.facts(place.file), receiver);
    const key = parameter === null ? null : functionKey({ file: place.file, ...parameter });
    if (key !== null && parameter?.index === 0 && this.#plugins.has(key)) return [{ key, on }];
    const made = creationKey(on);
    if (made !== null) return [{ key: made, on }];
    return parameter === null || depth > 3
      ? []
      : this.#hostsOfArgument({ file: place.file, ...parameter }, { on, depth });
  }

  /** A router typed by its annotation alone is known by what callers hand in. */
  #hostsOfArgument(
    { file, function: id, index }: FunctionPlace & { readonly index: number },
    { on, depth }: { readonly on: ExternalValue; readonly depth: number },
  ): readonly Host[] {
    const { resolver } = this.#judging;
    const callers = resolver.index.callersOf(file, id).slice(0, MOST_CALLERS);
    return callers.flatMap(({ file: at, call }) => {
      const argument = call.arguments[index];
      if (argument === undefined) return [];
      const place = placeOf(at, call);
      const given = resolver
        .evaluate(argument, place)
        .find(
          (value): value is ExternalValue =>
            value.kind === 'external' && value.client === on.client,
        );
      return this.#hostsOfReceiver(argument, { on: given ?? on, place, depth: depth + 1 });
    });
  }

  /** Paths of a host from the outermost inwards; one for each way it is mounted. */
  prefixesOf(
    hosts: readonly Host[],
    seen: ReadonlySet<string> = new Set(),
  ): readonly (readonly string[])[] {
    const all = hosts.flatMap((host) => this.#prefixesOfOne(host, seen)).slice(0, MOST_PREFIXES);
    return all.length === 0 ? [[]] : all;
  }

  #prefixesOfOne(host: Host, seen: ReadonlySet<string>): readonly (readonly string[])[] {
    if (seen.has(host.key) || seen.size > DEEPEST) return [[]];
    const inner = new Set([...seen, host.key]);
    const own = this.#ownPrefix(host);
    const mounts = this.#mounts.get(host.key) ?? [];
    if (mounts.length === 0) return [own];
    return mounts.flatMap(({ parents, path }) =>
      this.prefixesOf(parents(), inner).map((above) => [...above, path(), ...own]),
    );
  }

  /** Given when it was made: `new Router({ prefix: '/users' })`. */
  #ownPrefix({ key, on }: Host): readonly string[] {
    const known = this.#ownPrefixes.get(key);
    if (known !== undefined) return known;
    const found = on === null ? null : this.#prefixOf(on);
    const own = found === null ? [] : [found];
    this.#ownPrefixes.set(key, own);
    return own;
  }
}

/** The object a member is called on; the callee itself where it is no member. */
const receiverOf = (callee: Expression): Expression =>
  callee.kind === 'member' ? callee.object : callee;

/** The parameter an expression is, or a chain of calls and members begins with. */
export function rootParameter(
  facts: FileFacts | undefined,
  expression: Expression,
): { readonly function: FunctionId; readonly index: number } | null {
  const root = rootName(facts, expression);
  const binding = root === null ? undefined : facts?.bindings[root];
  return binding === undefined ? null : parameterOf(binding);
}

function parameterOf({ kind, parameter, path, function: id }: BindingFact): {
  readonly function: FunctionId;
  readonly index: number;
} | null {
  return kind === 'parameter' && parameter !== undefined && path === undefined
    ? { function: id, index: parameter }
    : null;
}

function rootName(facts: FileFacts | undefined, expression: Expression): number | null {
  let current: Expression | undefined = expression;
  for (;;) {
    if (current.kind === 'member') current = current.object;
    else if (current.kind === 'await' || current.kind === 'cast') current = current.value;
    else if (current.kind === 'call') {
      const call: CallFact | undefined = facts?.calls[current.call];
      if (call?.callee.kind !== 'member') return null;
      current = call.callee.object;
    } else return current.kind === 'name' ? current.binding : null;
  }
}

/** What runs functions of its own is a handler itself. */
export const isRouter = (value: Value): value is ExternalValue =>
  value.kind === 'external' &&
  value.creations.length > 0 &&
  value.client.types[value.type]?.runs === undefined;

import type { Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { Resolver } from '../../resolve/resolver.js';
import type { Value } from '../../resolve/values.js';
import { holdersIn } from './function-holders.js';
import type { NameIndex, NamedArgument } from './name-index.js';
import { OverriddenCalls } from './overridden-calls.js';
import type { FunctionPlace, Point } from './points.js';

const keyOf = (file: string, id: number): string => `${file}:${String(id)}`;

/** What is asked of the repository to find out what a name means. */
interface Asked {
  readonly names: NameIndex;
  readonly resolver: Resolver;
  facts(file: string): FileFacts | undefined;
  callees(point: Point): readonly Value[];
  values(expression: Expression, place: FunctionPlace): readonly Value[];
}

/** Which functions the calls and arguments of a name mean; each name is evaluated once. */
export class Targets {
  readonly #judging: Asked;
  readonly #calls = new Map<string, ReadonlyMap<string, readonly Point[]>>();
  #tableCalls: ReadonlyMap<string, readonly Point[]> | undefined;
  readonly #callers = new Map<string, readonly Point[]>();
  readonly #arguments = new Map<string, ReadonlyMap<string, readonly NamedArgument[]>>();
  readonly #overridden: OverriddenCalls;

  constructor(judging: Asked) {
    this.#judging = judging;
    this.#overridden = new OverriddenCalls(judging);
  }

  /** Calls under a name that run the function. */
  callsOf(name: string, { file, function: id }: FunctionPlace): readonly Point[] {
    let known = this.#calls.get(name);
    if (known === undefined) {
      known = this.#grouped(this.#judging.names.calls(name), (point) =>
        this.#judging.callees(point),
      );
      this.#calls.set(name, known);
    }
    return known.get(keyOf(file, id)) ?? [];
  }

  /** Direct calls of a function, by all the names that it is known by, and of what it overrides. */
  callersOf(target: FunctionPlace): readonly Point[] {
    const key = keyOf(target.file, target.function);
    const known = this.#callers.get(key);
    if (known !== undefined) return known;
    const names = namesOf(this.#judging.facts(target.file), target.function);
    const callers = [
      ...names.flatMap((name) => this.callsOf(name, target)),
      ...this.#overridden.of(target),
    ];
    this.#callers.set(key, callers);
    return callers;
  }

  /** Calls of the function as one of those that a list, map or record holds. */
  tableCallersOf({ file, function: id }: FunctionPlace): readonly Point[] {
    this.#tableCalls ??= this.#grouped(this.#judging.names.tableCalls(), (point) =>
      this.#judging.callees(point),
    );
    return this.#tableCalls.get(keyOf(file, id)) ?? [];
  }

  /** Arguments under a name that are the function. */
  argumentsOf(name: string, { file, function: id }: FunctionPlace): readonly NamedArgument[] {
    let known = this.#arguments.get(name);
    if (known === undefined) {
      known = this.#grouped(this.#judging.names.arguments(name), (one) => this.#handed(one));
      this.#arguments.set(name, known);
    }
    return known.get(keyOf(file, id)) ?? [];
  }

  #handed({ file, call: id, index }: NamedArgument): readonly Value[] {
    const call = this.#judging.facts(file)?.calls[id];
    const argument = call?.arguments[index];
    return call === undefined || argument === undefined
      ? []
      : this.#judging.values(argument, { file, function: call.function });
  }

  #grouped<P extends Point>(
    points: readonly P[],
    evaluate: (point: P) => readonly Value[],
  ): ReadonlyMap<string, readonly P[]> {
    const groups = new Map<string, P[]>();
    for (const point of points) {
      const keys = new Set(evaluate(point).flatMap((value) => this.#keysOf(value)));
      for (const key of keys) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [point]);
        else group.push(point);
      }
    }
    return groups;
  }

  /** A class that is called stands for its constructor. */
  #keysOf(value: Value): readonly string[] {
    if (value.kind === 'function') return [keyOf(value.file, value.function)];
    if (value.kind !== 'class') return [];
    const members = this.#judging.facts(value.file)?.classes[value.class]?.members ?? [];
    return members.flatMap(({ kind, function: id }) =>
      kind === 'constructor' && id !== undefined ? [keyOf(value.file, id)] : [],
    );
  }
}

/** Names a function is called by: its own, its variable's, its class's, "default" where exported so. */
export function namesOf(facts: FileFacts | undefined, id: FunctionId): readonly string[] {
  const fact = facts?.functions[id];
  if (facts === undefined || fact === undefined) return [];
  const className = fact.class === null ? null : facts.classes[fact.class]?.name;
  const names = [
    fact.name,
    fact.kind === 'constructor' ? className : null,
    ...(holdersIn(facts).names.get(id) ?? []),
  ];
  return [...new Set(names.filter((name) => name != null))];
}

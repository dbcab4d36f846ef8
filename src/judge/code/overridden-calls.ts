import type { FileFacts, FunctionFact } from '../../parse/facts.js';
import type { ClassPlace } from '../../resolve/knowledge.js';
import type { Resolver } from '../../resolve/resolver.js';
import type { Value } from '../../resolve/values.js';
import { ancestorsOf, classKey } from './ancestors.js';
import type { NameIndex } from './name-index.js';
import type { FunctionPlace, Point } from './points.js';
import { addToGroup } from '../../text/add-to-group.js';

interface Asked {
  readonly names: NameIndex;
  readonly resolver: Resolver;
}

/** `await this.run()` in a base class: it runs the method that a subclass has in its place. */
export class OverriddenCalls {
  readonly #asked: Asked;
  readonly #calls = new Map<string, ReadonlyMap<string, readonly Point[]>>();

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** What the classes that a method's class extends call on `this` by the method's name. */
  of({ file, function: id }: FunctionPlace): readonly Point[] {
    const facts = this.#asked.resolver.facts(file);
    const method = facts?.functions[id];
    if (facts === undefined || method === undefined) return [];
    const side = sideOf(facts, id, method);
    if (side === null || method.name === null) return [];
    const calls = this.#callsOf(method.name);
    if (calls.size === 0) return [];
    return ancestorsOf(this.#asked.resolver, { file, class: side.class }).flatMap(
      (one) => calls.get(keyOf(one, side.isStatic)) ?? [],
    );
  }

  /** Calls of the name on `this`, by the class whose `this` it is. */
  #callsOf(name: string): ReadonlyMap<string, readonly Point[]> {
    const known = this.#calls.get(name);
    if (known !== undefined) return known;
    const groups = new Map<string, Point[]>();
    for (const point of this.#asked.names.calls(name)) {
      for (const key of this.#ownersOf(point)) addToGroup(groups, key, point);
    }
    this.#calls.set(name, groups);
    return groups;
  }

  #ownersOf({ file, call: id }: Point): readonly string[] {
    const { resolver } = this.#asked;
    const call = resolver.facts(file)?.calls[id];
    if (call?.callee.kind !== 'member' || call.callee.object.kind !== 'this') return [];
    const place = { file, function: call.function, class: call.class, frame: null };
    return resolver.evaluate(call.callee.object, place).flatMap(ownerKeys);
  }
}

function ownerKeys(value: Value): readonly string[] {
  if (value.kind === 'class') return [keyOf(value, true)];
  return value.kind === 'instance' && 'class' in value.of
    ? [keyOf({ file: value.file, class: value.of.class }, false)]
    : [];
}

const keyOf = (of: ClassPlace, isStatic: boolean): string =>
  `${isStatic ? 'static ' : ''}${classKey(of)}`;

interface Side {
  readonly class: number;
  readonly isStatic: boolean;
}

/** The class that may override with a method, and on which of its sides. */
function sideOf({ classes }: FileFacts, id: number, method: FunctionFact): Side | null {
  const owner = method.class === null ? undefined : classes[method.class];
  if (method.class === null || owner == null || owner.superclass === null) return null;
  const member = owner.members.find((one) => one.function === id);
  return member === undefined || member.kind === 'constructor'
    ? null
    : { class: method.class, isStatic: member.static };
}

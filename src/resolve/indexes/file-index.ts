import type {
  BindingFact,
  BindingId,
  CallFact,
  ClassId,
  Expression,
  FileFacts,
  FunctionId,
  MemberFact,
  WriteFact,
} from '../../parse/facts.js';
import { addToGroup } from '../../text/add-to-group.js';
import { groupBy } from '../../text/group-by.js';
import { functionNames } from './function-names.js';
import { handedNames, handedResults } from './handed.js';
import type { CommonJsExports, HandedPlace, WrittenValue } from '../knowledge.js';
import { methodOwners } from './object-methods.js';
import type { Place, Value } from '../values.js';

/** Look-ups within one file, each made once and on demand. */
export class FileIndex {
  readonly #facts: FileFacts;
  #byObject: ReadonlyMap<string, readonly WriteFact[]> | undefined;
  #byMember: ReadonlyMap<string, readonly WriteFact[]> | undefined;
  #exports: CommonJsExports | undefined;
  #owners: ReturnType<typeof methodOwners> | undefined;
  #prototypes: ReturnType<typeof prototypesOf> | undefined;
  #functionBindings: ReadonlyMap<FunctionId, readonly BindingId[]> | undefined;
  #classBindings: ReadonlyMap<ClassId, readonly BindingId[]> | undefined;
  #handed: ReadonlyMap<BindingId, readonly HandedPlace[]> | undefined;
  #results: ReadonlyMap<CallFact, readonly HandedPlace[]> | undefined;
  #callsByName: ReadonlyMap<BindingId, readonly CallFact[]> | undefined;
  #members: ReadonlyMap<FunctionId, MemberFact> | undefined;
  #names: ReadonlyMap<FunctionId, ReadonlySet<string>> | undefined;

  constructor(facts: FileFacts) {
    this.#facts = facts;
  }

  /** Writes to `name.property`, or to `name[key]` where the property is null. */
  writesTo(name: string, binding: BindingId | null, property: string | null): readonly WriteFact[] {
    const key = binding === null ? `global ${name}` : `binding ${String(binding)}`;
    return this.#grouped(key, property);
  }

  #writesByObject(): ReadonlyMap<string, readonly WriteFact[]> {
    this.#byObject ??= groupBy(this.#facts.writes, (write) => this.#objectKey(write));
    return this.#byObject;
  }

  thisWrites(classId: ClassId, property: string): readonly WriteFact[] {
    return this.#grouped(`this of class ${String(classId)}`, property);
  }

  #grouped(key: string, property: string | null): readonly WriteFact[] {
    this.#byMember ??= groupBy(this.#facts.writes, (write) =>
      memberKey(this.#objectKey(write), write.target.property),
    );
    return this.#byMember.get(memberKey(key, property)) ?? [];
  }

  staticWrites(classId: ClassId, property: string): readonly WrittenValue[] {
    this.#classBindings ??= groupBy(
      this.#facts.bindings.keys(),
      (id) => this.#facts.bindings[id]?.class,
    );
    const [binding] = this.#classBindings.get(classId) ?? [];
    const named = binding === undefined ? [] : this.writesTo('', binding, property);
    return this.#written([
      ...named,
      ...this.#grouped(`static this of class ${String(classId)}`, property),
    ]);
  }

  functionMembers(id: FunctionId, property: string): readonly WrittenValue[] {
    const binding = this.#bindingOf(id);
    return binding < 0 ? [] : this.#written(this.writesTo('', binding, property));
  }

  /** `this.x = …` in a constructor function and `F.prototype.x = …`. */
  constructedMembers(id: FunctionId, property: string): readonly WrittenValue[] {
    const own = this.#grouped(`this of function ${String(id)}`, property);
    const binding = this.#bindingOf(id);
    const prototype = this.#grouped(`prototype of ${String(binding)}`, property);
    return this.#written([...own, ...(binding < 0 ? [] : prototype)]);
  }

  /** `this` in a function that is no class member: a constructor function's or an object's. */
  thisOfFunction(id: FunctionId): readonly Value[] {
    const { file } = this.#facts;
    this.#prototypes ??= prototypesOf(this.#facts);
    const prototype = this.#prototypes.get(id)?.[0];
    const constructor = prototype === undefined ? id : this.#functionOf(prototype.target.object);
    if (constructor !== null && this.#isConstructor(constructor)) {
      return [{ kind: 'instance', file, of: { function: constructor }, frame: null }];
    }
    this.#owners ??= methodOwners(this.#facts);
    const owner = this.#owners.get(id);
    return owner === undefined
      ? []
      : [
          {
            kind: 'object',
            expression: owner,
            place: {
              file,
              function: this.#facts.functions[id]?.parent ?? 0,
              class: null,
              frame: null,
            },
          },
        ];
  }

  #isConstructor(id: FunctionId): boolean {
    return this.#writesByObject().has(`this of function ${String(id)}`);
  }

  #functionOf(prototype: Expression): FunctionId | null {
    if (prototype.kind !== 'member' || prototype.object.kind !== 'name') return null;
    const { binding } = prototype.object;
    return binding === null ? null : (this.#facts.bindings[binding]?.declares ?? null);
  }

  callsOfParameter(id: FunctionId, index: number): readonly CallFact[] {
    const binding = this.#facts.functions[id]?.parameters[index]?.binding;
    if (binding === undefined) return [];
    this.#callsByName ??= groupBy(this.#facts.calls, ({ callee }) =>
      callee.kind === 'name' ? (callee.binding ?? undefined) : undefined,
    );
    return this.#callsByName.get(binding) ?? [];
  }

  /** Calls of this file that a named function is an argument of. */
  handedTo(id: FunctionId): readonly HandedPlace[] {
    return this.#handedAs(this.#bindingOf(id));
  }

  /** Calls of this file that are given what a call returns, at once or by the name that keeps it. */
  resultHandedTo(call: CallFact): readonly HandedPlace[] {
    this.#results ??= groupBy(handedResults(this.#facts), ({ of }) => of);
    return [...(this.#results.get(call) ?? []), ...this.#handedAs(call.variable ?? -1)];
  }

  #handedAs(binding: BindingId): readonly HandedPlace[] {
    this.#handed ??= groupBy(handedNames(this.#facts), (handed) => handed.binding);
    return this.#handed.get(binding) ?? [];
  }

  functionNames(id: FunctionId): ReadonlySet<string> {
    this.#names ??= functionNames(this.#facts);
    return this.#names.get(id) ?? new Set();
  }

  commonJsExports(): CommonJsExports {
    this.#exports ??= this.#readExports();
    return this.#exports;
  }

  #readExports(): CommonJsExports {
    const members = new Map<string, WrittenValue[]>();
    const whole: WrittenValue[] = [];
    for (const write of this.#facts.writes) {
      const [written] = this.#written([write]);
      const name = exportName(write.target);
      if (written === undefined || name === null) continue;
      if (name === '') whole.push(written);
      else addToGroup(members, name, written);
    }
    const assigned = this.#facts.exports.filter((entry) => entry.name === '=');
    for (const { expression, binding } of assigned) {
      const value: Expression | undefined =
        expression ?? (binding === undefined ? undefined : { kind: 'name', name: '', binding });
      if (value !== undefined) whole.push({ value, place: this.#place(0) });
    }
    return { members, whole };
  }

  #bindingOf(id: FunctionId): number {
    this.#functionBindings ??= groupBy(this.#facts.bindings.keys(), (binding) =>
      functionOf(this.#facts.bindings[binding]),
    );
    return this.#functionBindings.get(id)?.[0] ?? -1;
  }

  #written(writes: readonly WriteFact[]): readonly WrittenValue[] {
    return writes.map(({ value, function: id }) => ({ value, place: this.#place(id) }));
  }

  #place(id: FunctionId): Place {
    return { file: this.#facts.file, function: id, class: null, frame: null };
  }

  /** Groups writes by what they write to, so that look-ups need no pass over the file. */
  #objectKey({ target, function: id }: WriteFact): string {
    const { object } = target;
    if (object.kind === 'name') {
      return object.binding === null
        ? `global ${object.name}`
        : `binding ${String(object.binding)}`;
    }
    if (object.kind === 'this') return this.#thisKey(id);
    if (isPrototype(object) && object.kind === 'member' && object.object.kind === 'name') {
      return `prototype of ${String(object.object.binding ?? -1)}`;
    }
    return 'other';
  }

  #thisKey(id: FunctionId): string {
    let current = id;
    for (;;) {
      const fact = this.#facts.functions[current];
      if (fact === undefined || current === 0) return 'other';
      if (fact.class !== null) {
        const isStatic = this.#memberOf(current)?.static === true;
        return `${isStatic ? 'static this' : 'this'} of class ${String(fact.class)}`;
      }
      if (fact.kind !== 'arrow') return `this of function ${String(current)}`;
      current = fact.parent ?? 0;
    }
  }

  #memberOf(id: FunctionId): MemberFact | undefined {
    this.#members ??= membersByFunction(this.#facts);
    return this.#members.get(id);
  }
}

const memberKey = (object: string, property: string | null): string =>
  property === null ? object : `${object}\0${property}`;

/** The function a name is declared as or initialised with. */
const functionOf = (binding: BindingFact | undefined): FunctionId | undefined =>
  binding?.declares ?? (binding?.value?.kind === 'function' ? binding.value.function : undefined);

/** Writes of functions to members of a prototype, by the function. */
const prototypesOf = ({ writes }: FileFacts): ReadonlyMap<FunctionId, readonly WriteFact[]> =>
  groupBy(writes, ({ target, value }) =>
    value.kind === 'function' && isPrototype(target.object) ? value.function : undefined,
  );

const membersByFunction = ({ classes }: FileFacts): ReadonlyMap<FunctionId, MemberFact> =>
  new Map(
    classes.flatMap(({ members }) =>
      members.flatMap((member) =>
        member.function === undefined ? [] : [[member.function, member] as const],
      ),
    ),
  );

const isGlobal = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.binding === null && expression.name === name;

const isModuleExports = (expression: Expression): boolean =>
  expression.kind === 'member' &&
  expression.property === 'exports' &&
  isGlobal(expression.object, 'module');

/** "" for `module.exports = …`, the name for `exports.x = …`, null for any other write. */
export function exportName(target: WriteFact['target']): string | null {
  if (isModuleExports(target)) return '';
  return isGlobal(target.object, 'exports') || isModuleExports(target.object)
    ? target.property
    : null;
}

const isPrototype = (expression: Expression): boolean =>
  expression.kind === 'member' && expression.property === 'prototype';

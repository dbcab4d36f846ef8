import type { BorrowedFact } from '../../model/catalog-parts.js';
import { distinct } from '../distinct.js';
import { classMember, instanceMember } from '../types/class-members.js';
import type { Engine } from '../engine.js';
import { filledMember } from './filled-objects.js';
import { listed, listMember } from './lists.js';
import { propertiesOf } from './named-properties.js';
import { ownMethods } from '../given/methods.js';
import { placedMember } from '../given/placed-members.js';
import { packageMember } from '../modules/packages.js';
import { declaredMember } from '../types/type-arguments.js';
import { shapeMember } from '../types/shapes.js';
import type { ExternalValue, ObjectValue, Value } from '../values.js';

/** What reading a member of a value yields. */
export function memberValues(engine: Engine, value: Value, name: string): readonly Value[] {
  switch (value.kind) {
    case 'external':
      return ownOrExternal(engine, value, name);
    case 'package':
      return packageMember(engine, value, name);
    case 'module':
      return engine.exported(value.file, name);
    case 'class':
      return classMember(engine, value, name);
    case 'instance':
      return instanceMember(engine, value, name);
    case 'object':
      return objectMember(engine, value, name);
    case 'list':
      return listMember(value, name);
    case 'shape':
      return shapeMember(engine, value, name);
    case 'function':
      return engine.index
        .functionMembers(value.file, value.function, name)
        .flatMap(({ value: written, place }) => engine.evaluate(written, place));
    case 'operation':
    case 'callable':
    case 'constant':
      return [];
  }
}

/** What the repository added to a library's value stands before what the library has of the name. */
function ownOrExternal(engine: Engine, value: ExternalValue, name: string): readonly Value[] {
  const own = ownMethods(engine, value, name);
  return own.length > 0 ? own : externalMember(engine, value, name);
}

function externalMember(engine: Engine, value: ExternalValue, name: string): readonly Value[] {
  const member = engine.catalog.member(value, name);
  const path = `${value.path}.${name}`;
  if (member === undefined) {
    const besides = exportedBeside(engine, value, name);
    if (besides !== undefined) return [besides];
    const placed = placedMember(engine, value, name);
    return placed.length > 0 ? placed : undescribed(value, path);
  }
  if (member.type !== undefined) {
    const type = member.type === 'Self' ? value.type : member.type;
    const read = engine.catalog.as(value, type, path);
    return [listed(read, member.many)];
  }
  if (member.from !== undefined) return borrowed(engine, member.from);
  if (member.declared !== undefined) return declaredMember(engine, value, member.declared);
  if (member.given !== undefined) return madeWith(engine, value, member.given);
  return [{ kind: 'operation', on: value, name, action: member }];
}

/** `app.mongoose`: what another package exports. */
function borrowed(engine: Engine, from: BorrowedFact): readonly Value[] {
  const value = engine.catalog.borrowed(from);
  if (value === undefined) return [];
  return from.member === undefined ? [value] : engine.member(value, from.member);
}

/** `bookshelf(knex).knex`: an argument of the call that made the client, "instance.0". */
function madeWith(engine: Engine, { creations }: ExternalValue, at: string): readonly Value[] {
  const position = Number(at.slice(at.indexOf('.') + 1));
  return creations.flatMap(({ arguments: given, place }) => {
    const expression = given[position];
    return expression === undefined ? [] : engine.evaluate(expression, place);
  });
}

/** `import bolt from '@slack/bolt'; bolt.App`: in Node the default import of a CommonJS module is its namespace. */
const exportedBeside = (
  { catalog }: Engine,
  { client, packageName, path }: ExternalValue,
  name: string,
): ExternalValue | undefined =>
  path === 'default' ? catalog.exported({ client, packageName }, '', name) : undefined;

/** Of a framework only what lets work in is described; the rest is some value of its package. */
const undescribed = ({ client, packageName }: ExternalValue, path: string): readonly Value[] =>
  client.framework === undefined ? [] : [{ kind: 'package', packageName, subpath: '', path }];

function objectMember(engine: Engine, value: ObjectValue, name: string): readonly Value[] {
  const { named: byName, spread } = propertiesOf(value.expression);
  const named = byName.get(name);
  if (named !== undefined) {
    return named.flatMap((property) => {
      const values = engine
        .evaluate(property.value, value.place)
        .map((one) =>
          one.kind === 'function' && one.receiver === undefined ? { ...one, receiver: value } : one,
        );
      return property.getter
        ? values.flatMap((getter) =>
            engine.apply(getter, { arguments: [], construct: false, at: null }),
          )
        : values;
    });
  }
  // Objects that spread each other would double what they have with each of them.
  const copied = distinct(
    spread.flatMap((property) =>
      engine.evaluate(property.value, value.place).flatMap((one) => engine.member(one, name)),
    ),
  );
  return [...copied, ...filledMember(engine, value, name)];
}

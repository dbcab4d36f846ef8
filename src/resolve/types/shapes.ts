import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { ShapeValue, Value } from '../values.js';

/** A member of an interface or object type: by its declared type, else by who implements it. */
export function shapeMember(engine: Engine, value: ShapeValue, name: string): readonly Value[] {
  const declared = value.members
    .filter((member) => member.name === name)
    .flatMap((member): readonly Value[] =>
      member.method
        ? [{ kind: 'callable', returns: member.type, place: value.place }]
        : engine.typeValues(member.type, value.place),
    );
  const implemented = implementers(engine, value).flatMap((one) => engine.member(one, name));
  if (implemented.length > 0) return distinct(implemented);
  // What a method of a literal returns is seldom declared there: the interface says it.
  const written = literals(engine, value).flatMap((one) => engine.member(one, name));
  if (declared.length > 0 || written.length > 0) return distinct([...written, ...declared]);
  return distinct(
    value.extends.flatMap((type) =>
      engine.typeValues(type, value.place).flatMap((base) => engine.member(base, name)),
    ),
  );
}

function implementers(engine: Engine, value: ShapeValue): readonly Value[] {
  if (value.name === null) return [];
  return [
    ...engine.injected(value.name),
    ...firstOf(engine.index.implementersOf(value.name)).map(({ file, class: classId }): Value => ({
      kind: 'instance',
      file,
      of: { class: classId },
      frame: null,
    })),
  ];
}

/** Object literals that are declared to be of this very interface. */
function literals(engine: Engine, { name, place: home }: ShapeValue): readonly Value[] {
  if (name === null) return [];
  const isThis = (one: Value): boolean =>
    one.kind === 'shape' && one.name === name && one.place.file === home.file;
  return firstOf(engine.index.literalsOf(name)).flatMap(({ value, place, type }): Value[] =>
    value.kind === 'object' && engine.typeValues(type, place).some(isThis)
      ? [{ kind: 'object', expression: value, place }]
      : [],
  );
}

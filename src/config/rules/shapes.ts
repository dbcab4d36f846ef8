import { z } from 'zod';
import { ruleSubjects } from '../../model/finding.js';
import { subjectSchemas } from '../../model/rule-subjects.js';
import { isRecord } from '../../text/record.js';

/** What an expression can yield, as far as rules need to know. */
export type Shape =
  | { readonly kind: 'object'; readonly name: string; readonly fields: ReadonlyMap<string, Field> }
  | { readonly kind: 'list'; readonly item: Shape }
  /** Where `values` are known, the text is one of them. */
  | { readonly kind: 'text'; readonly values: readonly string[] | null }
  | { readonly kind: 'number' | 'boolean' | 'opaque' };

/** A field of an object; some are absent at times. */
export interface Field {
  readonly shape: Shape;
  readonly isAlways: boolean;
}

export type SubjectName = (typeof ruleSubjects)[number];

/** The shape of each subject, derived from the schemas of the assessment. */
export const subjectShapes: ReadonlyMap<SubjectName, Shape> = new Map(
  ruleSubjects.map((name) => [name, shapeOf(z.toJSONSchema(subjectSchemas[name]), name)]),
);

/** The shape of a place in the sources. */

/** `name` says where an object stands: "call_protection_timeout" is a type of its own. */
function shapeOf(schema: unknown, name: string): Shape {
  if (!isRecord(schema)) return { kind: 'opaque' };
  const variants = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(variants)) return joined(variants.map((one: unknown) => shapeOf(one, name)));
  if (typeof schema['const'] === 'string') return { kind: 'text', values: [schema['const']] };
  if (Array.isArray(schema['enum'])) return { kind: 'text', values: schema['enum'].map(String) };
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, name);
    case 'array':
      return { kind: 'list', item: shapeOf(schema['items'], `${name}_item`) };
    case 'string':
      return { kind: 'text', values: null };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    default:
      return typeof schema['const'] === 'boolean' ? { kind: 'boolean' } : { kind: 'opaque' };
  }
}

function objectOf(schema: Readonly<Record<string, unknown>>, name: string): Shape {
  const { properties, required } = schema;
  const always: readonly unknown[] = Array.isArray(required) ? required : [];
  const fields = Object.entries(isRecord(properties) ? properties : {}).map(
    ([key, value]): [string, Field] => [
      key,
      { shape: shapeOf(value, `${name}_${key}`), isAlways: always.includes(key) },
    ],
  );
  return { kind: 'object', name, fields: new Map(fields) };
}

/** What is one of several shapes has the fields of all; only those that all have are always there. */
function joined(shapes: readonly Shape[]): Shape {
  const [first, ...rest] = shapes;
  return first === undefined ? { kind: 'opaque' } : rest.reduce(join, first);
}

function join(one: Shape, other: Shape): Shape {
  if (one.kind === 'object' && other.kind === 'object') return joinObjects(one, other);
  if (one.kind === 'list' && other.kind === 'list') {
    return { kind: 'list', item: join(one.item, other.item) };
  }
  if (one.kind === 'text' && other.kind === 'text') {
    const isOpen = one.values === null || other.values === null;
    return { kind: 'text', values: isOpen ? null : [...new Set([...one.values, ...other.values])] };
  }
  return one.kind === other.kind ? one : { kind: 'opaque' };
}

type ObjectShape = Extract<Shape, { kind: 'object' }>;

function joinObjects(one: ObjectShape, other: ObjectShape): Shape {
  const names = new Set([...one.fields.keys(), ...other.fields.keys()]);
  const fields = [...names].flatMap((name): [string, Field][] => {
    const here = one.fields.get(name);
    const there = other.fields.get(name);
    if (here === undefined || there === undefined) {
      const known = here ?? there;
      return known === undefined ? [] : [[name, { shape: known.shape, isAlways: false }]];
    }
    const shape = join(here.shape, there.shape);
    return [[name, { shape, isAlways: here.isAlways && there.isAlways }]];
  });
  return { kind: 'object', name: one.name, fields: new Map(fields) };
}

import { z, type core } from 'zod';
import { countOf } from '../text/count-of.js';
import { isRecord } from '../text/record.js';
import { similarName } from '../text/similar-name.js';
import type { FieldPath } from './yaml-document.js';

/** What is wrong with a field, in words for whoever wrote it. */
export interface Fault {
  readonly path: FieldPath;
  readonly message: string;
}

/** What a file should be, and what it holds. */
export interface Checking {
  readonly schema: z.ZodType;
  readonly valueAt: (path: FieldPath) => unknown;
}

/** An unknown key is reported where the key stands, not where its parent begins. */
export function faultsOf(issue: core.$ZodIssue, { schema, valueAt }: Checking): readonly Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownFields(path, issue.keys, schema);
    case 'invalid_value':
      return [{ path, message: wrongValue(issue.values.map(String), valueAt(path)) }];
    case 'invalid_type':
      return [{ path, message: wrongType(issue.expected, valueAt(path)) }];
    case 'too_small':
      return [{ path, message: tooFew(issue) }];
    case 'invalid_key':
      return [{ path, message: issue.issues.map(({ message }) => message).join(' and ') }];
    case 'invalid_union':
      return unionFaults(issue, { schema, valueAt });
    case 'too_big':
      return [{ path, message: tooMuch(issue) }];
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
      return [{ path, message: issue.message }];
  }
}

function unknownFields(
  path: FieldPath,
  keys: readonly string[],
  schema: z.ZodType,
): readonly Fault[] {
  const known = fieldsAt(path, schema);
  return keys.map((key) => {
    return { path: [...path, key], message: `no such field${didYouMean(key, known)}` };
  });
}

/** `; did you mean "role"?`, or nothing where no name is close. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const similar = similarName(name, candidates);
  return similar === undefined ? '' : `; did you mean "${similar}"?`;
}

function wrongValue(allowed: readonly string[], value: unknown): string {
  if (value === undefined) return 'is missing';
  if (allowed.length === 1) return `must be ${allowed.join()}`;
  return `must be one of ${allowed.join(', ')}${typeof value === 'string' ? didYouMean(value, allowed) : ''}`;
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
};

function wrongType(expected: string, value: unknown): string {
  return value === undefined ? 'is missing' : `must be ${kinds[expected] ?? expected}`;
}

function tooFew({ origin, minimum, inclusive }: core.$ZodIssueTooSmall): string {
  if (origin === 'array') return `needs ${countOf(Number(minimum), 'item')} at the least`;
  if (origin === 'string') return 'must not be empty';
  return inclusive === false ? `must be more than ${minimum}` : `must be ${minimum} at the least`;
}

const tooMuch = ({ origin, maximum }: core.$ZodIssueTooBig): string =>
  origin === 'string'
    ? `must have ${maximum} characters at the most`
    : `must be ${maximum} at the most`;

/** The form whose kind fits tells its own mistakes; where none fits, each says what it expects. */
function unionFaults(
  { errors, path }: core.$ZodIssueInvalidUnion,
  { schema, valueAt }: Checking,
): readonly Fault[] {
  const inside = errors.map((issues) =>
    issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
  );
  const fitting = inside.find((issues) => !issues.some((issue) => isOtherKind(issue, path)));
  const told = fitting ?? inside.flatMap((issues) => issues.slice(0, 1));
  const faults = told.flatMap((issue) => faultsOf(issue, { schema, valueAt }));
  if (fitting !== undefined) return faults;
  const messages = new Set(faults.map(({ message }) => message));
  return [{ path, message: [...messages].join(', or ') }];
}

const isOtherKind = ({ code, path }: core.$ZodIssue, whole: FieldPath): boolean =>
  path.length === whole.length && ['invalid_type', 'invalid_value', 'invalid_union'].includes(code);

/** The fields that the schema knows at a path of a file. */
function fieldsAt(path: FieldPath, schema: z.ZodType): readonly string[] {
  let parts = formsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const key of path) parts = parts.flatMap((part) => formsOf(below(part, key)));
  return parts.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema itself, and each of those it leaves to choose from. */
function formsOf(schema: unknown): readonly JsonSchema[] {
  if (!isRecord(schema)) return [];
  const choices: readonly unknown[] = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  return [schema, ...choices.flatMap(formsOf)];
}

function below(schema: JsonSchema, key: PropertyKey): unknown {
  const { properties, additionalProperties, items } = schema;
  if (typeof key === 'number') return items;
  const own = isRecord(properties) ? properties[String(key)] : undefined;
  return own ?? additionalProperties;
}

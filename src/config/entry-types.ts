import type { ClientEntry } from '../model/catalog.js';

type FieldPath = readonly (string | number)[];

/** A place of an entry that names one of its types. */
export interface TypeReference {
  readonly path: FieldPath;
  readonly name: string;
}

/** Fields below `types` whose value names a type, or lists names of types. */
const typeFields: ReadonlySet<string> = new Set([
  'building',
  'construct',
  'extends',
  'methodsAt',
  'methodsOf',
  'parameters',
  'returns',
  'this',
  'type',
]);

/** What describes a package by types: a client, a guard or the tool of a practice. */
type Described = Omit<Partial<ClientEntry>, 'types'> & { readonly types: unknown };

/** Everywhere an entry names a type. */
export function typeReferences(entry: Described): readonly TypeReference[] {
  return [
    ...namesIn(entry.globals, ['globals']),
    ...namesIn(entry.exports, ['exports']),
    ...namesIn(entry.makers, ['makers']),
    ...namesIn(entry.subpaths, ['subpaths']),
    ...namesIn(entry.decorators, ['decorators']),
    ...namesIn(entry.guardDecorators, ['guardDecorators']),
    ...namesBelow(entry.types, ['types']),
    ...scopesBelow(entry.protection, ['protection']),
  ];
}

/** Every string in `value` is the name of a type. */
function namesIn(value: unknown, path: FieldPath): TypeReference[] {
  if (typeof value === 'string') return [{ path, name: value }];
  return children(value).flatMap(([key, child]) => namesIn(child, [...path, key]));
}

function namesBelow(value: unknown, path: FieldPath): TypeReference[] {
  return children(value).flatMap(([key, child]) => {
    const childPath = [...path, key];
    const named = typeFields.has(String(key)) && !isMemberName(path);
    return named ? namesIn(child, childPath) : namesBelow(child, childPath);
  });
}

/** `on` says for which types a fact holds. */
function scopesBelow(value: unknown, path: FieldPath): TypeReference[] {
  return children(value).flatMap(([key, child]) =>
    key === 'on' ? namesIn(child, [...path, key]) : scopesBelow(child, [...path, key]),
  );
}

/** Keys of `types` and `members` are names an author chose; `members: { type: … }` is a method. */
function isMemberName(path: FieldPath): boolean {
  const last = path.at(-1);
  return (path.length === 1 && last === 'types') || (path.length === 3 && last === 'members');
}

function children(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return [];
}

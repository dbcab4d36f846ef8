import type { ExportFact } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { instancesOf } from './instances.js';
import type { Place, Value } from '../values.js';

/** An imported type: where the import stands, the module, and the path into its namespaces. */
export interface ImportedType {
  readonly file: string;
  readonly specifier: string;
  readonly path: readonly string[];
}

/** Values a type exported by a module stands for. */
export function exportedType(
  engine: Engine,
  { file, specifier, path }: ImportedType,
): readonly Value[] {
  const target = engine.modules.resolve(file, specifier);
  switch (target.kind) {
    case 'file':
      return typeOfFile(engine, target.file, path);
    case 'package':
      return packageType(engine, { packageName: target.name, subpath: target.subpath }, path);
    case 'builtin':
      return packageType(engine, { packageName: target.name, subpath: '' }, path);
    case 'missing':
      return [];
  }
}

function packageType(
  engine: Engine,
  { packageName, subpath }: { packageName: string; subpath: string },
  path: readonly string[],
): readonly Value[] {
  const match = engine.catalog.package(packageName);
  const name = path.filter((part) => part !== 'default').at(-1) ?? 'default';
  const annotated = match && engine.catalog.annotated(match, subpath, name);
  if (annotated !== undefined) return [annotated];
  return [{ kind: 'package', packageName, subpath, path: path.join('.') }];
}

function typeOfFile(engine: Engine, file: string, path: readonly string[]): readonly Value[] {
  const [name, ...rest] = path;
  const located = name === undefined ? null : engine.exports.locate(file, name);
  if (located === null || name === undefined) return [];
  for (const entry of located.entries) {
    const values = typeOfExport(engine, { file: located.file, name, rest }, entry);
    if (values.length > 0) return values;
  }
  return [];
}

interface Search {
  readonly file: string;
  readonly name: string;
  readonly rest: readonly string[];
}

function typeOfExport(engine: Engine, search: Search, entry: ExportFact): readonly Value[] {
  const { file, name, rest } = search;
  const place: Place = { file, function: 0, class: null, frame: null };
  if (entry.from !== undefined) {
    const { specifier, imported } = entry.from;
    const path = [...importedPath(entry.name, imported, name), ...rest];
    return exportedType(engine, { file, specifier, path });
  }
  if (entry.binding !== undefined) {
    const reference = {
      kind: 'reference',
      name: [name, ...rest],
      binding: entry.binding,
      arguments: [],
    } as const;
    return engine.typeValues(reference, place);
  }
  return entry.expression === undefined
    ? []
    : instancesOf(engine, engine.evaluate(entry.expression, place).filter(isClass));
}

const isClass = ({ kind }: Value): boolean => kind === 'class';

/** `export * from` keeps the name, `export * as ns from` leads into the module itself. */
function importedPath(exported: string, imported: string, name: string): readonly string[] {
  if (imported !== '*') return [imported];
  return exported === '*' ? [name] : [];
}

import type { ExportFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { packageExport } from './packages.js';
import type { Place, Value } from '../values.js';

/** An import: where it stands, what it asks for, and the exported name ("*": the namespace). */
export interface Imported {
  readonly file: string;
  readonly specifier: string;
  readonly name: string;
}

/** What a specifier's export is, followed through files, packages and Node's own modules. */
export function importedValues(
  engine: Engine,
  { file, specifier, name }: Imported,
): readonly Value[] {
  const target = engine.modules.resolve(file, specifier);
  switch (target.kind) {
    case 'file':
      return name === '*'
        ? [{ kind: 'module', file: target.file }]
        : engine.exported(target.file, name);
    case 'package':
      return packageExport(
        engine,
        { kind: 'package', packageName: target.name, subpath: target.subpath, path: '' },
        name,
      );
    case 'builtin':
      return packageExport(
        engine,
        { kind: 'package', packageName: target.name, subpath: '', path: '' },
        name,
      );
    case 'missing':
      return [];
  }
}

/** What a file exports under a name, ESM first, then what it assigns to `exports`. */
export function exportedValues(engine: Engine, file: string, name: string): readonly Value[] {
  const located = engine.exports.locate(file, name);
  if (located === null) return wholeExport(engine, file, name);
  return distinct(
    located.entries.flatMap((entry) => exportValues(engine, entry, { file: located.file, name })),
  );
}

function exportValues(
  engine: Engine,
  entry: ExportFact,
  { file, name }: { readonly file: string; readonly name: string },
): readonly Value[] {
  const place: Place = { file, function: 0, class: null, frame: null };
  if (entry.from !== undefined) {
    const imported = entry.name === '*' ? name : entry.from.imported;
    return engine.imported(file, entry.from.specifier, imported);
  }
  if (entry.binding !== undefined) return engine.binding(entry.binding, place);
  return entry.expression === undefined ? [] : engine.evaluate(entry.expression, place);
}

/** CommonJS: `exports.x = …`, `module.exports = …`, and TypeScript's `export =`. */
function wholeExport(engine: Engine, file: string, name: string): readonly Value[] {
  const { members, whole } = engine.index.commonJsExports(file);
  const written = (members.get(name) ?? []).flatMap(({ value, place }) =>
    engine.evaluate(value, place),
  );
  if (written.length > 0) return distinct(written);
  const values = distinct(whole.flatMap(({ value, place }) => engine.evaluate(value, place)));
  return name === 'default'
    ? values
    : distinct(values.flatMap((value) => engine.member(value, name)));
}

/** `require('./x')`: what `module.exports` is, or the namespace of an ES module. */
export function requiredValues(engine: Engine, file: string, specifier: string): readonly Value[] {
  const target = engine.modules.resolve(file, specifier);
  return target.kind === 'file'
    ? requiredFile(engine, target.file)
    : importedValues(engine, { file, specifier, name: '*' });
}

/** What requiring a file of the repository yields. */
export function requiredFile(engine: Engine, file: string): readonly Value[] {
  const { whole } = engine.index.commonJsExports(file);
  const values = distinct(whole.flatMap(({ value, place }) => engine.evaluate(value, place)));
  return [...values, { kind: 'module', file }];
}

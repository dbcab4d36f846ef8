import { isCradle } from '../given/containers.js';
import type { Engine } from '../engine.js';
import type { ExternalValue, PackageValue, Value } from '../values.js';

/** A member of a package's namespace, or of something in it that the catalogue does not know. */
export function packageMember(engine: Engine, value: PackageValue, name: string): readonly Value[] {
  if (value.packageName === 'globalThis') {
    const found = engine.catalog.global(name);
    return found === undefined ? [] : [found];
  }
  if (isCradle(value)) return engine.index.registeredByName(name);
  if (value.path === '') return packageExport(engine, value, name);
  return [{ ...value, path: `${value.path}.${name}` }];
}

/** What a package exports under a name; "*" is its namespace. */
export function packageExport(engine: Engine, value: PackageValue, name: string): readonly Value[] {
  if (name === '*') return [value];
  const match = engine.catalog.package(value.packageName);
  if (match === undefined) {
    return name === 'default'
      ? [value]
      : [engine.catalog.generated(name) ?? { ...value, path: name }];
  }
  const exported = engine.catalog.exported(match, value.subpath, name);
  if (exported !== undefined) return [exported];
  // `import pg from 'pg'`: the default import of a CommonJS module is its namespace.
  if (name === 'default') return [value];
  const whole = packageDefault(engine, value);
  const members = whole === undefined ? [] : engine.member(whole, name);
  // Of a framework, only what lets work in is described.
  return members.length > 0 || match.client.framework === undefined
    ? members
    : [{ ...value, path: name }];
}

/** What the namespace stands for when it is called or constructed itself (`require('axios')`). */
export function packageDefault(engine: Engine, value: PackageValue): ExternalValue | undefined {
  const match = engine.catalog.package(value.packageName);
  return match && engine.catalog.exported(match, value.subpath, 'default');
}

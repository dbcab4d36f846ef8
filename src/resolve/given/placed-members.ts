import type { PlacedFilesFact } from '../../model/catalog-parts.js';
import { distinct } from '../distinct.js';
import { argumentValues } from '../expressions/arguments.js';
import type { Engine } from '../engine.js';
import { isInformative } from '../informative.js';
import type { PlacedFile } from '../knowledge.js';
import { nearestTo } from '../../text/nearest-files.js';
import type { ExternalValue, Value } from '../values.js';

/** `ctx.service.user`: a member that a file stands for, or a folder on the way to one. */
export function placedMember(engine: Engine, value: ExternalValue, name: string): readonly Value[] {
  const files = engine.catalog.fact(value, 'files');
  if (files === undefined) return [];
  const asked = [...(value.below ?? []), name];
  const all = engine.index.placedFiles(files.below);
  const found = all.filter(({ names }) => isSame(names, asked, files));
  if (found.length > 0) return standingFor(engine, { on: value, files, found });
  const isFolder = all.some(({ names }) => isSame(names.slice(0, asked.length), asked, files));
  return isFolder ? [{ ...value, below: asked, path: `${value.path}.${name}` }] : [];
}

/** `'api::order.order.find'`, `'home.index'`, `'user/list'`: the member that a text names, asked for by a file. */
export function placedByText(
  engine: Engine,
  on: ExternalValue,
  { text, file }: { readonly text: string; readonly file: string },
): readonly Value[] {
  const files = engine.catalog.fact(on, 'files');
  if (files === undefined) return [];
  const parts = text
    .replace(/^[\w-]+::/, '')
    .split(/[./]/)
    .filter((part) => part !== '');
  const all = engine.index.placedFiles(files.below);
  for (let length = parts.length; length > 0; length--) {
    const found = nearestTo(
      file,
      filesNamed(all, parts.slice(0, length), files),
      (one) => one.file,
    );
    if (found.length === 0) continue;
    const values = standingFor(engine, { on, files, found });
    return membersOf(engine, values, parts.slice(length));
  }
  return [];
}

/** `User.find()`: names that the framework makes known everywhere in the package. */
export function placedGlobal(engine: Engine, name: string, file: string): readonly Value[] {
  return engine.catalog.placing().flatMap((on) => {
    const files = engine.catalog.fact(on, 'files');
    if (files?.globals !== true) return [];
    if (!on.client.packages.some((one) => engine.modules.declares(file, one))) return [];
    const found = engine.index
      .placedFiles(files.below)
      .filter(({ root, names }) => file.startsWith(root) && names.at(-1) === name);
    return standingFor(engine, { on, files, found });
  });
}

interface Found {
  readonly on: ExternalValue;
  readonly files: PlacedFilesFact;
  readonly found: readonly PlacedFile[];
}

function standingFor(engine: Engine, { on, files, found }: Found): readonly Value[] {
  const { hold, runs } = files;
  if (found.length === 0) return [];
  if (hold !== undefined) return [engine.catalog.as(on, hold, found[0]?.names.join('.') ?? '')];
  const values = distinct(found.flatMap(({ file }) => exportedBy(engine, file)));
  const own = values.filter(isInformative);
  const meant = runs === undefined ? [] : membersOf(engine, own, [runs]);
  return meant.length > 0 ? meant : values;
}

/** What a framework makes of the file: of a class an instance; what a function gives, beside itself. */
function exportedBy(engine: Engine, file: string): readonly Value[] {
  const values = engine.exported(file, 'default').flatMap((value) => {
    if (value.kind !== 'function') return made(engine, value);
    const given = engine.apply(value, { arguments: [], construct: false, at: null });
    return [...given.flatMap((one) => made(engine, one)), value];
  });
  return values.length > 0 ? values : [{ kind: 'module', file }];
}

const DEEPEST_GIVEN = 3;

/** `merge(clone(base), { … })` of some package: what it was given is in what it gives. */
function made(engine: Engine, value: Value, depth = 0): readonly Value[] {
  if (value.kind === 'class')
    return engine.apply(value, { arguments: [], construct: true, at: null });
  if (value.kind !== 'package' || depth === DEEPEST_GIVEN) return [value];
  return (value.given ?? [])
    .flatMap((one) => argumentValues(engine, one))
    .flatMap((one) => made(engine, one, depth + 1));
}

const membersOf = (
  engine: Engine,
  values: readonly Value[],
  names: readonly string[],
): readonly Value[] =>
  names.reduce<readonly Value[]>(
    (all, name) => all.flatMap((one) => engine.member(one, name)),
    values,
  );

/** Those that have all the names, else those whose last names they are. */
function filesNamed(
  all: readonly PlacedFile[],
  asked: readonly string[],
  files: PlacedFilesFact,
): readonly PlacedFile[] {
  const whole = all.filter(({ names }) => isSame(names, asked, files));
  return whole.length > 0
    ? whole
    : all.filter(({ names }) => isSame(names.slice(-asked.length), asked, files));
}

const isSame = (
  names: readonly string[],
  asked: readonly string[],
  files: PlacedFilesFact,
): boolean =>
  names.length === asked.length &&
  names.every((name, index) => plain(name, files) === plain(asked[index] ?? '', files));

/** "user-info" and "userInfo" are one name, and so is "UserController" where names end so. */
function plain(name: string, { ending }: PlacedFilesFact): string {
  const short =
    ending !== undefined && name.length > ending.length && name.endsWith(ending)
      ? name.slice(0, -ending.length)
      : name;
  return short.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

import { posix } from 'node:path';
import type { Convention, RegistrationFact } from '../../model/catalog-entry.js';
import type { ClientEntry } from '../../model/catalog.js';
import type { Expression, FileFacts } from '../../parse/facts.js';
import type { Place, Value } from '../../resolve/values.js';
import { foldersUp } from '../../text/folders-up.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Draft } from './draft.js';
import { exportsOf, type Exported } from './exports-of.js';
import { fileRoute } from './file-route.js';
import { functionsAt, functionsOf } from './functions-of.js';
import { namedHandlers } from './handlers.js';
import { itemsOf } from './items.js';
import { fillIn, lookUpAt, mountedName, placeTexts, type Each, type Reading } from './texts.js';

/** Entry points that files are because of where they lie, by the frameworks of their package. */
export function conventionDrafts(judging: Judging, files: readonly FileFacts[]): readonly Draft[] {
  const conventions = judging.resolver.catalog.conventions();
  const patterns = new Map(
    conventions.map(({ convention }) => [convention, new RegExp(convention.files)]),
  );
  const { operations, marks } = judging.repository;
  const described = new Set([...operations.map(({ file }) => file), ...marks]);
  return files.flatMap((facts) => {
    const { dir, dependencies } = judging.owner(facts.file);
    const below = dir === '.' ? facts.file : facts.file.slice(dir.length + 1);
    return conventions.flatMap(({ client, convention }): readonly Draft[] => {
      const found = patterns.get(convention)?.exec(below);
      if (found == null) return [];
      const { directive, beside = [] } = convention;
      const isDescribed = foldersOf(facts.file, dir).some((folder) =>
        beside.some((name) => described.has(posix.join(folder, name))),
      );
      if (!isDescribed && !client.packages.some((name) => dependencies.has(name))) return [];
      const match: Found = { client, convention, groups: found.groups ?? {} };
      return directive === undefined || facts.directives.includes(directive)
        ? draftsOf(judging, facts, match)
        : directedDrafts(judging, facts, match);
    });
  });
}

/** The folders of a file, up to that of its package. */
function foldersOf(file: string, top: string): readonly string[] {
  const folders = foldersUp(posix.dirname(file));
  return folders.includes(top) ? folders.slice(0, folders.indexOf(top) + 1) : folders;
}

interface Found {
  readonly client: ClientEntry;
  readonly convention: Convention;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

function draftsOf(judging: Judging, facts: FileFacts, found: Found): readonly Draft[] {
  const drafts = exportedFrom(judging, facts).flatMap((one) =>
    Object.entries(found.convention.exports).flatMap(([names, registers]) =>
      partsOf(judging, one, names).flatMap((part) =>
        draftOf(judging, { facts, found, registers }, part),
      ),
    ),
  );
  return drafts;
}

/** Functions within others that begin with the directive themselves: a page's own actions. */
function directedDrafts(judging: Judging, facts: FileFacts, found: Found): readonly Draft[] {
  const { directive = '', exports } = found.convention;
  const registers = exports['*'];
  if (registers === undefined) return [];
  return facts.functions.flatMap(({ directives = [], name, start }, id) => {
    if (!directives.includes(directive)) return [];
    const handlers = [{ file: facts.file, function: id }];
    const part: Part = { name: name ?? 'action', start, handlers };
    return draftOf(judging, { facts, found, registers }, part);
  });
}

interface Part {
  readonly name: string;
  readonly handlers: readonly FunctionPlace[];
  readonly start: number;
  /** Where it is one of several: what it is given as. */
  readonly each?: Each;
}

/** What of an export a key of the convention means: itself, a member of it, or any function. */
function partsOf(judging: Judging, exported: ExportedValue, names: string): readonly Part[] {
  const { name, start } = exported;
  return names.split('|').flatMap((wanted): readonly Part[] => {
    if (wanted === name) return [{ name, start, handlers: exported.handlers() }];
    if (wanted === '*') {
      const handlers = exported.handlers();
      return handlers.length > 0 ? [{ name, start, handlers }] : [];
    }
    const [whole, ...path] = wanted.split('.');
    if ((whole !== name && whole !== '*') || path.length === 0) return [];
    return itemsAt(judging, exported.items(), path).map((item) => ({
      name: item.key,
      start: item.start === 0 ? start : item.start,
      handlers: functionsOf(judging, item.expression, item.place),
      each: item,
    }));
  });
}

/** Members of members: "routes.*" are the elements of the member `routes`. */
function itemsAt(
  judging: Judging,
  items: readonly Each[],
  [name, ...deeper]: readonly string[],
): readonly Each[] {
  const found = items.filter(({ key }) => name === '*' || key === name);
  return deeper.length === 0
    ? found
    : found.flatMap(({ expression, place, start }) => {
        const inner = itemsOf(judging, expression, place);
        return itemsAt(
          judging,
          inner.map((one) => (one.start === 0 ? { ...one, start } : one)),
          deeper,
        );
      });
}

interface Making {
  readonly facts: FileFacts;
  readonly found: Found;
  readonly registers: RegistrationFact;
}

function draftOf(
  judging: Judging,
  { facts, found: { client, convention, groups }, registers }: Making,
  { name, handlers, start, each }: Part,
): readonly Draft[] {
  const words = {
    ...groups,
    export: name,
    file: fileRoute(groups['path'] ?? '', convention.spelling),
  };
  const reading = { judging, words, ...(each !== undefined && { each }) };
  const named = namedHandlers(reading, registers, { client, file: facts.file });
  const own = handlers.length > 0 ? handlers : handlersWithin(reading, registers);
  if (registers.names !== undefined && named === null && own.length === 0) return [];
  const texts = placeTexts(reading, registers.name);
  const shown = mountedName(registers.kind, fillIn(registers.name, texts), []);
  const { kind, incidental } = registers;
  const ran = named === null || named.length === 0 ? own : named;
  const at = { file: each?.place.file ?? facts.file, start };
  return [
    {
      ...{ kind, name: shown, ...at, handlers: ran, limits: [] },
      ...(incidental && { isIncidental: true }),
    },
  ];
}

/** Where the handler stands in an element: `{ path: '/users', handler: load }`. */
const handlersWithin = (
  reading: Reading,
  { handler }: RegistrationFact,
): readonly FunctionPlace[] =>
  firstFilled(
    handler
      .filter((at) => at.startsWith('each.'))
      .map((at) => () => functionsAt(reading.judging, lookUpAt(reading, at))),
  );

function firstFilled<T>(sources: readonly (() => readonly T[])[]): readonly T[] {
  for (const source of sources) {
    const found = source();
    if (found.length > 0) return found;
  }
  return [];
}

interface ExportedValue {
  readonly name: string;
  readonly start: number;
  readonly handlers: () => readonly FunctionPlace[];
  readonly items: () => ReturnType<typeof itemsOf>;
}

/** What a file exports itself, and what it hands on from others. */
function exportedFrom(judging: Judging, facts: FileFacts): readonly ExportedValue[] {
  const place: Place = { file: facts.file, function: 0, class: null, frame: null };
  const own = exportsOf(facts).map(({ name, expression, start }: Exported): ExportedValue => ({
    name,
    start,
    handlers: () => functionsOf(judging, expression, place),
    items: () => {
      const items = itemsOf(judging, expression, place);
      return items.length > 0 ? items : itemsWrapped(judging, expression, place);
    },
  }));
  const handedOn = facts.exports.flatMap(({ name, from, typeOnly }): readonly ExportedValue[] => {
    if (from === undefined || typeOnly || name === '*') return [];
    const handlers = (): readonly FunctionPlace[] =>
      judging.resolver.exported(facts.file, name).flatMap(functionIn);
    return [{ name, start: 0, handlers, items: () => [] }];
  });
  return [...own, ...handedOn];
}

/** `export default withSentry(options, { fetch, queue })`: what a package wraps goes on in what it makes. */
function itemsWrapped(judging: Judging, exported: Expression, place: Place): readonly Each[] {
  const made = initialOf(judging, exported, place);
  if (made.kind !== 'call') return [];
  const isOfPackage = judging.resolver
    .evaluate(made, place)
    .every((value) => value.kind === 'package' && value.constructed !== true);
  const given = isOfPackage ? (judging.facts(place.file)?.calls[made.call]?.arguments ?? []) : [];
  return given.flatMap((one) => itemsOf(judging, one, place));
}

/** What a name of the file is declared with: `export const handler = define.handlers({ GET })`. */
function initialOf(judging: Judging, expression: Expression, { file }: Place): Expression {
  if (expression.kind !== 'name' || expression.binding === null) return expression;
  const binding = judging.facts(file)?.bindings[expression.binding];
  return binding?.path === undefined ? (binding?.value ?? expression) : expression;
}

const functionIn = (value: Value): readonly FunctionPlace[] =>
  value.kind === 'function' ? [{ file: value.file, function: value.function }] : [];

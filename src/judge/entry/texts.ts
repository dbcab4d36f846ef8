import type { Expression } from '../../parse/facts.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { LookUp, Placed } from '../settings/found-setting.js';
import { lookUp } from '../settings/look-up.js';
import { findSetting } from '../settings/settings.js';
import type { Entering } from './entering.js';
import { keptAs } from './kept-under.js';

/** One of the handlers that a registration with `each` is at. */
export interface Each {
  readonly key: string;
  /** Its key and the one it is below, where it is two levels deep. */
  readonly keys?: readonly [string, string];
  readonly expression: Expression;
  readonly place: Place;
  readonly start: number;
}

/** What the places of a registration are read from. */
export interface Reading {
  readonly judging: Judging;
  /** The call that registers; absent where a file's own place does. */
  readonly entering?: Entering;
  readonly each?: Each;
  /** What `handler`, `class`, `file` and `export` stand for. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What stands at a place that is a setting's, or part of what `each` is at. */
export function lookUpAt({ judging, entering, each }: Reading, at: string): LookUp {
  if (at === 'each' || at.startsWith('each.')) {
    return each === undefined ? { state: 'absent' } : lookUp(judging, each, at.split('.').slice(1));
  }
  if (entering === undefined) return { state: 'absent' };
  const { on, member, point, place } = entering;
  return findSetting(judging, { on, point, operation: member, frame: place.frame }, at);
}

/** The text at the first place that has one; else how the sources spell what stands at the last. */
export function textAt(reading: Reading, places: readonly string[]): string | null {
  let spelling: string | null = null;
  for (const at of places) {
    const word = wordAt(reading, at);
    if (word !== undefined) return word;
    const found = lookUpAt(reading, at);
    if (found.state !== 'set') continue;
    const text = textOf(found.values);
    if (text !== null) return text;
    // What is known to be something else is no text that could not be read.
    const isUnread = found.values.every(({ kind }) => kind === 'package');
    if (isUnread) spelling = spelled(reading.judging, found.at) ?? spelling;
  }
  return spelling;
}

function wordAt(reading: Reading, at: string): string | undefined {
  if (at === 'key') return reading.each?.key;
  if (at === 'key.0') return reading.each?.keys?.[0];
  if (at === 'key.1') return reading.each?.keys?.[1];
  if (at.startsWith("'")) return at.slice(1, -1);
  return reading.words?.[at] ?? wordOfCall(reading, at);
}

/** What the call that registers says by how it is spelled. */
function wordOfCall({ judging, entering }: Reading, at: string): string | undefined {
  if (entering === undefined) return undefined;
  if (at === 'kept') return keptAs(judging, entering.point);
  if (at === 'member') return entering.member;
  if (at === 'MEMBER') return entering.member.toUpperCase();
  if (!at.startsWith('named.')) return undefined;
  const argument = entering.call.arguments[Number(at.slice('named.'.length))];
  return argument === undefined ? undefined : argumentName(argument);
}

/** Every text a value can be, where all are known; those of a list belong together. */
function textOf(values: readonly Value[]): string | null {
  for (const value of values) {
    if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
    if (value.kind !== 'list') continue;
    const elements = value.elements.flatMap((one) =>
      one.kind === 'constant' && typeof one.value === 'string' ? [one.value] : [],
    );
    if (elements.length > 0) return elements.join('|');
  }
  return null;
}

/** "Users" of `proto.Users.service` and of `UsersService`. */
export function argumentName(expression: Expression): string | undefined {
  const names = memberPath(expression).filter((name) => !/^(service|definition)$/i.test(name));
  return names.at(-1)?.replace(/(?<=\w)(Service)?Definition$/, '$1');
}

/** Names from the outermost object to the member, as far as they are names. */
function memberPath(expression: Expression): readonly string[] {
  const path: string[] = [];
  let current = expression;
  while (current.kind === 'member') {
    path.unshift(current.property ?? '…');
    current = current.object;
  }
  if (current.kind === 'name') path.unshift(current.name);
  if (current.kind === 'this') path.unshift('this');
  return path;
}

/** `${paths.users}` for what is computed: the reader of a name knows where to look. */
function spelled(judging: Judging, { expression, place }: Placed): string | null {
  const root = rootOf(expression);
  if (root.kind !== 'name' && root.kind !== 'this') {
    return root.kind === 'other' || root.kind === 'call' ? '${…}' : null;
  }
  const given = argumentOf(judging, root, place);
  const path = memberPath(expression);
  return `\${${[...(given ?? path.slice(0, 1)), ...path.slice(1)].join('.')}}`;
}

function rootOf(expression: Expression): Expression {
  let current = expression;
  while (current.kind === 'member') current = current.object;
  return current;
}

/** How the caller that is looked at spells what it hands over for a parameter. */
function argumentOf(
  judging: Judging,
  root: Expression,
  { file, frame }: Place,
): readonly string[] | null {
  if (root.kind !== 'name' || root.binding === null || frame === null) return null;
  const binding = judging.facts(file)?.bindings[root.binding];
  if (binding?.parameter === undefined || binding.function !== frame.function) return null;
  const argument = frame.arguments[binding.parameter];
  return argument !== undefined && 'expression' in argument
    ? memberPath(argument.expression)
    : null;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The texts of a name's places, in order; null where a place tells nothing. */
export const placeTexts = (reading: Reading, template: string): readonly (string | null)[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, places = '']) => textAt(reading, places.split('|')));

/** The name with its places filled in. */
export function fillIn(template: string, texts: readonly (string | null)[]): string {
  let index = 0;
  return template
    .replaceAll(PLACEHOLDER, () => texts[index++] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const DOTTED = /^(rpc-method|graphql-resolver)$/;
/** Called by their names: an action at whatever path the page has, an operation at that of a description. */
const NAMED: ReadonlySet<string> = new Set(['ACTION', 'OPERATION']);
const METHODS = /^(get|post|put|patch|delete|head|options|all|any)(\||$)/i;

/** A route below where it is mounted: "GET /users" and ["/api"] are "GET /api/users". */
export function mountedName(kind: string, name: string, prefix: readonly string[]): string {
  const space = name.indexOf(' ');
  const head = space < 0 ? name : name.slice(0, space);
  const rest = space < 0 ? '' : name.slice(space + 1);
  if (kind === 'http-route' && !NAMED.has(head)) {
    if (head.startsWith('/')) return `ALL ${joinPath([...prefix, name])}`;
    const method = METHODS.test(head) ? head.toUpperCase() : head;
    return `${method} ${joinPath([...prefix, rest])}`;
  }
  if (name.startsWith('.'))
    return [...prefix.filter((part) => part !== ''), name.slice(1)].join('.');
  const parts = [...prefix, rest].filter((part) => part !== '');
  return [head, parts.join(DOTTED.test(kind) ? '.' : ' ')].filter((part) => part !== '').join(' ');
}

function joinPath(parts: readonly string[]): string {
  const joined = `/${parts.join('/')}`.replaceAll(/\/{2,}/g, '/').replace(/^\/(?=\$\{)/, '');
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
}

/** One handler may be reached in several ways: the plainest names it. */
export function shortest(prefixes: readonly (readonly string[])[]): readonly string[] {
  const sorted = prefixes
    .map((parts) => ({ parts, text: joinPath(parts) }))
    .toSorted((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
  return sorted[0]?.parts ?? [];
}

import semver from 'semver';
import type { HookCode } from '../../model/catalog-hook.js';
import { isRecord } from '../../text/record.js';
import type { Edit } from '../edit.js';
import { optionPlace } from '../options/place.js';
import { setOption } from '../options/set-option.js';
import type { EditableSource } from '../source/editable-source.js';
import { callAt, calleeName, type ArgumentsNode } from '../source/find-call.js';
import { spelt } from '../source/spelling.js';
import { keyName, unwrapped, type NodeOf } from '../../parse/ast.js';
import type { ReadFile } from '../timeout/node-support.js';
import type { Making } from './client-calls.js';
import { manifestOf } from './manifest.js';

/** The code for the oldest version of a package that a folder's manifest asks for; null where none fits. */
export function codeFor(
  all: readonly HookCode[],
  {
    packages,
    folders,
  }: { readonly packages: readonly string[]; readonly folders: readonly string[] },
  read: ReadFile,
): HookCode | null {
  const oldest = folders.flatMap((dir) => oldestAsked(packages, dir, read))[0];
  if (oldest === undefined) return null;
  return all.find(({ versions }) => semver.satisfies(oldest, versions)) ?? null;
}

/** Tags, folders and "any version" say nothing of which versions they are. */
function oldestAsked(packages: readonly string[], dir: string, read: ReadFile): readonly string[] {
  const manifest = manifestOf(dir, read);
  return ['dependencies', 'peerDependencies', 'devDependencies'].flatMap((list) => {
    const asked = manifest?.[list];
    const range = isRecord(asked) ? packages.map((name) => asked[name]).find(isText) : undefined;
    const valid = range === undefined ? null : semver.validRange(range);
    if (valid === null || valid === '*') return [];
    const oldest = semver.minVersion(valid)?.version;
    return oldest === undefined ? [] : [oldest];
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The edit that hooks a policy in where a client is made; null where there is no clear place for it. */
export function hookEdits(
  source: EditableSource,
  making: Making,
  { hook, policy }: { readonly hook: HookCode; readonly policy: string },
): readonly Edit[] | null {
  const made = makerAt(source, making, hook);
  const value = made === null ? null : hookText(source, { made, hook, policy });
  const place = optionPlace(hook.at);
  if (made === null || value === null || place === null) return null;
  const edit = setOption(
    source,
    { call: made, index: place.argument },
    { path: place.path, value, besides: [] },
  );
  return edit.ok && edit.doubt === undefined ? edit.edits : null;
}

/** What makes the client, where its options stand there and have room for one more. */
function makerAt(
  source: EditableSource,
  making: Making,
  { makers, at }: HookCode,
): ArgumentsNode | null {
  const made = callAt(source, { ...making, name: making.what });
  const place = optionPlace(at);
  if (made === null || place === null || !makers.includes(calleeName(made) ?? '')) return null;
  const options = optionsOf(made, place.argument);
  const isTaken = options?.properties.some(
    (one) => one.type !== 'Property' || keyName(one.key, one.computed) === place.path[0],
  );
  return isTaken === false && options?.properties.length !== 0 ? made : null;
}

/** The options that stand there as an object. */
function optionsOf(made: ArgumentsNode, index: number): NodeOf<'ObjectExpression'> | null {
  const argument = made.arguments[index];
  const node = argument === undefined ? undefined : unwrapped(argument);
  return node?.type === 'ObjectExpression' ? node : null;
}

interface Hooking {
  readonly made: ArgumentsNode;
  readonly hook: HookCode;
  readonly policy: string;
}

/** The code as the file is written; null where it needs a name that is not there. */
function hookText(source: EditableSource, { made, hook, policy }: Hooking): string | null {
  const isTyped = /\.[cm]?tsx?$/.test(source.file);
  const written = (isTyped ? hook.typescript : undefined) ?? hook.code;
  const callee = unwrapped(made.callee);
  const maker = callee.type === 'MemberExpression' ? unwrapped(callee.object) : null;
  const name = maker?.type === 'Identifier' ? maker.name : null;
  if (name === null && written.includes('{{maker}}')) return null;
  const words = new Set(written.match(/[\w$]+/g));
  if (words.has(policy) || (name !== null && words.has(name))) return null;
  return laidOut(source, made, spelt(written.trimEnd(), source.style))
    .replaceAll('{{policy}}', policy)
    .replaceAll('{{maker}}', name ?? '');
}

const onOneLine = (code: string): string =>
  code
    .replaceAll(/,?\s*\n\s*(?=\})/g, ' ')
    .replaceAll(/(?<=\[)\s*\n\s*|,?\s*\n\s*(?=\])/g, '')
    .replaceAll(/\s*\n\s*/g, ' ');

/** On one line, as options are that stand on one; else indented like them. */
function laidOut({ text, style }: EditableSource, made: ArgumentsNode, code: string): string {
  const options = made.arguments.map(unwrapped).find(({ type }) => type === 'ObjectExpression');
  const first = options?.type === 'ObjectExpression' ? options.properties.at(-1) : undefined;
  const before = first === undefined ? '' : text.slice(0, first.start);
  const indent = /(?<=[\r\n])[ \t]*$/.exec(before)?.[0];
  return indent === undefined
    ? onOneLine(code)
    : code.replaceAll('\n', `${style.lineEnd}${indent}`);
}

import type { HookCode } from '../../model/catalog-hook.js';
import { keyName, unwrapped, type NodeOf } from '../../parse/ast.js';
import { isNamedBy } from '../../text/name-key.js';
import type { Edit } from '../edit.js';
import { setOption } from '../options/set-option.js';
import type { EditableSource } from '../source/editable-source.js';
import { callAt, calleeName, type ArgumentsNode } from '../source/find-call.js';
import type { Making } from './client-calls.js';
import { hookPlace, type HookPlace } from './hook-place.js';
import { heldBy } from './hook-statement.js';
import { hookText, indentBefore, indentedBy, onOneLine } from './hook-text.js';

/** The edit that hooks a policy in where a client is made; null where there is no clear place for it. */
export function hookEdits(
  source: EditableSource,
  making: Making,
  { hook, policy }: { readonly hook: HookCode; readonly policy: string },
): readonly Edit[] | null {
  const made = callAt(source, { ...making, name: making.what });
  const maker = made === null ? '' : (calleeName(made) ?? '');
  if (made === null || !hook.makers.some((key) => isNamedBy(key, maker))) return null;
  const code = hookText(source, { made, hook, policy });
  if (code === null) return null;
  const place = hookPlace(hook.at);
  switch (place.kind) {
    case 'option':
      return optionEdits(source, { made, place, code });
    case 'chained':
      return chainedEdits(source, { made, place, code });
    case 'statement':
      return statementEdits(source, { made, place, code });
  }
}

interface Placing<Kind extends HookPlace['kind']> {
  readonly made: ArgumentsNode;
  readonly place: Extract<HookPlace, { kind: Kind }>;
  readonly code: string;
}

/** One option more, where options stand there and have room for it. */
function optionEdits(
  source: EditableSource,
  { made, place: { argument, name }, code }: Placing<'option'>,
): readonly Edit[] | null {
  const options = optionsOf(made, argument);
  const isTaken = options?.properties.some(
    (one) => one.type !== 'Property' || keyName(one.key, one.computed) === name,
  );
  const last = options?.properties.at(-1);
  if (isTaken !== false || last === undefined) return null;
  const indent = indentBefore(source, last.start);
  const value = indent === undefined ? onOneLine(code) : indentedBy(indent, code, source);
  const target = { call: made, index: argument };
  const edit = setOption(source, target, { path: [name], value, besides: [] });
  return edit.ok && edit.doubt === undefined ? edit.edits : null;
}

/** The options that stand there as an object. */
function optionsOf(made: ArgumentsNode, index: number): NodeOf<'ObjectExpression'> | null {
  const argument = made.arguments[index];
  const node = argument === undefined ? undefined : unwrapped(argument);
  return node?.type === 'ObjectExpression' ? node : null;
}

/** A call right behind what makes the client; `new Client` without brackets would take it for a part of its name. */
function chainedEdits(
  source: EditableSource,
  { made, place: { method }, code }: Placing<'chained'>,
): readonly Edit[] | null {
  const { file, text } = source;
  if (text[made.end - 1] !== ')') return null;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', made.start) + 1))?.[0] ?? '';
  const call = `.${method}(${indentedBy(indent, code, source)})`;
  return [{ file, start: made.end, end: made.end, text: call }];
}

/** A statement right behind the one that gives the client its name. */
function statementEdits(
  source: EditableSource,
  { made, place: { method }, code }: Placing<'statement'>,
): readonly Edit[] | null {
  const held = heldBy(source, made);
  const indent = held === null ? undefined : indentBefore(source, held.statement.start);
  if (held === null || indent === undefined) return null;
  const { file, style, text: all } = source;
  const rest = /^;?[ \t]*(\/\/[^\r\n]*)?(?=[\r\n]|$)/.exec(all.slice(held.statement.end));
  if (rest === null) return null;
  const end = held.statement.end + rest[0].length;
  const inner = indentedBy(`${indent}  `, `\n${code}`, source);
  const call = `${held.name}.${method}(${inner}${style.lineEnd}${indent})`;
  const text = `${style.lineEnd}${indent}${call}${style.semicolons ? ';' : ''}`;
  return [{ file, start: end, end, text }];
}

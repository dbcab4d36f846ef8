import type { HookCode } from '../../model/catalog-hook.js';
import { unwrapped } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import type { ArgumentsNode } from '../source/find-call.js';
import { spelt } from '../source/spelling.js';

/** What makes a client, and the code that is to have its calls run by the policy of that name. */
export interface Hooking {
  readonly made: ArgumentsNode;
  readonly hook: HookCode;
  readonly policy: string;
}

/**
 * The code as the file is written, but for the indentation; null where it needs a name that is not
 * there, or means something else by one.
 */
export function hookText(source: EditableSource, { made, hook, policy }: Hooking): string | null {
  const isTyped = /\.[cm]?tsx?$/.test(source.file);
  const written = (isTyped ? hook.typescript : undefined) ?? hook.code;
  const callee = unwrapped(made.callee);
  const maker = callee.type === 'MemberExpression' ? unwrapped(callee.object) : null;
  const name = maker?.type === 'Identifier' ? maker.name : null;
  if (name === null && written.includes('{{maker}}')) return null;
  const words = new Set(written.match(/[\w$]+/g));
  if (words.has(policy) || (name !== null && words.has(name))) return null;
  return spelt(written.trimEnd(), source.style)
    .replaceAll('{{policy}}', policy)
    .replaceAll('{{maker}}', name ?? '');
}

/** The code on one line, as options are that stand on one. */
export const onOneLine = (code: string): string =>
  code
    .replaceAll(/,?\s*\n\s*(?=\})/g, ' ')
    .replaceAll(/(?<=\[)\s*\n\s*|,?\s*\n\s*(?=\])/g, '')
    .replaceAll(/\s*\n\s*/g, ' ');

/** Each of its lines but the first stands as far in as told. */
export const indentedBy = (indent: string, code: string, { style }: EditableSource): string =>
  code.replaceAll('\n', `${style.lineEnd}${indent}`);

/** What stands in front of a node on its line, where that is nothing but space. */
export const indentBefore = ({ text }: EditableSource, offset: number): string | undefined =>
  /(?<=^|[\r\n])[ \t]*$/.exec(text.slice(0, offset))?.[0];

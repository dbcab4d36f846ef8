import type { Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import { refused, type OptionEdit } from './option.js';

/** A parameter of a connection string, and what it is set to. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** Adds parameters to an address that is written in the sources; others are not known to have none. */
export function setInText(
  { file, text }: EditableSource,
  node: Node,
  parameters: readonly Parameter[],
): OptionEdit {
  if (node.type !== 'Literal' && node.type !== 'TemplateLiteral')
    return refused('options-not-literal');
  const written = text.slice(node.start + 1, node.end - 1);
  if (!/^[a-z][\w+]*:\/\//.test(written) || written.includes('#'))
    return refused('options-place-unclear');
  if (parameters.some(({ name }) => new RegExp(`[?&]${name}=`).test(written)))
    return refused('already-set');
  const query = parameters.map(({ name, value }) => `${name}=${value}`).join('&');
  const at = node.end - 1;
  const edits = [{ file, start: at, end: at, text: `${separatorIn(written)}${query}` }];
  // What an expression at its end holds may have parameters already.
  return written.endsWith('}') && !written.includes('?')
    ? { ok: true, edits, doubt: 'options-not-literal' }
    : { ok: true, edits };
}

function separatorIn(address: string): string {
  if (!address.includes('?')) return '?';
  return /[?&]$/.test(address) ? '' : '&';
}

import type { Call } from '../../model/assessment.js';
import { keyName, unwrapped, type Node, type NodeOf } from '../../parse/ast.js';
import { saysText } from '../options/place.js';
import { calleeName, type ArgumentsNode } from '../source/find-call.js';

/** Whether a call surely changes nothing: by the catalogue, else by its method or its statement. */
export function isRead({ effect, idempotent, kind }: Call, call: ArgumentsNode): boolean {
  if (effect !== undefined) return effect === 'read';
  if (idempotent !== undefined) return idempotent;
  if (kind === 'http') return hasReadingMethod(call);
  return kind === 'db' && isQuery(call.arguments[0]);
}

/** `fetch(url, { method: 'HEAD' })`; what comes from elsewhere may say another method. */
const hasReadingMethod = ({ arguments: given }: ArgumentsNode): boolean =>
  given.every((one, index) =>
    one.type === 'ObjectExpression' ? isReading(one) : index === 0 && isAddress(one),
  );

/** What stands first may be options, or a request that was made before, unless it looks like an address. */
const isAddress = (first: Node): boolean =>
  saysText(first) || ADDRESS.test(nameOf(unwrapped(first)) ?? '');

const ADDRESS = /ur[il]|href|endpoint|address|path/i;

function nameOf(node: Node): string | null {
  if (node.type === 'CallExpression') return calleeName(node);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? keyName(node.property, node.computed) : null;
}

const isReading = ({ properties }: NodeOf<'ObjectExpression'>): boolean =>
  properties.every((one) => one.type === 'Property') &&
  properties.filter(isMethod).every(({ value }) => isReadingMethod(value));

const isMethod = (property: Node): property is NodeOf<'Property'> =>
  property.type === 'Property' && keyName(property.key, property.computed) === 'method';

const isReadingMethod = (value: Node): boolean =>
  value.type === 'Literal' && typeof value.value === 'string' && /^(get|head)$/i.test(value.value);

/** `select …` that locks nothing. */
function isQuery(statement: Node | undefined): boolean {
  const text =
    statement?.type === 'TemplateLiteral'
      ? statement.quasis.map(({ value }) => value.raw).join(' ')
      : statement?.type === 'Literal'
        ? statement.value
        : null;
  return typeof text === 'string' && /^\s*select\b/i.test(text) && !/\bfor\s+update\b/i.test(text);
}

import { keyName, type Node, type NodeOf } from '../../parse/ast.js';
import type { Standing } from '../follow/follow.js';
import type { EditableSource } from '../source/editable-source.js';
import type { Option, Options } from './option.js';

/** Options that stand somewhere else, and whether they alone are meant, and by nobody else. */
export interface FollowedOptions extends Options {
  readonly isOnly: boolean;
  readonly isShared: boolean;
}

/** The options that an expression stands for; null where they are not written, or there are several. */
export function followedOptions(
  source: EditableSource,
  node: Node,
  { follow }: Pick<Option, 'follow'>,
): FollowedOptions | null {
  const found = follow?.(source, node) ?? [];
  const objects = found.filter(({ node: one }) => one.type === 'ObjectExpression');
  const [only, ...others] = objects;
  if (only?.node.type !== 'ObjectExpression' || others.length > 0 || only.node === node)
    return null;
  const { source: where, node: object, isShared } = only;
  return { source: where, object, isOnly: found.length === 1, isShared };
}

/** Whether all that is spread into options is written somewhere, and none of it has that option. */
export function saysNothing(
  { source, object }: Options,
  { path: [name], follow }: Pick<Option, 'path' | 'follow'>,
): boolean {
  return object.properties.every((one) => {
    if (one.type !== 'SpreadElement') return true;
    const found = follow?.(source, one.argument) ?? [];
    return found.length > 0 && found.every((standing) => isWithout(standing, name ?? ''));
  });
}

const isWithout = ({ node }: Standing, name: string): boolean => {
  if (node.type !== 'ObjectExpression') return false;
  return node.properties.every((one) => one.type === 'Property' && nameOf(one) !== name);
};

const nameOf = ({ key, computed }: NodeOf<'Property'>): string | null => keyName(key, computed);

import type { ClientEntry } from '../../model/catalog.js';
import { keyName, type Node } from '../../parse/ast.js';
import { plain, type Following, type Standing } from '../follow/follow.js';
import type { EditableSource } from '../source/editable-source.js';
import type { TimeoutSetting } from './candidates.js';

type Where = NonNullable<TimeoutSetting['where']>;

/** Whether options are of the driver that a setting is for. */
export type Fits = 'yes' | 'no' | 'unclear';

/** Options as they stand at a call, and what stands in front of them. */
export interface OptionsAsked {
  readonly source: EditableSource;
  readonly options: Node | undefined;
  readonly first: Node | undefined;
}

/** What the catalogue says of a setting, or of the same setting elsewhere. */
export function whereOf(
  setting: TimeoutSetting,
  path: readonly string[],
  entry: ClientEntry,
): Where | null {
  if (setting.where !== undefined) return setting.where;
  const tail = path.join('.');
  const twin = entry.protection?.timeout?.settings.find(
    ({ at, where, covers }) =>
      where !== undefined &&
      covers.join() === setting.covers.join() &&
      at.some((place) => tailOf(place) === tail),
  );
  return twin?.where ?? null;
}

/** `extra.query_timeout` of `instance.0.extra.query_timeout`. */
const tailOf = (place: string): string => /\.(?:\d+|last)\.(.+)$/.exec(place)?.[1] ?? '';

/** Whether these options name a driver that the setting is for. */
export function fitsDriver(where: Where, asked: OptionsAsked, following: Following): Fits {
  const said = saidAt(following, asked, tailOf(where.at).split('.'));
  if ('is' in where) return typeof said !== 'symbol' && where.is.includes(said) ? 'yes' : 'no';
  const { otherThan } = where;
  if (said === UNKNOWN) return 'unclear';
  if (said !== ABSENT) return typeof said === 'symbol' || otherThan.includes(said) ? 'no' : 'yes';
  const scheme = asked.first === undefined ? null : schemeOf(asked.first);
  if (scheme === null) return 'unclear';
  return otherThan.some((one) => String(one).startsWith(scheme)) ? 'no' : 'yes';
}

const UNKNOWN = Symbol('unknown');
const ABSENT = Symbol('absent');
type Said = string | number | boolean | null | typeof UNKNOWN | typeof ABSENT;

function saidAt(
  following: Following,
  { source, options }: OptionsAsked,
  path: readonly string[],
): Said {
  if (options === undefined) return ABSENT;
  const [name, ...rest] = path;
  const found = following.of(source, options);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return UNKNOWN;
  if (name === undefined) return literalOf(only);
  if (only.node.type !== 'ObjectExpression') return isText(only.node) ? ABSENT : UNKNOWN;
  return saidIn(following, only, [name, ...rest]);
}

/** Later properties win, and what is spread in may say it too. */
function saidIn(following: Following, { source, node }: Standing, path: readonly string[]): Said {
  if (node.type !== 'ObjectExpression') return UNKNOWN;
  const [name, ...rest] = path;
  for (const one of node.properties.toReversed()) {
    if (one.type === 'SpreadElement') {
      const said = saidAt(following, { source, options: one.argument, first: undefined }, path);
      if (said !== ABSENT) return said;
    } else if (keyName(one.key, one.computed) === name)
      return saidAt(following, { source, options: one.value, first: undefined }, rest);
  }
  return ABSENT;
}

function literalOf({ node }: Standing): Said {
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? UNKNOWN;
  if (node.type !== 'Literal') return UNKNOWN;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : UNKNOWN;
}

const isText = (node: Node): boolean => node.type === 'Literal' || node.type === 'TemplateLiteral';

/** "postgres" of `postgres://…`. */
function schemeOf(node: Node): string | null {
  const inner = plain(node);
  const text =
    inner.type === 'Literal' && typeof inner.value === 'string'
      ? inner.value
      : inner.type === 'TemplateLiteral'
        ? (inner.quasis[0]?.value.raw ?? '')
        : '';
  return /^([a-z]+)[\w+]*:\/\//.exec(text)?.[1] ?? null;
}

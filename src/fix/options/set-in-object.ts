import { keyName, unwrapped, type Node, type NodeOf } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import { appendElements, insertBefore, type ElementList } from '../source/insert-element.js';
import { objectText } from '../source/style.js';
import { followedOptions, saysNothing } from './followed-options.js';
import { refused, type Beside, type Option, type OptionEdit, type Replaced } from './option.js';

type ObjectNode = NodeOf<'ObjectExpression'>;
type Property = Extract<ObjectNode['properties'][number], { readonly type: 'Property' }>;

/** Sets an option in an object literal. */
export function setInObject(
  source: EditableSource,
  object: ObjectNode,
  option: Option,
): OptionEdit {
  const { replaces, path } = option;
  const idle = propertiesOf(object).find(({ start }) => start === replaces?.start);
  if (idle !== undefined && replaces !== undefined)
    return replaceProperty(source, idle, { path, replaces });
  const [name, ...rest] = path;
  const present = propertiesOf(object).find((property) => nameOf(property) === name);
  if (present === undefined) return addTo(source, object, option);
  return rest.length === 0
    ? setValue(source, { object, present }, option)
    : setBelow(source, present, { ...option, path: rest });
}

/** `{ timeout: { request: 5000 } }`: what stands at the first name goes on as an object. */
function setBelow(source: EditableSource, present: Property, option: Option): OptionEdit {
  const value = unwrapped(present.value);
  // An object that is made there, such as a handler of requests, takes options of its own.
  const inner = value.type === 'NewExpression' ? value.arguments[0] : value;
  if (inner?.type === 'ObjectExpression') return setInObject(source, inner, option);
  if (!isOff(source, value))
    return setInFollowed(source, value, option) ?? refused('options-not-literal');
  return edited(
    overwriting(source, value, objectText(allWritten(option).join(', '), source.style)),
  );
}

/** Options that stand elsewhere, and are meant here. */
export function setInFollowed(
  source: EditableSource,
  node: Node,
  option: Option,
): OptionEdit | null {
  const found = followedOptions(source, node, option);
  if (found === null) return null;
  const edit = setInObject(found.source, found.object, option);
  if (!edit.ok) return edit;
  const doubt =
    edit.doubt ??
    (found.isShared ? 'options-shared' : found.isOnly ? undefined : 'options-not-literal');
  return { into: found, ...edit, ...(doubt !== undefined && { doubt }) };
}

/** The value of an option that is there already. */
function setValue(
  source: EditableSource,
  { object, present }: { readonly object: ObjectNode; readonly present: Property },
  { value, joined, besides }: Option,
): OptionEdit {
  const text = source.text.slice(present.value.start, present.value.end);
  const absent = missing(object, besides);
  if (isOff(source, present.value))
    return edited(overwriting(source, present.value, value), ...added(source, object, absent));
  const needed = absent.filter((beside) => beside.needed);
  if (needed.length > 0) return edited(...added(source, object, needed));
  if (joined === undefined) return refused('already-set');
  return present.shorthand
    ? edited(overwriting(source, present, `${text}: ${joined(text)}`))
    : edited(overwriting(source, present.value, joined(text)));
}

/** An option that is not there yet. Where others are spread in, theirs still win. */
function addTo(source: EditableSource, object: ObjectNode, given: Option): OptionEdit {
  const option = { ...given, value: valueBeside(source, object, given) ?? given.value };
  if (object.properties.length === 0 && given.enclosed !== undefined)
    return edited(overwriting(source, object, given.enclosed(allWritten(option).join(', '))));
  const texts = [...written(option), ...missing(object, besidesAbove(option)).map(besideText)];
  const spread = object.properties.find(({ type }) => type === 'SpreadElement');
  if (spread === undefined || saysNothing({ source, object }, option))
    return edited(...appendElements(source, listOf(object), texts));
  const edits = insertBefore(source, { list: listOf(object), element: spread }, texts);
  return { ok: true, edits, doubt: 'options-not-literal' };
}

/** The time that an option which belongs to this one is set to already. */
function valueBeside(source: EditableSource, object: ObjectNode, { besides }: Option) {
  const names = besides.filter(({ needed }) => !needed).map(({ name }) => name);
  const beside = propertiesOf(object).find((one) => names.includes(nameOf(one) ?? ''));
  const text = beside && source.text.slice(beside.value.start, beside.value.end);
  return text !== undefined && /^[1-9][\d_]*$/.test(text) ? text : null;
}

/** What does nothing makes way for what does. */
function replaceProperty(
  source: EditableSource,
  idle: Property,
  { path, replaces }: { readonly path: readonly string[]; readonly replaces: Replaced },
): OptionEdit {
  const present = source.text.slice(idle.value.start, idle.value.end);
  const option = { path, value: replaces.value(present), besides: [] };
  return edited(overwriting(source, idle, written(option).join(', ')));
}

/** The property that says it: `timeout: 5000`, `timeout: { request: 5000 }`. */
function written(option: Option): readonly string[] {
  const [name = '', ...rest] = option.path;
  if (rest.length === 0) return [`${name}: ${option.value}`];
  return [`${name}: { ${allWritten({ ...option, path: rest }).join(', ')} }`];
}

/** Options beside one that is not nested stand on the same level. */
const besidesAbove = ({ path, besides }: Option): readonly Beside[] =>
  path.length === 1 ? besides : [];

/** All that stands on the level of an option: itself, and what belongs to it. */
export const allWritten = (option: Option): readonly string[] => [
  ...written(option),
  ...besidesAbove(option).map(besideText),
];

const besideText = ({ name, value }: Beside): string => `${name}: ${value}`;

const missing = (object: ObjectNode, besides: readonly Beside[]): readonly Beside[] =>
  besides.filter(({ name }) => !propertiesOf(object).some((one) => nameOf(one) === name));

const added = (source: EditableSource, object: ObjectNode, besides: readonly Beside[]) =>
  besides.length === 0 ? [] : appendElements(source, listOf(object), besides.map(besideText));

const propertiesOf = ({ properties }: ObjectNode): readonly Property[] =>
  properties.filter((property) => property.type === 'Property');

const nameOf = ({ key, computed }: Property): string | null => keyName(key, computed);

const listOf = ({ start, end, properties }: ObjectNode): ElementList => ({
  ...{ open: start + 1, close: end - 1, elements: properties, padded: true },
});

/** Values that switch an option off wherever they stand. */
export function isOff({ text }: EditableSource, { start, end }: Node): boolean {
  return /^(0|false|null|undefined|Infinity|Number\.POSITIVE_INFINITY)$/.test(
    text.slice(start, end),
  );
}

const edited = (...edits: readonly Edit[]): OptionEdit => ({ ok: true, edits });

const overwriting = ({ file }: EditableSource, { start, end }: Node, text: string): Edit => ({
  ...{ file, start, end, text },
});

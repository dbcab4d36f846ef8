import { keyName, unwrapped, type Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import type { ArgumentsNode } from '../source/find-call.js';
import { appendElements, insertBefore, skipTrivia } from '../source/insert-element.js';
import type { ElementList } from '../source/insert-element.js';
import { objectText } from '../source/style.js';
import { followedOptions, saysNothing } from './followed-options.js';
import { refused, type Option, type OptionEdit, type Options } from './option.js';
import { allWritten, isOff, setInFollowed, setInObject } from './set-in-object.js';

/** A call and the argument that holds its options. */
interface Target {
  readonly call: ArgumentsNode;
  readonly index: number;
}

/** Sets an option of a call or of what it makes. */
export function setOption(source: EditableSource, target: Target, option: Option): OptionEdit {
  const { call, index } = target;
  if (call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement'))
    return refused('spread-argument');
  const argument = call.arguments[index];
  if (argument === undefined) return appendArgument(source, target, option);
  const node = withoutTypes(argument);
  if (node.type === 'ObjectExpression') return setInObject(source, node, option);
  if (isFunctionNode(node)) return beforeCallback(source, { call, callback: argument }, option);
  if (isOff(source, node)) return overwritten(source, argument, inBraces(source, option));
  if (isText(node)) return refused('options-place-unclear');
  return setElsewhere(source, argument, option);
}

/** Options from elsewhere: where they stand, unless something else uses them too. */
function setElsewhere(source: EditableSource, argument: Node, option: Option): OptionEdit {
  const found = followedOptions(source, argument, option);
  if (found === null) return spreadInto(source, argument, option);
  const isAbsent = found.isOnly && isAbsentIn(found, option);
  if (found.isShared && isAbsent && option.path.length === 1)
    return spreadWith(source, argument, option);
  return setInFollowed(source, argument, option) ?? spreadInto(source, argument, option);
}

const isAbsentIn = (options: Options, option: Option): boolean =>
  saysNothing(options, option) &&
  options.object.properties.every(
    (one) => one.type !== 'Property' || keyName(one.key, one.computed) !== option.path[0],
  );

/** `x as T` and `x satisfies T` are x. */
function withoutTypes(node: Node): Node {
  let current = unwrapped(node);
  while (current.type === 'TSAsExpression' || current.type === 'TSSatisfiesExpression')
    current = unwrapped(current.expression);
  return current;
}

const isFunctionNode = ({ type }: Node): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/** What is a string for sure, and no options. */
export function isText(node: Node): boolean {
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'Literal') return typeof node.value === 'string';
  return node.type === 'BinaryExpression' && node.operator === '+';
}

/** Options that were not given at all; arguments left out before them are `undefined`. */
function appendArgument(source: EditableSource, { call, index }: Target, option: Option) {
  const list = argumentsOf(source, call);
  if (list === null || index - call.arguments.length > 1) return refused('options-place-unclear');
  const left = Array.from({ length: index - call.arguments.length }, () => 'undefined');
  const texts = [...left, inBraces(source, option)];
  const edits = appendElements(source, list, texts);
  // Another option would be an argument more, where one is read.
  return { ok: true, edits: edits.map((edit) => ({ ...edit, alone: true as const })) } as const;
}

/** A callback is the last argument; the options go before it. */
function beforeCallback(
  source: EditableSource,
  { call, callback }: { readonly call: ArgumentsNode; readonly callback: Node },
  option: Option,
): OptionEdit {
  const list = argumentsOf(source, call);
  if (list === null || call.arguments.at(-1) !== callback) return refused('options-place-unclear');
  const place = {
    list: { ...list, open: list.elements[0]?.start ?? list.open },
    element: callback,
  };
  return { ok: true, edits: insertBefore(source, place, [inBraces(source, option)]) };
}

/** Options that others use too, with one more that they are known not to have. */
function spreadWith({ file, text, style }: EditableSource, node: Node, option: Option): OptionEdit {
  const replacement = objectText([spreadOf(text, node), ...allWritten(option)].join(', '), style);
  return { ok: true, edits: [{ file, start: node.start, end: node.end, text: replacement }] };
}

function spreadOf(text: string, node: Node): string {
  const given = text.slice(node.start, node.end);
  return /^[\w$.]+$/.test(given) ? `...${given}` : `...(${given})`;
}

/** Options from elsewhere are not changed where they are: what they say still wins. */
function spreadInto({ file, text, style }: EditableSource, node: Node, option: Option): OptionEdit {
  const replacement = objectText([...allWritten(option), spreadOf(text, node)].join(', '), style);
  const edits = [{ file, start: node.start, end: node.end, text: replacement }];
  return { ok: true, edits, doubt: 'options-not-literal' };
}

function inBraces({ style }: EditableSource, option: Option): string {
  const content = allWritten(option).join(', ');
  return option.enclosed?.(content) ?? objectText(content, style);
}

const overwritten = ({ file }: EditableSource, { start, end }: Node, text: string): OptionEdit => ({
  ok: true,
  edits: [{ file, start, end, text }],
});

/** Null for `new Client`, which has no brackets. */
function argumentsOf({ text }: EditableSource, call: ArgumentsNode): ElementList | null {
  const from = call.typeArguments?.end ?? call.callee.end;
  const start = skipTrivia(text, from);
  const open = text.startsWith('?.', start) ? skipTrivia(text, start + 2) : start;
  if (text[open] !== '(' || text[call.end - 1] !== ')') return null;
  return { open: open + 1, close: call.end - 1, elements: call.arguments, padded: false };
}

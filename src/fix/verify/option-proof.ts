import { isCall, isFunction, keyName, type Node, type NodeOf } from '../../parse/ast.js';
import { isOff } from '../options/set-in-object.js';
import type { Place } from '../rung.js';
import { offsetAt, type EditableSource } from '../source/editable-source.js';
import type { EditProof } from './edit-proof.js';
import { childrenInOrder, textOf } from './program-changes.js';

/** The texts of a file before and after. */
interface Texts {
  readonly before: EditableSource;
  readonly after: EditableSource;
}

type Relation = (texts: Texts, one: Node, two: Node) => boolean;

/** That options came to the call at a place, or to those that stand there, and nothing else. */
export function optionProof(texts: Texts, at: Place): EditProof {
  const there = texts.before.startingAt(offsetAt(texts.before, at));
  const calls = there.filter(isCall);
  const options = there.filter(({ type }) => OPTIONS.has(type));
  const isSameCall = (one: Node, two: Node): boolean =>
    calleeText(texts.before, one) === calleeText(texts.after, two);
  return {
    isWhole: (one, two) =>
      (calls.some((call) => call === one) && isSameCall(one, two)) ||
      (options.includes(one) && one.type === two.type),
    admits: ({ before, after }) => {
      if (before === null || after === null) return false;
      if (options.includes(before)) return isMore(texts, before, after);
      // A policy that runs the call has the call's own arguments in it as well.
      return isCall(before) && isSameCall(before, after) && hasMoreOptions(texts, before, after);
    },
  };
}

const OPTIONS: ReadonlySet<Node['type']> = new Set([
  'ObjectExpression',
  'Literal',
  'TemplateLiteral',
]);

/** All of a call in front of its arguments. */
function calleeText(source: EditableSource, node: Node): string | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  return source.text.slice(node.start, (node.typeArguments ?? node.callee).end);
}

/** The arguments are the same, but for one that is an object now or holds more. */
const hasMoreOptions: Relation = (texts, one, two) => {
  if (one.type !== 'CallExpression' && one.type !== 'NewExpression') return false;
  if (two.type !== one.type) return false;
  const other: readonly Node[] = two.arguments;
  const changed = matched(texts, [one.arguments, other], isOptions);
  return changed !== null && changed.every(([left, right]) => isMore(texts, left, right));
};

const isOptions = (node: Node): boolean =>
  node.type === 'ObjectExpression' || (node.type === 'Identifier' && node.name === 'undefined');

/** The pairs that differ of two lists, of which the second may have more; null where it has less. */
function matched(
  { before, after }: Texts,
  [own, other]: readonly [readonly Node[], readonly Node[]],
  isNew: (node: Node) => boolean,
): readonly (readonly [Node, Node])[] | null {
  let surplus = other.length - own.length;
  let next = 0;
  const changed: (readonly [Node, Node])[] = [];
  for (const node of other) {
    const twin = own[next];
    const isSame = twin !== undefined && textOf(before, twin) === textOf(after, node);
    if (!isSame && surplus > 0 && isNew(node)) surplus--;
    else if (twin === undefined) return null;
    else {
      if (!isSame) changed.push([twin, node]);
      next++;
    }
  }
  return surplus === 0 && next === own.length && changed.length <= 1 ? changed : null;
}

/** Whether a value is there still, with more beside it; what said nothing may make way. */
const isMore: Relation = (texts, one, two) => {
  if (isOff(texts.before, one)) return true;
  if (one.type === 'ObjectExpression' && two.type === 'ObjectExpression')
    return hasMoreProperties(texts, one, two);
  if (one.type === 'ArrayExpression' && two.type === 'ArrayExpression')
    return hasMoreFunctions(texts, one, two);
  if (isHeld(texts, one, two) || hasMoreParameters(texts, one, two)) return true;
  if (one.type === 'NewExpression') return hasMoreOptions(texts, one, two);
  return one.type === two.type && isMoreBelow(texts, one, two);
};

function hasMoreProperties(
  texts: Texts,
  one: NodeOf<'ObjectExpression'>,
  two: NodeOf<'ObjectExpression'>,
): boolean {
  const other: readonly Node[] = two.properties;
  const changed = matched(texts, [one.properties, other], ({ type }) => type === 'Property');
  return (
    changed !== null &&
    changed.every(([left, right]) => {
      if (left.type !== 'Property' || right.type !== 'Property') return false;
      const isSameKey = keyName(left.key, left.computed) === keyName(right.key, right.computed);
      // What did nothing under its name does something under another one.
      return isSameKey ? isMore(texts, left.value, right.value) : isHeld(texts, left.value, right);
    })
  );
}

/** A list with one function more. */
function hasMoreFunctions(
  texts: Texts,
  one: NodeOf<'ArrayExpression'>,
  two: NodeOf<'ArrayExpression'>,
): boolean {
  const [own, other] = [one, two].map(({ elements }) => elements.filter((each) => each !== null));
  const changed = matched(texts, [own ?? [], other ?? []], isFunction);
  return changed?.length === 0;
}

/** An address with parameters behind what it was. */
const hasMoreParameters: Relation = ({ before, after }, one, two) => {
  if (one.type !== two.type || !(one.type === 'Literal' || one.type === 'TemplateLiteral'))
    return false;
  const [old, now] = [textOf(before, one).slice(0, -1), textOf(after, two)];
  const added = now.slice(old.length, -1);
  return now.startsWith(old) && /^[?&]?(?:\w+=\d+&?)+$/.test(added);
};

/** `x` in `{ ...x }` and in `AbortSignal.any([x, …])`. */
const isHeld: Relation = ({ before, after }, one, two) => {
  const wanted = textOf(before, one);
  const pending: Node[] = [two];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node !== two && textOf(after, node) === wanted) return true;
    pending.push(...childrenInOrder(after, node));
  }
  return false;
};

/** `x as T` and its kin. */
const isMoreBelow: Relation = (texts, one, two) => {
  const [own, other] = [childrenInOrder(texts.before, one), childrenInOrder(texts.after, two)];
  return (
    own.length > 0 &&
    own.length === other.length &&
    own.every((child, index) => {
      const twin = other[index];
      if (twin === undefined) return false;
      return (
        textOf(texts.before, child) === textOf(texts.after, twin) || isMore(texts, child, twin)
      );
    })
  );
};

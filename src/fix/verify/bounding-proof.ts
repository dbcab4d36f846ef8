import { isFunction, keyName, type Node, type NodeOf } from '../../parse/ast.js';
import type { Bounding, Place } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';
import type { EditProof } from './edit-proof.js';
import { optionProof } from './option-proof.js';
import { textOf, type ProgramChange } from './program-changes.js';

/** The texts of a file before and after. */
interface Texts {
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** That one function more runs the calls of a client, which goes on and does nothing else. */
export function boundingProof(texts: Texts, at: Place, bounding: Bounding): EditProof {
  const { isWhole, admits } = optionProof(texts, at);
  return { isWhole, admits: (change) => admits(change) && addsOne(texts, bounding, change) };
}

function addsOne(
  { before: old, after: now }: Texts,
  bounding: Bounding,
  { before, after }: ProgramChange,
): boolean {
  if (before === null || after === null) return false;
  const known = listedIn(before, bounding).map((one) => textOf(old, one));
  const listed = listedIn(after, bounding);
  const isKept = known.every((text, at) => textOf(now, listed[at] ?? after) === text);
  const last = listed.at(-1);
  const isOneMore = listed.length === known.length + 1 && last !== undefined;
  const areOthersSame = othersIn(before, bounding) === othersIn(after, bounding);
  return isKept && isOneMore && areOthersSame && onlyGoesOn(now, last, bounding);
}

/** What the list has that the option of that name holds. */
const listedIn = (node: Node, { option }: Bounding): readonly Node[] =>
  propertiesIn(node)
    .filter(({ key, computed }) => keyName(key, computed) === option)
    .flatMap(({ value }) =>
      value.type === 'ArrayExpression' ? value.elements.filter((one) => one !== null) : [],
    );

/** The names of all other options. */
const othersIn = (node: Node, { option }: Bounding): string =>
  JSON.stringify(
    propertiesIn(node)
      .map(({ key, computed }) => keyName(key, computed))
      .filter((name) => name !== option),
  );

const propertiesIn = (node: Node): readonly NodeOf<'Property'>[] =>
  optionsIn(node)
    .flatMap((one) => (one.type === 'ObjectExpression' ? one.properties : []))
    .filter((one) => one.type === 'Property');

const optionsIn = (node: Node): readonly Node[] =>
  node.type === 'CallExpression' || node.type === 'NewExpression' ? node.arguments : [node];

/** A function that calls what it was handed and makes what it says; what time it is it may ask. */
function onlyGoesOn(source: EditableSource, value: Node, { makes }: Bounding): boolean {
  if (!isFunction(value) || value.async) return false;
  const handed = new Set(
    value.params.flatMap((one) => (one.type === 'Identifier' ? [one.name] : [])),
  );
  let goesOn = false;
  const pending: Node[] = [value];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    pending.push(...childrenOf(node, source.childKeys));
    if (DOING.has(node.type)) return false;
    if (node.type === 'NewExpression' && !makes.includes(textOf(source, node.callee))) return false;
    if (node.type !== 'CallExpression') continue;
    const callee = textOf(source, node.callee);
    goesOn ||= handed.has(callee);
    if (!handed.has(callee) && callee !== 'Date.now') return false;
  }
  return goesOn;
}

const DOING: ReadonlySet<Node['type']> = new Set([
  'AssignmentExpression',
  'UpdateExpression',
  'AwaitExpression',
  'YieldExpression',
  'TaggedTemplateExpression',
]);

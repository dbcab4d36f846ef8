import { isFunction, keyName, type Node } from '../../parse/ast.js';
import type { Runner } from '../policy/wrap-call.js';
import { type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';
import { isRun } from './wrap-proof.js';

/** Who runs the calls, and the file that says so. */
interface Hooking {
  readonly after: EditableSource;
  readonly runner: Runner;
}

/** A function that does nothing but to have the policy run another one, told whether that writes. */
export function isHook({ after, runner }: Hooking, value: Node): boolean {
  const hook = onlyOne(value);
  if (!isFunction(hook)) return false;
  const runs = within(after, hook).filter((node) => isRun(node, runner));
  const [run, ...others] = runs;
  if (run?.type !== 'CallExpression' || others.length > 0) return false;
  const [body, mark, ...more] = run.arguments;
  const isTold = !runner.marksWrites || (mark !== undefined && saysEffect(mark));
  return (
    body !== undefined && isFunction(body) && body.params.length === 0 && isTold && !more.length
  );
}

/** What is alone in a list, or in an object, however deep. */
function onlyOne(value: Node): Node {
  if (value.type === 'ArrayExpression' && value.elements.length === 1)
    return onlyOne(value.elements[0] ?? value);
  const [property] = value.type === 'ObjectExpression' ? value.properties : [];
  const isAlone = value.type === 'ObjectExpression' && value.properties.length === 1;
  return isAlone && property?.type === 'Property' ? onlyOne(property.value) : value;
}

const saysEffect = (mark: Node): boolean =>
  mark.type === 'ObjectExpression' &&
  mark.properties.some(
    (one) => one.type === 'Property' && keyName(one.key, one.computed) === 'effect',
  );

function within(source: EditableSource, outer: Node): readonly Node[] {
  const found: Node[] = [];
  const pending = [outer];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    pending.push(...childrenOf(node, source.childKeys));
  }
  return found;
}

/** Options that nothing is done in: plain values alone. */
export const isPlain = (value: Node): boolean =>
  value.type === 'Literal' ||
  (value.type === 'ObjectExpression' &&
    value.properties.every((one) => one.type === 'Property' && isPlain(one.value)));

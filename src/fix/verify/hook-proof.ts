import { isFunction, keyName, type Node, type NodeOf } from '../../parse/ast.js';
import type { PolicyUse } from '../policy/policy-use.js';
import type { Runner } from '../policy/wrap-call.js';
import type { RungMade } from '../rung.js';
import { childrenOf, type EditableSource } from '../source/editable-source.js';
import type { EditProof } from './edit-proof.js';
import { optionProof } from './option-proof.js';
import type { ProgramChange } from './program-changes.js';
import { isNameFree, isRun } from './wrap-proof.js';

/** How a client is said to have its calls run by a policy, and the file before and after. */
export interface Hooking {
  readonly rung: RungMade & { readonly hook: NonNullable<RungMade['hook']> };
  readonly use: PolicyUse;
  readonly runner: Runner;
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** That a function which the policy runs came to the options of what makes the client, and nothing else. */
export function hookProof(hooking: Hooking): EditProof | null {
  if (!isNameFree(hooking)) return null;
  const { isWhole, admits } = optionProof(hooking, hooking.rung.at);
  return { isWhole, admits: (change) => admits(change) && addsHook(hooking, change) };
}

/** One option more, whose name says that it is the hook. */
function addsHook(hooking: Hooking, { before, after }: ProgramChange): boolean {
  const [one, two] = [optionsOf(before), optionsOf(after)];
  const { option } = hooking.rung.hook;
  const hooks = two.filter(({ key, computed }) => keyName(key, computed) === option);
  const [hook] = hooks;
  return hook !== undefined && two.length === one.length + 1 && isHook(hooking, hook.value);
}

function optionsOf(call: Node | null): readonly NodeOf<'Property'>[] {
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return [];
  return call.arguments
    .flatMap((one) => (one.type === 'ObjectExpression' ? one.properties : []))
    .filter((one) => one.type === 'Property');
}

/** A function that does nothing but to have the policy run another one, told whether that writes. */
function isHook({ after, runner }: Hooking, value: Node): boolean {
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

/** Of a list, what is alone in it. */
const onlyOne = (value: Node): Node =>
  value.type === 'ArrayExpression' && value.elements.length === 1
    ? (value.elements[0] ?? value)
    : value;

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

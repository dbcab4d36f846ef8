import { keyName, type Node, type NodeOf } from '../../parse/ast.js';
import { heldBy } from '../policy/hook-statement.js';
import type { PolicyUse } from '../policy/policy-use.js';
import type { Runner } from '../policy/wrap-call.js';
import type { RungMade } from '../rung.js';
import { offsetAt, type EditableSource } from '../source/editable-source.js';
import { callAt } from '../source/find-call.js';
import type { EditProof } from './edit-proof.js';
import { isHook, isPlain } from './is-hook.js';
import { optionProof } from './option-proof.js';
import { childrenInOrder, textOf, type ProgramChange } from './program-changes.js';
import { isNameFree } from './wrap-proof.js';

/** How a client is said to have its calls run by a policy, and the file before and after. */
export interface Hooking {
  readonly rung: RungMade & { readonly hook: NonNullable<RungMade['hook']> };
  readonly use: PolicyUse;
  readonly runner: Runner;
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** That a function which the policy runs came to where the client is made, and nothing else. */
export function hookProof(hooking: Hooking): EditProof | null {
  if (!isNameFree(hooking)) return null;
  const { place } = hooking.rung.hook;
  switch (place.kind) {
    case 'option':
      return optionHookProof(hooking, place.name);
    case 'chained':
      return {
        isWhole: (one, two) => isChained(hooking, place.method, [one, two]),
        admits: ({ before, after }) =>
          before !== null && after !== null && isChained(hooking, place.method, [before, after]),
      };
    case 'statement':
      return {
        isWhole: () => false,
        admits: ({ before, after }) =>
          before === null && after !== null && isBehindMaking(hooking, place.method, after),
      };
  }
}

function optionHookProof(hooking: Hooking, name: string): EditProof {
  const { isWhole, admits } = optionProof(hooking, hooking.rung.at);
  return { isWhole, admits: (change) => admits(change) && addsHook(hooking, name, change) };
}

/** One option more, whose name says that it is the hook. */
function addsHook(hooking: Hooking, name: string, { before, after }: ProgramChange): boolean {
  const [one, two] = [optionsOf(before), optionsOf(after)];
  const hooks = two.filter(({ key, computed }) => keyName(key, computed) === name);
  const [hook] = hooks;
  return hook !== undefined && two.length === one.length + 1 && isHook(hooking, hook.value);
}

function optionsOf(call: Node | null): readonly NodeOf<'Property'>[] {
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return [];
  return call.arguments
    .flatMap((one) => (one.type === 'ObjectExpression' ? one.properties : []))
    .filter((one) => one.type === 'Property');
}

/** What made the client is there still, with a call of the method behind it. */
function isChained(hooking: Hooking, method: string, [one, two]: readonly [Node, Node]): boolean {
  const { before, after, rung } = hooking;
  if (one.start !== offsetAt(before, rung.at)) return false;
  if (two.type !== 'CallExpression' || two.callee.type !== 'MemberExpression') return false;
  const { object, property, computed, optional } = two.callee;
  const isMethod = !computed && !optional && property.type === 'Identifier';
  const isSame = textOf(after, object) === textOf(before, one);
  return isMethod && property.name === method && isSame && hasHook(hooking, two);
}

/** A statement that calls the method of what the statement in front of it gives a name to. */
function isBehindMaking(hooking: Hooking, method: string, added: Node): boolean {
  const { before, after, rung } = hooking;
  if (added.type !== 'ExpressionStatement' || added.expression.type !== 'CallExpression')
    return false;
  const { expression: call } = added;
  const made = callAt(before, { ...rung.at, name: rung.hook.maker });
  const held = made === null ? null : heldBy(before, made);
  if (held === null || textOf(after, call.callee) !== `${held.name}.${method}`) return false;
  const isNext = textOf(before, held.statement) === textInFront(after, added);
  return isNext && hasHook(hooking, call);
}

/** The statement in front of one in the same list. */
function textInFront(source: EditableSource, statement: Node): string | null {
  const list = source.parentOf(statement);
  const all = list === undefined ? [] : childrenInOrder(source, list);
  const before = all[all.indexOf(statement) - 1];
  return before === undefined ? null : textOf(source, before);
}

/** The hook stands first, and nothing is done in what stands behind it. */
function hasHook(hooking: Hooking, { arguments: given }: NodeOf<'CallExpression'>): boolean {
  const [hook, ...options] = given;
  return hook !== undefined && isHook(hooking, hook) && options.every(isPlain);
}

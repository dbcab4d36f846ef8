import type { Call } from '../../model/assessment.js';
import { unwrapped, type Node, type NodeOf } from '../../parse/ast.js';
import { consumerOf } from '../policy/consumer.js';
import { insideOf } from '../policy/inside.js';
import { isRead } from '../policy/is-read.js';
import { importedName } from '../policy/policy-names.js';
import type { PolicyUse } from '../policy/policy-use.js';
import { outermostOf, type Runner } from '../policy/wrap-call.js';
import type { RungMade } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import { callAt } from '../source/find-call.js';
import { wordsOf } from '../source/words.js';
import type { EditProof } from './edit-proof.js';
import { textOf } from './program-changes.js';

/** A call, how it is said to come under a policy, and the file before and after. */
export interface Wrapping {
  readonly call: Call;
  readonly rung: RungMade;
  readonly use: PolicyUse;
  readonly runner: Runner;
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** That a call runs under its policy, and nothing else. */
export function wrapProof(wrapping: Wrapping): EditProof | null {
  const { call, use, runner } = wrapping;
  if (use.dependency !== call.dependency || !isNameFree(wrapping)) return null;
  return {
    isWhole: (_, two) => isRun(ranIn(two), runner),
    keeps: (before, after) => keptBy(wrapping, before, after),
    admits: ({ before, after }) =>
      before !== null && after !== null && isWrapOf(wrapping, before, after),
  };
}

/** The name means the policy after the edit, and meant nothing else before. */
export function isNameFree({
  before,
  after,
  use: { exported, local, module },
}: Pick<Wrapping, 'before' | 'after' | 'use'>): boolean {
  if (importedName(after, exported, module) !== local) return false;
  return importedName(before, exported, module) === local || !wordsOf(before).has(local);
}

/** `policy.execute(…)`. */
export function isRun(node: Node, { policy, method }: Runner): node is NodeOf<'CallExpression'> {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  const isPolicy = object.type === 'Identifier' && object.name === policy;
  return isPolicy && property.type === 'Identifier' && property.name === method;
}

/** The call, and what the policy runs of it. */
function keptBy(wrapping: Wrapping, one: Node, changed: Node): readonly [Node, Node] | null {
  const run = ranIn(changed);
  const [body] = run.type === 'CallExpression' ? run.arguments : [];
  const isFunction = body?.type === 'ArrowFunctionExpression';
  return isFunction && isWrapOf(wrapping, one, changed) ? [one, body.body] : null;
}

/**
 * `policy.execute(() => call)`, of the very call, and for those that take what it gives. Whether the
 * call is as it was is compared besides: its own options may be edited as well.
 */
function isWrapOf(wrapping: Wrapping, one: Node, changed: Node): boolean {
  const two = ranIn(changed);
  const { before, call, rung, use, runner } = wrapping;
  const found = callAt(before, { ...call, name: call.operation });
  if (found === null || !isRun(two, runner) || outermostOf(before, found) !== one) return false;
  const [body, mark, ...more] = two.arguments;
  if (more.length > 0 || !isBody(wrapping, one, body)) return false;
  const needsMark = runner.marksWrites || use.parts.retry === true;
  if (mark === undefined ? needsMark && !isRead(call, found) : !isMark(wrapping, mark))
    return false;
  const { takes } = consumerOf(before, one);
  return takes === 'promise' || (takes === 'doubtful' && rung.safety === 'suggestion');
}

/** `policy.execute(…)` of `((id) => policy.execute(…))(id)`, whose variables keep their names. */
function ranIn(node: Node): Node {
  if (node.type !== 'CallExpression') return node;
  const taker = unwrapped(node.callee);
  if (taker.type !== 'ArrowFunctionExpression' || taker.async) return node;
  const params: readonly Node[] = taker.params;
  const given: readonly Node[] = node.arguments;
  const names = params.map(nameOf);
  const isSame = params.length === given.length && names.join() === given.map(nameOf).join();
  return isSame && names.length > 0 && !names.includes('') ? taker.body : node;
}

const nameOf = (node: Node): string => (node.type === 'Identifier' ? node.name : '');

/** An arrow function that can do what stood there. */
function isBody({ before }: Wrapping, call: Node, body: Node | undefined): boolean {
  if (body?.type !== 'ArrowFunctionExpression' || body.params.length > 0) return false;
  const { awaits, yields, assigns } = insideOf(before, call);
  return body.async === awaits && !yields && !assigns;
}

const isMark = ({ after }: Wrapping, mark: Node): boolean =>
  /^\{ effect: (["'])write\1 \}$/.test(textOf(after, mark));

import type { Call } from '../../model/assessment.js';
import type { Node, NodeOf } from '../../parse/ast.js';
import { consumerOf } from '../policy/consumer.js';
import { insideOf } from '../policy/inside.js';
import { isRead } from '../policy/is-read.js';
import { importedName } from '../policy/policy-names.js';
import type { PolicyUse } from '../policy/policy-use.js';
import { outermostOf, type Runner } from '../policy/wrap-call.js';
import type { RungMade } from '../rung.js';
import type { EditableSource } from '../source/editable-source.js';
import { callAt } from '../source/find-call.js';
import { programChanges, textOf, type ProgramChange } from './program-changes.js';

/** A call, how it is said to come under a policy, and the file before and after. */
export interface Wrapping {
  readonly call: Call;
  readonly rung: RungMade;
  readonly use: PolicyUse;
  readonly runner: Runner;
  readonly before: EditableSource;
  readonly after: EditableSource;
}

/** Whether the file is what it was, but for one call that runs under its policy, and an import. */
export function isWrapAlone(wrapping: Wrapping): boolean {
  const { before, after, call, use, runner } = wrapping;
  if (use.dependency !== call.dependency || !isNameFree(wrapping)) return false;
  const changes = programChanges({ before, after, isWhole: (_, two) => isRun(two, runner) });
  const added = changes.flatMap((one) => (one.before === null ? [one.after] : []));
  const [wrap, ...others] = changes.filter(
    (one) => one.before !== null && !isNameMore(wrapping, one),
  );
  if (wrap?.before == null || wrap.after === null || others.length > 0) return false;
  return added.every(isImport) && isWrapOf(wrapping, wrap.before, wrap.after);
}

/** The name means the policy after the edit, and meant nothing else before. */
function isNameFree({ before, after, use: { exported, local, module } }: Wrapping): boolean {
  if (importedName(after, exported, module) !== local) return false;
  const words: readonly string[] = before.text.match(/[\w$]+/g) ?? [];
  return importedName(before, exported, module) === local || !words.includes(local);
}

const isImport = (node: Node | null): boolean =>
  node !== null && (node.type === 'ImportDeclaration' || node.type === 'VariableDeclaration');

/** `import { other, policy } from …` or `const { other, policy } = …`, where the policy is what is new. */
function isNameMore({ before, after, use }: Wrapping, change: ProgramChange): boolean {
  if (change.before === null || change.after === null) return false;
  const name = namesOf(change.after).find((one) => nameOf(one) === use.local);
  if (name === undefined || namesOf(change.before).length === 0) return false;
  const text = textOf(after, change.after);
  const [from, to] = [name.start - change.after.start, name.end - change.after.start];
  return bare(text.slice(0, from) + text.slice(to)) === bare(textOf(before, change.before));
}

function namesOf(node: Node): readonly Node[] {
  if (node.type === 'ImportDeclaration') return node.specifiers;
  return node.type === 'ObjectPattern' ? node.properties : [];
}

/** The name that a part of an import or pattern has in the file. */
function nameOf(part: Node): string | null {
  const named = part.type === 'ImportSpecifier' ? part.local : null;
  const node = part.type === 'Property' ? part.value : named;
  return node?.type === 'Identifier' ? node.name : null;
}

const bare = (list: string): string => list.replaceAll(/[\s,]+/g, '');

/** `policy.execute(…)`. */
function isRun(node: Node, { policy, method }: Runner): node is NodeOf<'CallExpression'> {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  const isPolicy = object.type === 'Identifier' && object.name === policy;
  return isPolicy && property.type === 'Identifier' && property.name === method;
}

/** `policy.execute(() => call)`, of the very call, and for those that take what it gives. */
function isWrapOf(wrapping: Wrapping, one: Node, two: Node): boolean {
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

/** An arrow function that does what stood there, and nothing else. */
function isBody({ before, after }: Wrapping, call: Node, body: Node | undefined): boolean {
  if (body?.type !== 'ArrowFunctionExpression' || body.params.length > 0) return false;
  const { awaits, yields, assigns } = insideOf(before, call);
  const isSame = textOf(after, body.body) === textOf(before, call);
  return isSame && body.async === awaits && !yields && !assigns;
}

const isMark = ({ after }: Wrapping, mark: Node): boolean =>
  /^\{ effect: (["'])write\1 \}$/.test(textOf(after, mark));

import type { Call } from '../../model/assessment.js';
import type { FixReason } from '../../model/fix.js';
import type { Node } from '../../parse/ast.js';
import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import { usesOfAnswer } from '../source/answer-uses.js';
import { callAt, calleeName, type ArgumentsNode } from '../source/find-call.js';
import { consumerOf, isInTransaction, isSettling, type Consumer } from './consumer.js';
import { changedMeanwhile, settableIn } from './by-value.js';
import { insideOf } from './inside.js';
import { isRead } from './is-read.js';
import { mayGoElsewhere } from './shared-client.js';

/** The edits that put a call into a function of its own, which a policy runs; or why not. */
export type Wrap =
  | {
      readonly ok: true;
      readonly edits: readonly Edit[];
      /** The call surely changes nothing, and is not marked as a write. */
      readonly isRead: boolean;
      readonly doubt?: FixReason;
    }
  | { readonly ok: false; readonly reason: FixReason };

const refused = (reason: FixReason): Wrap => ({ ok: false, reason });

/** Whoever lets the policy repeat calls later must not find writes repeated: only reads go unmarked. */
const write = (quote: string): string => `, { effect: ${quote}write${quote} })`;

/** The policy that is to run a call: its name, the method that does, and whether that is told of writes. */
export interface Runner {
  readonly policy: string;
  readonly method: string;
  readonly marksWrites: boolean;
}

/** How a function that a policy runs has the variables of a call: as they are then, or as they are now. */
export type Capture = 'reference' | 'value';

/**
 * Wraps a call as `policy.execute(() => call)`; nothing but these characters is added. What may change
 * until the policy starts the call is handed over: `((id) => policy.execute(() => get(id)))(id)`.
 */
export function wrapCall(
  source: EditableSource,
  call: Call,
  runner: Runner & { readonly capture?: Capture },
): Wrap {
  const found = callAt(source, { ...call, name: call.operation });
  // What is seen of a promise is its handlers, and the call that made it is elsewhere.
  if (found === null || isSettling(found.callee)) return refused('place-not-found');
  const expression = outermostOf(source, found);
  const inside = insideOf(source, expression);
  const consumer = consumerOf(source, expression);
  const obstacle = obstacleOf(source, { call, expression, consumer, inside });
  if (obstacle !== null) return refused(obstacle);
  const names = handedOver(source, expression, runner.capture);
  if (names === null) return refused('argument-changes');
  const run = `${runner.policy}.${runner.method}(${inside.awaits ? 'async ' : ''}() => `;
  const opening = names === '' ? run : `((${names}) => ${run}`;
  const doubt = mayGoElsewhere(source, call, found)
    ? 'shared-client'
    : doubtOf(expression, { consumer, inside });
  const { file } = source;
  const reads = isRead(call, found);
  return {
    ok: true,
    isRead: reads,
    edits: [
      { file, start: expression.start, end: expression.start, text: opening },
      {
        file,
        start: expression.end,
        end: expression.end,
        text: `${reads || !runner.marksWrites ? ')' : write(source.style.quote)}${names === '' ? '' : `)(${names})`}`,
      },
    ],
    ...(doubt !== undefined && { doubt }),
  };
}

/** The variables that are handed over; null where that cannot be written. */
function handedOver(
  source: EditableSource,
  expression: Node,
  capture: Capture = 'reference',
): string | null {
  const changed = changedMeanwhile(source, expression);
  const names = capture === 'value' ? settableIn(source, expression) : changed;
  const isFirst = parentOf(source, expression).start === expression.start;
  // A bracket would go on with the line before.
  if (names.size > 0 && isFirst && !source.style.semicolons) return null;
  return [...names].join(', ');
}

interface Wrapping {
  readonly call: Call;
  readonly expression: Node;
  readonly consumer: Consumer;
  readonly inside: ReturnType<typeof insideOf>;
}

function obstacleOf(
  source: EditableSource,
  { call, expression, consumer, inside }: Wrapping,
): FixReason | null {
  if (call.context === 'browser') return 'browser';
  if (inside.yields) return 'generator';
  if (inside.assigns) return 'argument-assigns';
  if (call.kind === 'db' && isInTransaction(source, expression)) return 'in-transaction';
  if (isStreaming(source, expression, consumer)) return 'streamed-answer';
  if (takesCallback(expression) && consumer.takes !== 'promise') return 'callback';
  // What follows a call that was left out would be asked of undefined.
  if (isOptional(expression) && isSettling(parentOf(source, expression))) return 'optional-call';
  return consumer.takes === 'unknown' ? consumer.reason : null;
}

function doubtOf(
  expression: Node,
  { consumer, inside }: Pick<Wrapping, 'consumer' | 'inside'>,
): FixReason | undefined {
  if (consumer.takes === 'doubtful') return consumer.reason;
  if (inside.awaits) return 'argument-awaits';
  return isOptional(expression) ? 'optional-call' : undefined;
}

/** What is built in several calls is run by the last one of its chain. */
export function outermostOf(source: EditableSource, call: ArgumentsNode): Node {
  let outermost: Node = call;
  for (;;) {
    const member = source.parentOf(outermost);
    if (member?.type === 'ChainExpression') {
      outermost = member;
      continue;
    }
    if (member?.type !== 'MemberExpression' || member.object !== outermost) return outermost;
    const next = source.parentOf(member);
    if (isSettling(member) || next?.type !== 'CallExpression' || next.callee !== member)
      return outermost;
    outermost = next;
  }
}

const parentOf = (source: EditableSource, node: Node): Node => source.parentOf(node) ?? node;

const innerOf = (node: Node): Node => (node.type === 'ChainExpression' ? node.expression : node);

/** `client?.get(…)`: where there is no client there is no call. */
function isOptional(expression: Node): boolean {
  let node = innerOf(expression);
  while (node.type === 'CallExpression' || node.type === 'MemberExpression') {
    if (node.optional) return true;
    node = node.type === 'CallExpression' ? node.callee : node.object;
  }
  return false;
}

function takesCallback(expression: Node): boolean {
  const call = innerOf(expression);
  const last = call.type === 'CallExpression' ? call.arguments.at(-1) : undefined;
  return last?.type === 'ArrowFunctionExpression' || last?.type === 'FunctionExpression';
}

const isStreaming = (source: EditableSource, expression: Node, consumer: Consumer): boolean =>
  isEvented(expression) || isHeardBelow(source, expression, consumer);

/** `const objects = client.list(); objects.on('data', …)`: what is kept is no promise. */
const isHeardBelow = (source: EditableSource, expression: Node, { takes }: Consumer): boolean =>
  takes === 'doubtful' &&
  usesOfAnswer(source, expression).some(({ member }) => /^(on|once|pipe|subscribe)$/.test(member));

/** Event emitters, streams and observables are no promises. */
function isEvented(expression: Node): boolean {
  const call = innerOf(expression);
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return false;
  return /^(on|once|pipe|subscribe|stream)$/.test(calleeName(call) ?? '');
}

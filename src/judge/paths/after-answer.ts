import type { CallFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { partsOf } from '../code/conditions.js';
import { memberName } from '../judging.js';
import type { Item } from './block.js';
import { detached } from './tree.js';

const RESPONSE = /^_*(res|response|reply)$/i;
const ANSWERS = /^(send|json|jsonp|end|sendStatus|sendFile|redirect|render)$/;

/** `response.send(); await work();`: what follows on the answer runs, but whoever asked has it already. */
export function detachAnswered(
  map: CodeMap,
  id: FunctionId,
  items: readonly Item[],
): readonly Item[] {
  const answers = map.callIdsIn(id).flatMap((call) => map.facts.calls[call] ?? []);
  const sent = answers.filter((call) => isAnswer(map, call));
  if (sent.length === 0) return items;
  const mayNotRun = partsOf(map, id);
  return items.map((item) =>
    sent.some((answer) => isBefore(answer, item, mayNotRun))
      ? { ...item, tree: detached(item.tree) }
      : item,
  );
}

/** A statement that ends the response of a parameter: `reply.code(200).send()`. */
function isAnswer({ facts }: CodeMap, call: CallFact): boolean {
  const isStatement = call.use === 'statement' || call.discarded === true;
  if (!isStatement || !ANSWERS.test(memberName(call) ?? '')) return false;
  const root = rootOf(facts, call.callee);
  const binding = root.kind === 'name' ? facts.bindings[root.binding ?? -1] : undefined;
  return binding?.kind === 'parameter' && RESPONSE.test(binding.name);
}

/** What a chain of members and calls begins with. */
function rootOf(facts: FileFacts, expression: Expression): Expression {
  let root = expression;
  for (;;) {
    const inner =
      root.kind === 'member'
        ? root.object
        : root.kind === 'call'
          ? facts.calls[root.call]?.callee
          : undefined;
    if (inner === undefined) return root;
    root = inner;
  }
}

/** Whether the answer was sent wherever the item runs. */
const isBefore = (answer: Span, item: Span, mayNotRun: readonly Span[]): boolean =>
  answer.end <= item.start &&
  mayNotRun.every((part) => !contains(part, answer.start) || contains(part, item.start));

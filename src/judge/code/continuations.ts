import type { CallFact, Expression } from '../../parse/facts.js';
import type { CodeMap } from './code-map.js';
import { globalMember, memberName } from '../judging.js';

/** `.then(…)`, `.catch(…)`, `.finally(…)`. */
export const followsPromise = (call: CallFact): boolean =>
  /^(then|catch|finally)$/.test(memberName(call) ?? '');

/**
 * How what was handed to a function is told the end: an answer, a response, a stream. Names, and no
 * frameworks of the catalogue: these say how work enters, and a response is as often one of a type
 * that the repository made, or of none. A name too many here leaves a call without a finding.
 */
const ANSWERS =
  /^(send\w*|json\w*|end|status|render|redirect|write\w*|reply|editReply|followUp|showModal|respond\w*|emit|next|error|complete|succeed|done|fail|code|type|resolve|reject)$/;

/**
 * Whether what follows on a call (`.then(…)`, a callback) tells somebody outside: it calls a
 * parameter of a function around it (`done()`), answers on one (`res.json()`), or hands on one that
 * answers (`embed(image, interaction)`). A handler that is no literal may do anything.
 */
export const answersOutside = (map: CodeMap, call: CallFact): boolean =>
  call.arguments.some((handler) => mayAnswer(map, handler));

function mayAnswer(map: CodeMap, handler: Expression): boolean {
  if (handler.kind !== 'function') return handler.kind !== 'literal' && handler.kind !== 'object';
  const fact = map.facts.functions[handler.function];
  if (fact === undefined) return true;
  return map.callsWithin(fact).some((id) => isAnswer(map, map.facts.calls[id], fact));
}

function isAnswer(
  { facts }: CodeMap,
  call: CallFact | undefined,
  { start }: { readonly start: number },
): boolean {
  if (call === undefined) return false;
  // Parameters of the handler itself begin within it.
  const outer = (expression: Expression): string | null => {
    const isBound = expression.kind === 'name' && expression.binding !== null;
    const binding = isBound ? facts.bindings[expression.binding] : undefined;
    return binding?.kind === 'parameter' && binding.start < start ? binding.name : null;
  };
  const { root, first } = rootOf(call);
  if (outer(root) !== null && (first === null || ANSWERS.test(first))) return true;
  return (
    globalMember(call) === null && call.arguments.some((one) => ANSWERED_BY.test(outer(one) ?? ''))
  );
}

/** What functions are handed to answer by, going by its name. */
const ANSWERED_BY = /^(res|response|reply|interaction)$/i;

const ANSWERING = /^(res|response|reply|next|done|cb|callback)$/i;

/** `stop(response.finish())`: a callback that a call of a response, or of a callback, makes. */
export function takesMadeCallback({ facts }: CodeMap, call: CallFact): boolean {
  const last = call.arguments.at(-1);
  const made = last?.kind === 'call' ? facts.calls[last.call] : undefined;
  if (made === undefined) return false;
  const { root } = rootOf(made);
  const binding =
    root.kind === 'name' && root.binding !== null ? facts.bindings[root.binding] : undefined;
  return binding?.kind === 'parameter' && ANSWERING.test(binding.name);
}

/** `done()`, `response.status(404).json()`: a call that tells by what a binding holds. */
export function tellsBy(call: CallFact, binding: number): boolean {
  const { root, first } = rootOf(call);
  if (root.kind !== 'name' || root.binding !== binding) return false;
  return first === null || ANSWERS.test(first);
}

/** What the callee is read from, and the first name that is read of it. */
function rootOf({ callee }: CallFact): {
  readonly root: Expression;
  readonly first: string | null;
} {
  let root = callee;
  let first: string | null = null;
  for (; root.kind === 'member'; root = root.object) first = root.property;
  return { root, first };
}

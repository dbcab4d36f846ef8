import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { memberName } from '../judging.js';

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;
/** What a stream and those that take it apart tell while one piece of work is read or written. */
const WHILE_READ =
  /^(data|end|readable|finish|file|field|fields|part|entry|row|record|result|response)$/;

/**
 * `request.on('end', async () => …)`: what is read belongs to the function that was handed the
 * stream or made it, so that its listeners go on with the function's work.
 */
function continuesStream(map: CodeMap, call: CallFact): boolean {
  const [event] = call.arguments;
  if (call.callee.kind !== 'member' || call.function === 0) return false;
  if (!LISTENS.test(memberName(call) ?? '') || event?.kind !== 'literal') return false;
  return WHILE_READ.test(String(event.value)) && isOwn(map, call.callee.object);
}

const KEEPS_FOR_FAILURES = /^(use|catch|setErrorHandler|addHook|on[A-Z]\w*)$/;
const FAILURE = /^_*(e|er|err|error|failure)$/i;

/**
 * `readFile(path, (error, text) => …)`: what a function asks for, and goes on with when it is there.
 * One that is told of failures alone, or of events, waits for them.
 */
function goesOnWithAnswer({ facts }: CodeMap, call: CallFact): boolean {
  const last = call.arguments.at(-1);
  if (call.function === 0 || last?.kind !== 'function' || keepsIt(memberName(call) ?? ''))
    return false;
  const [failure, answer] = facts.functions[last.function]?.parameters ?? [];
  return answer !== undefined && FAILURE.test(nameOf(facts, failure?.binding) ?? '');
}

/** What the call is handed goes on with the work of the function around it. */
export const goesOn = (map: CodeMap, call: CallFact): boolean =>
  continuesStream(map, call) || goesOnWithAnswer(map, call) || goesOnWithRequest(map, call);

/** `zip(request, response, () => answer(request, response))`: middleware that is called by hand. */
function goesOnWithRequest({ facts }: CodeMap, call: CallFact): boolean {
  const [request, response, next] = call.arguments;
  return (
    next?.kind === 'function' &&
    [request, response].every((one) => one !== undefined && isParameter(facts, one))
  );
}

const isParameter = ({ bindings }: FileFacts, one: Expression): boolean =>
  one.kind === 'name' && bindings[one.binding ?? -1]?.kind === 'parameter';

const keepsIt = (name: string): boolean => LISTENS.test(name) || KEEPS_FOR_FAILURES.test(name);

const nameOf = ({ bindings }: FileFacts, id: number | null | undefined): string | undefined =>
  id == null ? undefined : bindings[id]?.name;

/** A parameter or variable of a function, or what a chain of calls makes of one. */
function isOwn({ facts }: CodeMap, expression: Expression): boolean {
  let current: Expression | undefined = expression;
  while (current !== undefined && current.kind !== 'name') current = within(facts, current);
  if (current === undefined || current.binding === null) return false;
  const { kind, function: id } = facts.bindings[current.binding] ?? {};
  return id !== 0 && (kind === 'parameter' || kind === 'variable');
}

/** What a member is of, what is called, what is waited for. */
function within({ calls }: FileFacts, expression: Expression): Expression | undefined {
  if (expression.kind === 'member') return expression.object;
  if (expression.kind === 'await' || expression.kind === 'cast') return expression.value;
  return expression.kind === 'call' ? calls[expression.call]?.callee : undefined;
}

/** Classes of the platform whose instances run what they are made of, in the order in which they do. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  ReadableStream: ['start', 'pull', 'cancel'],
  WritableStream: ['start', 'write', 'close'],
  TransformStream: ['start', 'transform', 'flush'],
  Readable: ['construct', 'read'],
  Writable: ['construct', 'write', 'writev', 'final'],
  Duplex: ['construct', 'read', 'write', 'final'],
  Transform: ['construct', 'transform', 'flush'],
};

/** `new ReadableStream({ async start(controller) { … } })`: functions that the stream runs. */
export function functionsOfStream({ callee, form, arguments: given }: CallFact): readonly number[] {
  const name =
    callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : null;
  const [source] = given;
  const members = form === 'new' && name !== null ? MADE_OF[name] : undefined;
  if (members === undefined || source?.kind !== 'object') return [];
  return members.flatMap((member) =>
    source.properties.flatMap(({ key, value }) =>
      key === member && value.kind === 'function' ? [value.function] : [],
    ),
  );
}

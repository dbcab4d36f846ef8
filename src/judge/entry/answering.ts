import type { CallFact, Expression, FunctionFact } from '../../parse/facts.js';
import { rootBinding } from '../../resolve/indexes/callee-names.js';
import type { CodeMap } from '../code/code-map.js';
import type { FunctionPlace } from '../code/points.js';
import type { Registering } from './registering.js';

/**
 * Whether a handler answers whoever sent the message: by a member of what it is registered on, such
 * as `socket.emit()`, or by the acknowledgement that it is handed last.
 */
export function answersSender(
  { reading, registers }: Registering,
  handlers: readonly FunctionPlace[],
): boolean {
  const { answers = [] } = registers;
  if (answers.length === 0) return false;
  const { call, point } = reading.entering;
  const on = rootBinding(call.callee);
  return handlers.some(({ file, function: id }) => {
    const map = reading.judging.map(file);
    const fact = map?.facts.functions[id];
    if (map === null || fact === undefined) return false;
    const socket = file === point.file ? on : null;
    return callsOf(map, fact).some(
      (one) => isAnswer(one, { socket, answers }) || acknowledges(one, fact),
    );
  });
}

const callsOf = (map: CodeMap, fact: FunctionFact): readonly CallFact[] =>
  map.callsWithin(fact).flatMap((id) => map.facts.calls[id] ?? []);

interface Answers {
  readonly socket: number | null;
  readonly answers: readonly string[];
}

/** `socket.emit('answer', text)`; `socket.to(room).emit()` tells others. */
const isAnswer = ({ callee }: CallFact, { socket, answers }: Answers): boolean =>
  callee.kind === 'member' &&
  answers.includes(callee.property ?? '') &&
  isBound(callee.object, socket);

/** `(message, acknowledge) => acknowledge({ ok: true })`. */
const acknowledges = ({ callee }: CallFact, { parameters }: FunctionFact): boolean =>
  isBound(callee, parameters.at(-1)?.binding ?? null);

const isBound = (expression: Expression, binding: number | null): boolean =>
  binding !== null && expression.kind === 'name' && expression.binding === binding;

import type { CallFact, FileFacts } from '../../parse/facts.js';
import { isTimerCall } from '../judging.js';

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;

/** What a call is handed runs by the clock or once the process is told something: nobody waits for it. */
export const runsLater = (facts: FileFacts, call: CallFact): boolean =>
  isTimerCall(call) || listensToProcess(facts, call) || isAfterAnswer(facts, call);

/** `after(() => track())` of Next.js runs once the answer is sent. */
function isAfterAnswer({ bindings }: FileFacts, { callee }: CallFact): boolean {
  const source = callee.kind === 'name' ? bindings[callee.binding ?? -1]?.import : undefined;
  return source?.specifier === 'next/server' && /^(unstable_)?after$/.test(source.imported);
}

/** `process.on('SIGTERM', stop)`: the program runs it when it is told to end, or fails. */
function listensToProcess({ bindings }: FileFacts, { callee }: CallFact): boolean {
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return false;
  if (!LISTENS.test(callee.property ?? '')) return false;
  const { binding, name } = callee.object;
  if (binding === null) return name === 'process';
  return /^(node:)?process$/.test(bindings[binding]?.import?.specifier ?? '');
}

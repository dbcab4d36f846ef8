import type { CallFact, Expression } from '../../parse/facts.js';
import { memberName, type Judging } from '../judging.js';
import { givesErrorStatus } from './error-answers.js';
import type { Handler } from './handler-paths.js';

/** `res.status(200).json({ items: [] })`, `NextResponse.json([])`: who asked is told that there is nothing. */
export function answersEmpty(judging: Judging, handler: Handler, call: CallFact): boolean {
  const [body] = call.arguments;
  if (!/^(json|send)$/.test(memberName(call) ?? '') || body === undefined) return false;
  if (!isEmpty(body)) return false;
  const { calls = [] } = judging.facts(handler.file) ?? {};
  return !(judging.map(handler.file)?.callsWithin(handler.span) ?? []).some((id) => {
    const one = calls[id];
    return one !== undefined && givesErrorStatus(judging, one, handler);
  });
}

/** An empty list, or an object with one that says nothing of a failure. */
function isEmpty(body: Expression): boolean {
  if (body.kind === 'array') return body.elements.length === 0;
  return (
    body.kind === 'object' &&
    body.properties.some(({ value }) => value.kind === 'array' && value.elements.length === 0) &&
    !body.properties.some(({ key, value }) => key === null || mayTell(key, value))
  );
}

const mayTell = (key: string, value: Expression): boolean =>
  /err|fail|reason|status|code|message|warning|note|degraded/i.test(key) ||
  (/^(success|ok)$/.test(key) && !(value.kind === 'literal' && value.value === true));

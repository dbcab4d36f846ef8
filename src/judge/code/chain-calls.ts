import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import type { CodeMap } from './code-map.js';
import type { Judging } from '../judging.js';
import type { Point } from './points.js';

export interface PlacedCall {
  readonly file: string;
  readonly call: CallFact;
}

/** The calls before and after this one in the same chain, and those on the variable it is kept in. */
export function chainCalls(judging: Judging, { file, call: id }: Point): readonly PlacedCall[] {
  const map = judging.map(file);
  if (map === null) return [];
  const found: CallFact[] = [];
  const note = (one: CallId | undefined): CallFact | undefined => {
    const call = one === undefined ? undefined : map.facts.calls[one];
    if (call !== undefined) found.push(call);
    return call;
  };
  for (let next = map.continuation(id); note(next) !== undefined;)
    next = map.continuation(next ?? 0);
  for (let next = receiverOf(map.facts.calls[id]); next !== undefined;)
    next = receiverOf(note(next));
  const kept = [map.facts.calls[id], ...found].find((call) => call?.variable !== undefined);
  return [...found, ...callsOn(map, kept?.variable)].map((call) => ({ file, call }));
}

/** `const request = http.request(url); request.on('timeout', …)`. */
function callsOn({ facts }: CodeMap, variable: number | undefined): readonly CallFact[] {
  if (variable === undefined) return [];
  return facts.calls.filter(({ callee }) => {
    let current: Expression | undefined = callee;
    while (current?.kind === 'member' || current?.kind === 'call')
      current = current.kind === 'member' ? current.object : facts.calls[current.call]?.callee;
    return callee.kind === 'member' && current?.kind === 'name' && current.binding === variable;
  });
}

function receiverOf(call: CallFact | undefined): CallId | undefined {
  let current: Expression | undefined = call?.callee;
  while (current?.kind === 'member') current = current.object;
  return current?.kind === 'call' ? current.call : undefined;
}

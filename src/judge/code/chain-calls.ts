import type { CallFact, CallId, Expression, WriteFact } from '../../parse/facts.js';
import type { CodeMap } from './code-map.js';
import type { Judging } from '../judging.js';
import type { Point } from './points.js';
import { isSpelledAs } from './spelling.js';

export interface PlacedCall {
  readonly file: string;
  readonly call: CallFact;
}

/** The calls before and after this one in the same chain, and those on what it is kept in. */
export function chainCalls(judging: Judging, { file, call: id }: Point): readonly PlacedCall[] {
  const map = judging.map(file);
  if (map === null) return [];
  const before: CallId[] = [];
  const after: CallId[] = [];
  for (let next = map.continuation(id); next !== undefined; next = map.continuation(next))
    after.push(next);
  for (let next = receiverOf(map, id); next !== undefined; next = receiverOf(map, next))
    before.push(next);
  const chain = [...after, ...before];
  return [...callsOf(map, chain), ...callsOnKept(map, [id, ...chain])].map((call) => ({
    file,
    call,
  }));
}

const callsOf = ({ facts }: CodeMap, ids: readonly CallId[]): readonly CallFact[] =>
  ids.flatMap((id) => facts.calls[id] ?? []);

function callsOnKept(map: CodeMap, chain: readonly CallId[]): readonly CallFact[] {
  const kept = callsOf(map, chain).find(({ variable }) => variable !== undefined);
  const written = chain.flatMap((id) => map.writesOfCall(id));
  return [...callsOn(map, kept?.variable), ...written.flatMap((one) => callsOnWritten(map, one))];
}

/** `this.request = http.request(url); this.request.on('timeout', …)`, in the same function. */
const callsOnWritten = (map: CodeMap, { target, function: id }: WriteFact): readonly CallFact[] =>
  map.callsIn(id).filter(({ callee }) => {
    const on = callee.kind === 'member' ? startOfChain(map, callee.object) : null;
    return on !== null && isSpelledAs(on, target);
  });

/** What the first call of a chain is made on. */
function startOfChain({ facts }: CodeMap, receiver: Expression): Expression | null {
  let current: Expression | undefined = receiver;
  while (current?.kind === 'call') {
    const callee: Expression | undefined = facts.calls[current.call]?.callee;
    current = callee?.kind === 'member' ? callee.object : undefined;
  }
  return current ?? null;
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

function receiverOf({ facts }: CodeMap, id: CallId): CallId | undefined {
  let current: Expression | undefined = facts.calls[id]?.callee;
  while (current?.kind === 'member') current = current.object;
  return current?.kind === 'call' ? current.call : undefined;
}

import type { CallFact, CallId } from '../parse/facts.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a span lies within one of these, which are sorted by their start. */
export function withinAny(spans: readonly Span[]): (span: Span) => boolean {
  let furthest = 0;
  const furthestEnds = spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (furthestEnds[low - 1] ?? 0) >= end;
  };
}

/** For each call, the innermost one that has it among its arguments. */
export function enclosingCalls(calls: readonly CallFact[]): readonly (CallId | undefined)[] {
  const outerFirst = [...calls.keys()].sort((a, b) => byStart(calls[a], calls[b]));
  const enclosing: (CallId | undefined)[] = [];
  const open: CallId[] = [];
  for (const id of outerFirst) {
    const { start, end } = calls[id] ?? { start: 0, end: 0 };
    while (endOf(calls, open.at(-1)) <= start) open.pop();
    const around = open.at(-1);
    const isLink = around !== undefined && calls[around]?.start === start;
    const isBeside = isLink || endOf(calls, around) === end;
    enclosing[id] = around !== undefined && isBeside ? enclosing[around] : around;
    open.push(id);
  }
  return enclosing;
}

function byStart(left: Span | undefined, right: Span | undefined): number {
  if (left === undefined || right === undefined) return 0;
  return left.start - right.start || right.end - left.end;
}

const endOf = (calls: readonly CallFact[], id: CallId | undefined): number =>
  id === undefined ? Infinity : (calls[id]?.end ?? 0);

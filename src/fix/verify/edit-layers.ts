import type { Edit } from '../edit.js';
import type { RungMade } from '../rung.js';
import type { Proposed } from './keeps-program.js';

/** From the first to the last character that an edit changes. */
interface Span {
  readonly edits: readonly Edit[];
  /** It puts what stands there into a function, and keeps it. */
  readonly isWrap: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Edits of one file, in as few lists as keep those apart that stand in one another: what each of
 * a list does can be told from what the others do. Those that share their edits stay together.
 */
export function layersOf(proposed: readonly Proposed[]): readonly (readonly Proposed[])[] {
  const layers: { readonly spans: Span[]; readonly members: Proposed[] }[] = [];
  for (const one of proposed) {
    const span = spanOf(one.rung);
    let layer = layers.find(({ spans }) => spans.every((other) => areApart(span, other)));
    if (layer === undefined) {
      layer = { spans: [], members: [] };
      layers.push(layer);
    }
    layer.spans.push(span);
    layer.members.push(one);
  }
  return layers.map(({ members }) => members);
}

const spanOf = ({ edits, uses, hook }: RungMade): Span => ({
  edits,
  isWrap: uses !== undefined && hook === undefined,
  start: Math.min(...edits.map(({ start }) => start)),
  end: Math.max(...edits.map(({ end }) => end)),
});

const areApart = (one: Span, two: Span): boolean =>
  one.edits === two.edits ||
  one.end < two.start ||
  two.end < one.start ||
  holds(one, two) ||
  holds(two, one);

/** Options of a call that a policy runs are told from the wrap around it. */
const holds = (outer: Span, inner: Span): boolean =>
  outer.isWrap && !inner.isWrap && outer.start < inner.start && inner.end < outer.end;

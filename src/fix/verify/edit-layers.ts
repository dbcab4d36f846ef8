import type { Edit } from '../edit.js';
import type { Proposed } from './keeps-program.js';

/** From the first to the last character that an edit changes. */
interface Span {
  readonly edits: readonly Edit[];
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
    const span = spanOf(one.rung.edits);
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

const spanOf = (edits: readonly Edit[]): Span => ({
  edits,
  start: Math.min(...edits.map(({ start }) => start)),
  end: Math.max(...edits.map(({ end }) => end)),
});

const areApart = (one: Span, two: Span): boolean =>
  one.edits === two.edits || one.end < two.start || two.end < one.start;

import { describe, expect, it } from 'vitest';
import { KeptTrees } from '../../../src/judge/paths/kept-trees.js';
import { sequence, type Tree } from '../../../src/judge/paths/tree.js';

/** Functions by what they call: other functions, and sites where the name is a number. */
type Program = Readonly<Record<string, readonly string[]>>;

function follow(program: Program) {
  const kept = new KeptTrees();
  let looks = 0;
  const of = (name: string): Tree | null =>
    kept.once(name, () => {
      looks++;
      return sequence(
        (program[name] ?? []).map((callee) =>
          /^\d+$/.test(callee) ? { kind: 'site', site: Number(callee) } : of(callee),
        ),
      );
    });
  return { sitesOf: (name: string) => [...sitesIn(of(name))].sort(), looks: () => looks };
}

/** Trees are shared: each is gone through once. */
function sitesIn(root: Tree | null): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<Tree | null>();
  const visit = (tree: Tree | null): void => {
    if (seen.has(tree)) return;
    seen.add(tree);
    if (tree?.kind === 'site') found.add(tree.site);
    if (tree?.kind === 'layer') visit(tree.tree);
    if (tree?.kind === 'group') tree.trees.forEach(visit);
  };
  visit(root);
  return found;
}

/** Every function calls every other one and has a site of its own. */
const clique = (size: number): Program =>
  Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `f${String(index)}`,
      [String(index), ...Array.from({ length: size }, (_one, other) => `f${String(other)}`)],
    ]),
  );

describe('trees of functions', () => {
  it('are worked out once', () => {
    const { sitesOf, looks } = follow({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['1'] });
    expect([sitesOf('a'), sitesOf('d'), looks()]).toEqual([[1], [1], 4]);
  });

  it('of a circle hold all of it, whichever function begins it', () => {
    const { sitesOf } = follow({ a: ['1', 'b'], b: ['2', 'c'], c: ['3', 'a', 'b'] });
    expect(['a', 'b', 'c'].map(sitesOf)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('behind a circle are whole', () => {
    const { sitesOf } = follow({ a: ['b'], b: ['a', 'd'], d: ['e', '4'], e: ['d', '5'] });
    expect(['a', 'b', 'd', 'e'].map(sitesOf)).toEqual([
      [4, 5],
      [4, 5],
      [4, 5],
      [4, 5],
    ]);
  });

  it('of circles in circles take no more looks than functions and their beginnings', () => {
    const { sitesOf, looks } = follow(clique(30));
    const all = Array.from({ length: 30 }, (_, index) => index).sort();
    for (let index = 0; index < 30; index++) expect(sitesOf(`f${String(index)}`)).toEqual(all);
    expect(looks()).toBeLessThanOrEqual(30 * 30);
  });
});

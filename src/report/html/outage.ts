import type { Dependency } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { isProtectable, type Facts } from './facts.js';
import type { Anchors } from './anchors.js';
import { isUnbounded } from './coverage-of-calls.js';

/** What an outage of one dependency reaches. */
export interface Reach {
  readonly dependency: Dependency;
  /** Entry points that lead to a call of it. */
  readonly entryPoints: ReadonlySet<string>;
  /** Those of them that can wait for it without end. */
  readonly hanging: ReadonlySet<string>;
  /** Others of them that wait for a call of which no bound is known. */
  readonly uncertain: ReadonlySet<string>;
  /** Calls of it that nothing ends. */
  readonly unbounded: number;
}

const TOLD = 3;

/** The reach of every dependency, the one that holds most entry points first. */
export function reaches({ assessment, callsOf }: Facts): Reach[] {
  return assessment.dependencies
    .map((dependency) => {
      const calls = (callsOf.get(dependency.id) ?? []).filter(isProtectable);
      const open = calls.filter(isUnbounded);
      const hanging = new Set(open.flatMap((call) => call.entryPoints ?? []));
      const unread = calls.filter(({ protection }) => protection.timeout.status === 'unknown');
      return {
        dependency,
        entryPoints: new Set(calls.flatMap((call) => call.entryPoints ?? [])),
        hanging,
        uncertain: new Set(
          unread.flatMap((call) => call.entryPoints ?? []).filter((id) => !hanging.has(id)),
        ),
        unbounded: open.length,
      };
    })
    .sort(
      (left, right) =>
        right.hanging.size - left.hanging.size ||
        right.entryPoints.size - left.entryPoints.size ||
        right.unbounded - left.unbounded,
    );
}

/** What stalls when a dependency does not answer, in a sentence each, the worst first. */
export function outageSentences(facts: Facts, reached: readonly Reach[], anchors: Anchors) {
  const all = grouped(facts.assessment.entryPoints.length);
  const worst = reached.filter(({ hanging, unbounded }) => hanging.size + unbounded > 0);
  return worst.slice(0, TOLD).map(({ dependency, hanging, uncertain, unbounded }) => ({
    dependency: dependency.name,
    anchor: anchors.of('dep', dependency.id),
    consequence:
      hanging.size > 0
        ? `${grouped(hanging.size)} of ${all} entry points can wait without end${uncertain.size > 0 ? `, and ${grouped(uncertain.size)} more perhaps` : ''}`
        : `${countOf(unbounded, 'call')} can wait without end`,
  }));
}

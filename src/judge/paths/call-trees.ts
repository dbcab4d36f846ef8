import type { DetectedSite } from '../../detect/detect.js';
import type { CallFact } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import { parametersCalledBy, type Parameter } from '../code/parameters.js';
import { functionKey, type FunctionPlace } from '../code/points.js';
import { interceptorsOf } from '../surroundings/client-interceptors.js';
import { subjectOf } from '../verdicts.js';
import { FunctionTree, type Among } from './function-tree.js';
import { KeptTrees } from './kept-trees.js';
import { runningKey, type Running } from './running.js';
import { sequence, type Tree } from './tree.js';

/** What functions lead to. */
export class CallTrees implements Among {
  readonly judging: Judging;
  readonly sites: ReadonlyMap<CallFact, number>;
  readonly #detected: readonly DetectedSite[];
  readonly #kept = new KeptTrees();
  readonly #called = new Map<string, readonly Parameter[]>();

  constructor(judging: Judging, detected: readonly DetectedSite[]) {
    this.judging = judging;
    this.#detected = detected;
    this.sites = new Map(detected.map(({ site }, at) => [site.call, at]));
  }

  intercepted(site: number): Tree | null {
    const detected = this.#detected[site];
    if (detected === undefined) return null;
    const functions = interceptorsOf(this.judging, subjectOf(detected));
    return sequence(functions.map((one) => this.of(one)));
  }

  of(place: FunctionPlace | Running): Tree | null {
    const running = 'on' in place ? place : { ...place, on: null };
    return this.#kept.once(runningKey(running), () => new FunctionTree(this, running).made());
  }

  calledBy(place: FunctionPlace): readonly Parameter[] {
    const key = functionKey(place);
    const known = this.#called.get(key) ?? parametersCalledBy(this.judging, place);
    this.#called.set(key, known);
    return known;
  }
}

import type { Call } from '../model/assessment.js';
import type { Repository } from '../model/repository.js';
import type { FactsStore } from '../parse/facts-store.js';
import type { Detection } from '../detect/detect.js';
import { AttachedGuards } from './attached-guards.js';
import { FanOut } from './fan-out.js';
import { Judging } from './judging.js';
import { Outside } from './outside.js';
import { surveyOf } from './survey-of.js';
import { protectionOf, subjectOf } from './verdicts.js';

export interface JudgeInput {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly detection: Detection;
}

/** What judging asks about a repository; its parts share one. */
export const judgingOf = ({ repository, files, detection }: JudgeInput): Judging =>
  new Judging({
    resolver: detection.resolver,
    repository,
    allFacts: () => files.all(),
    survey: surveyOf,
  });

/** The detected calls with their five verdicts, in the order of `detection.sites`. */
export function judge(judging: Judging, { sites }: Detection): readonly Call[] {
  const callers = { outside: new Outside(judging), guards: new AttachedGuards(judging) };
  const fanOut = new FanOut(judging);
  return sites.map((detected) => {
    const mark = fanOut.of(subjectOf(detected).point);
    return {
      ...detected.call,
      ...(mark !== null && { fanOut: { ...judging.evidence(mark), what: mark.what } }),
      protection: protectionOf(judging, callers, detected),
    };
  });
}
